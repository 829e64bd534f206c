import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { useEnrollmentCrumbs } from "#app/components/service-activation/enrollment-crumbs.ts";
import { PostForm } from "#app/components/service-activation/post-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { agreementRoles } from "#app/domain/access/roles.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { changeAgreementRole } from "#app/services/service-activation/agreements.server.ts";
import { Button } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { SelectField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { agreementPeopleView } from "#app/views/service-activation/agreements.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  intent: z.enum(["give", "take"]),
  userId: z.string().min(1).max(100),
  role: z.enum(agreementRoles),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.number]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-agreements");
  const view = orThrow(await agreementPeopleView(visitor.view, args.params["agreementId"] ?? ""), visitor);
  return json({ title: visitor.t("activation:people.title"), ...view, idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-agreements");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { intent, ...wish } = form.value;
  const isGiven = intent === "give";
  const agreementId = args.params["agreementId"] ?? "";
  const changed = await changeAgreementRole(deps, actor, { ...wish, agreementId, isGiven }, at);
  if (!changed.ok && changed.refusal.code === "not-found" && changed.refusal.what === "agreement")
    orThrow(changed, visitor);
  if (!changed.ok) return form.again.refused(changed.refusal);
  const { name } = changed.value;
  return redirectWithNotice(args, paths.agreementPeople(agreementId), {
    tone: "success",
    title: isGiven ? t("activation:people.given", { name }) : t("activation:people.taken", { name }),
  });
}

export default function AgreementPeople() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const breadcrumbs = useEnrollmentCrumbs(null, view);
  const [form, fields] = useForm<{ userId: string; role: string }>({
    id: "agreement-role",
    lastResult: reply?.lastResult,
  });
  return (
    <PageStack>
      <PageHeader title={view.title} description={t("activation:people.intro")} breadcrumbs={breadcrumbs} />
      <Section isPadded={false}>
        <Table
          caption={view.title}
          rows={view.people}
          rowKey={({ userId, role }) => `${userId} ${role}`}
          columns={[
            {
              key: "person",
              header: t("activation:people.person"),
              isPrimary: true,
              cell: ({ name, email }) => (
                <>
                  {name}
                  <small>{email}</small>
                </>
              ),
            },
            { key: "role", header: t("activation:people.role"), cell: ({ role }) => t(`trade:agreementRole.${role}`) },
            { key: "since", header: t("activation:people.since"), cell: ({ since }) => since.text },
            {
              key: "take",
              header: t("activation:people.take"),
              isHeaderHidden: true,
              isNarrow: true,
              cell: ({ userId, role, name }) => (
                <Form method="post">
                  <input type="hidden" name="idempotencyKey" value={view.idempotencyKey} />
                  <input type="hidden" name="intent" value="take" />
                  <input type="hidden" name="userId" value={userId} />
                  <input type="hidden" name="role" value={role} />
                  <Button
                    size="sm"
                    variant="quiet"
                    aria-label={`${t("activation:people.take")}: ${name}, ${t(`trade:agreementRole.${role}`)}`}
                  >
                    {t("activation:people.take")}
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      </Section>
      <PostForm
        form={form}
        title={t("activation:people.give")}
        idempotencyKey={view.idempotencyKey}
        intent="give"
        submit={t("activation:people.give")}
        cancelTo={paths.agreement(view.id)}
      >
        <SelectField
          field={fields.userId}
          label={t("activation:people.person")}
          placeholder={t("activation:people.choose")}
          options={view.possible.map(({ userId, name, email, isOfCustomer }) => ({
            value: userId,
            label: isOfCustomer
              ? t("activation:people.ofCustomer", { name, email })
              : t("activation:people.ofPartner", { name, email }),
          }))}
        />
        <SelectField
          field={fields.role}
          label={t("activation:people.role")}
          options={agreementRoles.map((value) => ({ value, label: t(`trade:agreementRole.${value}`) }))}
        />
      </PostForm>
    </PageStack>
  );
}
