import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { PasswordLink } from "#app/components/password-link.tsx";
import { RoleBoxes } from "#app/components/role-boxes.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { roles } from "#app/domain/access/roles.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { type FormReply, idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { shownPasswordLink } from "#app/http/password-link.server.ts";
import { paths } from "#app/http/paths.ts";
import { languageNames, languages } from "#app/i18n/languages.ts";
import { addUser } from "#app/services/accounts/add-user.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FieldStack, FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { InputField, RadioGroup } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { viewPossibleRoles } from "#app/views/users.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  displayName: z.string().trim().max(100),
  email: z.email().trim().max(254),
  roles: z.array(z.enum(roles)).default([]),
  language: z.enum(languages),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-users");
  return json({
    title: visitor.t("users:add.title"),
    possibleRoles: orThrow(viewPossibleRoles(visitor), visitor),
    language: visitor.language,
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-users");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { language, ...wish } = form.value;
  const preferences = { language, timeZone: visitor.timeZone, theme: "system" } as const;
  const added = await addUser(visitor.deps, visitor.actor, { ...wish, preferences }, visitor.at);
  if (!added.ok) return form.again.refused(added.refusal, fieldOf(added.refusal));
  const { email, link } = added.value;
  // Answered by this page and not by the next one: the link is shown once and kept nowhere, not even in a cookie.
  const shown = link === null ? null : shownPasswordLink(args, visitor, email, link);
  return json({ added: { name: wish.displayName, link: shown } });
}

function fieldOf(refusal: Refusal): string | undefined {
  if (refusal.code === "email-taken") return "email";
  return refusal.code === "invalid-field" ? refusal.field : undefined;
}

export default function AddUser() {
  const { title } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("users:add.intro")}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [{ to: paths.users(), label: t("users:title") }] }}
      />
      {actionData !== undefined && "added" in actionData ? (
        <Added name={actionData.added.name} link={actionData.added.link} />
      ) : (
        <NewUser lastResult={actionData?.lastResult} />
      )}
    </PageStack>
  );
}

type AddedProps = { readonly name: string; readonly link: Parameters<typeof PasswordLink>[0]["link"] | null };

function Added({ name, link }: AddedProps) {
  const t = useTranslate();
  const title = t("users:add.doneTitle", { name });
  return (
    <>
      {link === null ? (
        <Notice tone="success" title={title} isAnnounced>
          {t("users:link.usedAlready")}
        </Notice>
      ) : (
        <PasswordLink link={link} title={title} />
      )}
      <FormActions>
        <ButtonLink to={paths.users()} variant="primary">
          {t("users:title")}
        </ButtonLink>
        <ButtonLink to={paths.addUser()} reloadDocument>
          {t("users:add.another")}
        </ButtonLink>
      </FormActions>
    </>
  );
}

type NewUserProps = { readonly lastResult: FormReply["lastResult"] | undefined };

function NewUser({ lastResult }: NewUserProps) {
  const { possibleRoles, language, idempotencyKey } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const [form, fields] = useForm<z.input<typeof schema>>({
    id: "add-user",
    lastResult,
    defaultValue: { language },
  });
  const ticked = [form.initialValue?.["roles"] ?? []].flat();
  return (
    <>
      <FormErrors form={form} />
      <Section>
        <Form method="post" id={form.id} noValidate>
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <FieldStack>
            <InputField
              field={fields["displayName"]}
              label={t("users:name")}
              hint={t("users:add.nameHint")}
              autoComplete="off"
            />
            <InputField
              field={fields["email"]}
              label={t("users:email")}
              hint={t("users:add.emailHint")}
              type="email"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            <RoleBoxes
              field={fields["roles"]}
              legend={t("users:roles")}
              hint={t("users:add.rolesHint")}
              boxes={possibleRoles.map((role) => ({ role, isHeld: ticked.includes(role), keptReason: null }))}
            />
            <RadioGroup
              field={fields["language"]}
              label={t("users:add.language")}
              options={languages.map((value) => ({ value, label: languageNames[value] }))}
            />
            <FormActions>
              <Button variant="primary">{t("users:add.submit")}</Button>
              <ButtonLink to={paths.users()} variant="quiet">
                {t("common:cancel")}
              </ButtonLink>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
    </>
  );
}
