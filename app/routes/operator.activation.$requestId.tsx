import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { PostForm } from "#app/components/service-activation/post-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { ActivationCaseKind } from "#app/domain/service-activation/records.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { settleActivationCase } from "#app/services/service-activation/activation-help.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { activationCaseView } from "#app/views/service-activation/desk.ts";

const schema = z.object({ idempotencyKey: idempotencyKeyField, intent: z.literal("settle") });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "answer-support-requests");
  const view = orThrow(await activationCaseView(visitor.view, args.params["requestId"] ?? ""), visitor);
  const title = visitor.t(`activation:help.kinds.${view.kind}`);
  return json({ title, ...view, idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "answer-support-requests");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const requestId = args.params["requestId"] ?? "";
  const settled = await settleActivationCase(
    visitor.deps,
    visitor.actor,
    { idempotencyKey: form.value.idempotencyKey, requestId },
    visitor.at,
  );
  if (!settled.ok && settled.refusal.code === "not-found") orThrow(settled, visitor);
  if (!settled.ok) return form.again.refused(settled.refusal);
  return redirectWithNotice(args, paths.activationCase(requestId), {
    tone: "success",
    title: visitor.t("activation:case.settled"),
  });
}

const deeds = {
  "link-expired": ["activation:case.willReactivate", "activation:case.reactivate"],
  "wrong-account": ["activation:case.willMove", "activation:case.move"],
  reservation: ["activation:case.willProcess", "activation:case.process"],
  cancel: ["activation:case.willNothing", "activation:case.done"],
  other: ["activation:case.willNothing", "activation:case.done"],
} as const satisfies Record<ActivationCaseKind, readonly [string, string]>;

export default function ActivationCase() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const [form] = useForm({ id: "activation-case", lastResult: reply?.lastResult });
  const [what, verb] = deeds[view.kind];
  return (
    <PageStack>
      <PageHeader
        title={view.title}
        badge={view.isOverdue ? <Badge tone="danger">{t("activation:desk.overdue")}</Badge> : undefined}
        description={`${view.requestId} · ${view.organization}`}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.activationDesk(), label: t("activation:desk.title") }],
        }}
        actions={<ButtonLink to={paths.answerSupport(view.requestId)}>{t("activation:desk.openRequest")}</ButtonLink>}
      />
      <Section>
        <DescriptionList
          items={[
            { term: t("activation:fact.enrollment"), value: view.enrollment },
            { term: t("activation:fact.service"), value: view.service ?? t("activation:help.allServices") },
            { term: t("activation:desk.due"), value: view.due },
            ...(view.to === null
              ? []
              : [
                  { term: t("activation:case.from"), value: view.from ?? t("activation:enrollment.notLinked") },
                  { term: t("activation:case.to"), value: view.to },
                ]),
          ]}
        />
      </Section>
      {view.doneAt !== null ? (
        <Notice tone="success">{t("activation:case.isDone", { at: view.doneAt })}</Notice>
      ) : (
        <PostForm
          form={form}
          intent="settle"
          idempotencyKey={view.idempotencyKey}
          submit={t(verb)}
          cancelTo={paths.activationDesk()}
        >
          <p>
            {view.kind === "link-expired" && view.sendsTo === null
              ? t("activation:case.willReactivateAlone")
              : t(what, { enrollment: view.enrollment, email: view.sendsTo ?? "" })}
          </p>
        </PostForm>
      )}
    </PageStack>
  );
}
