import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { PasswordLink } from "#app/components/password-link.tsx";
import { RoleBoxes } from "#app/components/role-boxes.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { roles } from "#app/domain/access/roles.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { shownPasswordLink } from "#app/http/password-link.server.ts";
import { paths } from "#app/http/paths.ts";
import { disableUser, enableUser, setRoles } from "#app/services/accounts/change-user.server.ts";
import { renewPasswordLink } from "#app/services/accounts/password-link.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { FieldStack, FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { viewUser } from "#app/views/users.ts";

const schema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("roles"), roles: z.array(z.enum(roles)).default([]) }),
  z.object({ intent: z.literal("disable") }),
  z.object({ intent: z.literal("enable") }),
  z.object({ intent: z.literal("link") }),
]);

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.user.displayName]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-users");
  const { user } = await findUser(args, visitor);
  const { roleChoices, disableRefusal, ...account } = user;
  const isLinkPossible = user.state === "invited" || (user.state === "active" && visitor.deps.mode === "sandbox");
  return json({
    user: account,
    boxes: roleChoices.map(({ role, isHeld, removalRefusal }) => ({
      role,
      isHeld,
      keptReason: removalRefusal === null ? null : visitor.say(removalRefusal).text,
    })),
    disableReason: disableRefusal === null ? null : visitor.say(disableRefusal).text,
    isLinkPossible,
  });
}

type Manager = Awaited<ReturnType<typeof requirePermission>>;

async function findUser({ params }: LoaderFunctionArgs, visitor: Manager) {
  const context = { db: visitor.deps.db, actor: visitor.actor, at: visitor.at, reader: visitor };
  const userId = params["userId"] ?? "";
  return { userId, user: orThrow(await viewUser(context, userId), visitor) };
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-users");
  const { deps, actor, at, t } = visitor;
  const { userId, user } = await findUser(args, visitor);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const name = user.displayName;
  const wish = form.value;
  if (wish.intent === "link") {
    const link = await renewPasswordLink(deps, actor, { userId }, at);
    if (!link.ok) return form.again.refused(link.refusal);
    return json({ link: shownPasswordLink(args, visitor, user.email, link.value) });
  }
  const changed =
    wish.intent === "roles"
      ? await setRoles(deps, actor, { userId, roles: wish.roles }, at)
      : wish.intent === "disable"
        ? await disableUser(deps, actor, { userId }, at)
        : await enableUser(deps, actor, { userId }, at);
  if (!changed.ok) return form.again.refused(changed.refusal);
  const titles = {
    roles: "users:user.rolesDone",
    disable: "users:user.disableDone",
    enable: "users:user.enableDone",
  } as const;
  return redirectWithNotice(args, paths.user(userId), { tone: "success", title: t(titles[wish.intent], { name }) });
}

export default function UserPage() {
  const { user, boxes, disableReason, isLinkPossible } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const lastResult = actionData !== undefined && "lastResult" in actionData ? actionData.lastResult : undefined;
  const link = actionData !== undefined && "link" in actionData ? actionData.link : undefined;
  const [form, fields] = useForm<{ roles: string[] }>({ id: "user-roles", lastResult });
  return (
    <PageStack>
      <PageHeader
        title={user.displayName}
        badge={
          <Badge tone={user.state === "active" ? "success" : user.state === "invited" ? "info" : "neutral"} hasDot>
            {t(`users:stateName.${user.state}`)}
          </Badge>
        }
        description={user.email}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [{ to: paths.users(), label: t("users:title") }] }}
      />
      <FormErrors form={form} />
      {link === undefined ? null : <PasswordLink link={link} title={t("users:link.title")} />}
      <div className="grid items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <Section title={t("users:user.rolesTitle")} description={t("users:user.rolesIntro")}>
          {/* A new list of boxes after each save, so that they show what is stored and not what was clicked. */}
          <Form method="post" id={form.id} key={boxes.map((box) => `${box.role}${box.isHeld}`).join()}>
            <input type="hidden" name="intent" value="roles" />
            <FieldStack isWide>
              {user.isReader ? <Notice tone="info">{t("users:user.ownRoles")}</Notice> : null}
              <RoleBoxes field={fields.roles} legend={t("users:roles")} isLegendHidden boxes={boxes} />
              <FormActions>
                <Button variant="primary">{t("users:user.rolesSubmit")}</Button>
              </FormActions>
            </FieldStack>
          </Form>
        </Section>
        <PageStack>
          <AccountFacts user={user} />
          {isLinkPossible ? <NewLink isInvited={user.state === "invited"} /> : null}
          <OnOff isDisabled={user.state === "disabled"} name={user.displayName} reason={disableReason} />
        </PageStack>
      </div>
    </PageStack>
  );
}

type AccountFactsProps = { readonly user: ReturnType<typeof useLoaderData<typeof loader>>["user"] };

function AccountFacts({ user }: AccountFactsProps) {
  const t = useTranslate();
  return (
    <Section title={t("users:user.account")}>
      <DescriptionList
        items={[
          { term: t("users:added"), value: user.createdAt.local },
          { term: t("users:lastSignIn"), value: user.lastSignedInAt?.local ?? t("users:neverSignedIn") },
          ...(user.disabledAt === null ? [] : [{ term: t("users:disabledSince"), value: user.disabledAt.local }]),
        ]}
      />
    </Section>
  );
}

function NewLink({ isInvited }: { readonly isInvited: boolean }) {
  const t = useTranslate();
  return (
    <Section title={t("users:link.renewTitle")}>
      <Form method="post" className="flex flex-col items-start gap-3">
        <input type="hidden" name="intent" value="link" />
        <p>{isInvited ? t("users:link.renewInvited") : t("users:link.renewReset")}</p>
        <Button>{t("users:link.renewSubmit")}</Button>
      </Form>
    </Section>
  );
}

type OnOffProps = { readonly isDisabled: boolean; readonly name: string; readonly reason: string | null };

function OnOff({ isDisabled, name, reason }: OnOffProps) {
  const t = useTranslate();
  return (
    <Section title={isDisabled ? t("users:user.enableTitle") : t("users:user.disableTitle")}>
      <Form method="post" className="flex flex-col items-start gap-3">
        <input type="hidden" name="intent" value={isDisabled ? "enable" : "disable"} />
        <p>{isDisabled ? t("users:user.enableText", { name }) : t("users:user.disableText", { name })}</p>
        {isDisabled ? (
          <Button>{t("users:user.enableSubmit")}</Button>
        ) : (
          <Button variant="danger" disabledReason={reason ?? undefined}>
            {t("users:user.disableSubmit")}
          </Button>
        )}
      </Form>
    </Section>
  );
}
