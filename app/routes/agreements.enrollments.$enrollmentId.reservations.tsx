import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { useEnrollmentCrumbs } from "#app/components/service-activation/enrollment-crumbs.ts";
import { PostForm } from "#app/components/service-activation/post-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { changeReservationGrant } from "#app/services/service-activation/reservation-grants.server.ts";
import { Button } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { SelectField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { grantsView } from "#app/views/service-activation/enrollment.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  intent: z.enum(["give", "take"]),
  userId: z.string().min(1).max(100),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.number]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const view = orThrow(await grantsView(visitor.view, args.params["enrollmentId"] ?? ""), visitor);
  return json({ title: visitor.t("activation:grants.title"), ...view, idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { intent, ...wish } = form.value;
  const isGiven = intent === "give";
  const enrollmentId = args.params["enrollmentId"] ?? "";
  const changed = await changeReservationGrant(deps, actor, { ...wish, enrollmentId, isGiven }, at);
  if (!changed.ok) {
    const { refusal } = changed;
    if (refusal.code === "agreement-role-needed" || (refusal.code === "not-found" && refusal.what === "enrollment"))
      orThrow(changed, visitor);
    return form.again.refused(refusal);
  }
  const { name } = changed.value;
  return redirectWithNotice(args, paths.reservationGrants(enrollmentId), {
    tone: "success",
    title: isGiven ? t("activation:grants.given", { name }) : t("activation:grants.taken", { name }),
    text: t("activation:grants.told"),
  });
}

export default function ReservationGrants() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const breadcrumbs = useEnrollmentCrumbs(view);
  const [form, fields] = useForm<{ userId: string }>({ id: "reservation-grant", lastResult: reply?.lastResult });
  return (
    <PageStack>
      <PageHeader title={view.title} description={t("activation:grants.intro")} breadcrumbs={breadcrumbs} />
      <Section isPadded={view.grants.length === 0}>
        {view.grants.length === 0 ? (
          <p>{t("activation:grants.none")}</p>
        ) : (
          <Table
            caption={view.title}
            rows={view.grants}
            rowKey={({ userId }) => userId}
            columns={[
              {
                key: "person",
                header: t("activation:grants.person"),
                isPrimary: true,
                cell: ({ name, email }) => (
                  <>
                    {name}
                    <small>{email}</small>
                  </>
                ),
              },
              { key: "since", header: t("activation:people.since"), cell: ({ since }) => since.text },
              {
                key: "take",
                header: t("activation:grants.take"),
                isHeaderHidden: true,
                isNarrow: true,
                cell: ({ userId, name }) => (
                  <Form method="post">
                    <input type="hidden" name="idempotencyKey" value={view.idempotencyKey} />
                    <input type="hidden" name="intent" value="take" />
                    <input type="hidden" name="userId" value={userId} />
                    <Button size="sm" variant="quiet" aria-label={`${t("activation:grants.take")}: ${name}`}>
                      {t("activation:grants.take")}
                    </Button>
                  </Form>
                ),
              },
            ]}
          />
        )}
      </Section>
      <PostForm
        form={form}
        idempotencyKey={view.idempotencyKey}
        intent="give"
        submit={t("activation:grants.give")}
        cancelTo={paths.enrollment(view.id)}
      >
        <SelectField
          field={fields.userId}
          label={t("activation:grants.person")}
          placeholder={t("activation:grants.choose")}
          options={view.possible.map(({ userId, name, email }) => ({
            value: userId,
            label: t("activation:people.ofPartner", { name, email }),
          }))}
        />
      </PostForm>
    </PageStack>
  );
}
