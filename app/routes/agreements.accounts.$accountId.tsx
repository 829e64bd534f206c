import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AccountUsers } from "#app/components/service-activation/account-users.tsx";
import { useEnrollmentCrumbs } from "#app/components/service-activation/enrollment-crumbs.ts";
import { LicenceTable } from "#app/components/service-activation/licence-table.tsx";
import { PostForm } from "#app/components/service-activation/post-form.tsx";
import { Tasks } from "#app/components/service-activation/tasks.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { addAccountUser, assignLicences } from "#app/services/service-activation/assign-licences.server.ts";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { InputField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { serviceAccountView } from "#app/views/service-activation/service-account.ts";

const schema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("assign"),
    idempotencyKey: idempotencyKeyField,
    serviceId: z.string().min(1).max(60),
    userIds: z.array(z.string().max(100)).min(1).max(500),
  }),
  z.object({
    intent: z.literal("add"),
    idempotencyKey: idempotencyKeyField,
    name: z.string().trim().min(1).max(150),
    email: z.email().max(254),
  }),
]);

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const view = orThrow(await serviceAccountView(visitor.view, args.params["accountId"] ?? ""), visitor);
  return json({ ...view, assignKey: newIdempotencyKey(), addKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  // Of whoever may not even see the page, that is said first.
  await requirePermission(args, "see-agreements");
  const visitor = await requirePermission(args, "assign-licences");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const accountId = args.params["accountId"] ?? "";
  const { value } = form;
  if (value.intent === "assign") {
    const { serviceId, userIds, idempotencyKey } = value;
    const assigned = await assignLicences(deps, actor, { idempotencyKey, accountId, serviceId, userIds }, at);
    if (!assigned.ok && (assigned.refusal.code === "not-found" || assigned.refusal.code === "account-admin-needed"))
      orThrow(assigned, visitor);
    if (!assigned.ok) return form.again.refused(assigned.refusal);
    const title = t("activation:account.assignDone", { count: assigned.value.assigned });
    return redirectWithNotice(args, paths.serviceAccount(accountId), { tone: "success", title });
  }
  const { name, email, idempotencyKey } = value;
  const added = await addAccountUser(deps, actor, { idempotencyKey, accountId, name, email }, at);
  if (!added.ok && (added.refusal.code === "not-found" || added.refusal.code === "account-admin-needed"))
    orThrow(added, visitor);
  if (!added.ok)
    return form.again.refused(added.refusal, added.refusal.code === "invalid-field" ? added.refusal.field : undefined);
  const title = t("activation:account.addUserDone", { name: added.value.name });
  return redirectWithNotice(args, paths.serviceAccount(accountId), { tone: "success", title });
}

export default function ServiceAccount() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const breadcrumbs = useEnrollmentCrumbs(null);
  const [form, fields] = useForm<{ name: string; email: string }>({
    id: "account-user",
    lastResult: reply?.lastResult,
  });
  return (
    <PageStack>
      <PageHeader title={view.name} description={t("activation:account.intro")} breadcrumbs={breadcrumbs} />
      <Section title={t("activation:account.tasks")}>
        <Tasks tasks={view.tasks} />
      </Section>
      <Section title={t("activation:account.licences")} isPadded={false}>
        <LicenceTable licences={view.licences} />
      </Section>
      <AccountUsers
        users={view.users}
        licences={view.licences}
        mayAssign={view.mayAssign}
        idempotencyKey={view.assignKey}
      />
      {view.mayAssign ? (
        <PostForm
          form={form}
          title={t("activation:account.addUser")}
          idempotencyKey={view.addKey}
          intent="add"
          submit={t("activation:account.addUser")}
          cancelTo={paths.serviceAccount(view.id)}
        >
          <InputField field={fields.name} label={t("activation:contact.name")} autoComplete="off" />
          <InputField field={fields.email} label={t("activation:contact.email")} type="email" autoComplete="off" />
        </PostForm>
      ) : null}
      <Section>
        <DescriptionList
          items={[
            { term: t("activation:fact.domains"), value: view.domains.join(", ") },
            { term: t("activation:fact.country"), value: view.country },
            {
              term: t("activation:fact.admins"),
              value: view.admins.map(({ name, email }) => `${name} (${email})`).join(", "),
            },
            {
              term: t("activation:account.enrollments"),
              value: (
                <ul>
                  {view.enrollments.map(({ id, number }) => (
                    <li key={id}>
                      <TextLink to={paths.enrollment(id)} className="inline-flex min-h-6 items-center">
                        {number}
                      </TextLink>
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      </Section>
    </PageStack>
  );
}
