import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AnswerAzure, EndAzure } from "#app/components/service-activation/azure-forms.tsx";
import { AzureState } from "#app/components/service-activation/azure-state.tsx";
import { useEnrollmentCrumbs } from "#app/components/service-activation/enrollment-crumbs.ts";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { answerAzure, endAzure } from "#app/services/service-activation/azure-offer.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { azureOfferView } from "#app/views/service-activation/azure-offer.ts";

const schema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("answer"), idempotencyKey: idempotencyKeyField, answer: z.enum(["accept", "decline"]) }),
  z.object({
    intent: z.literal("end"),
    idempotencyKey: idempotencyKeyField,
    noticeOn: z.iso.date(),
    text: z.string().trim().min(1).max(1_000),
  }),
]);

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.number]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const view = orThrow(await azureOfferView(visitor.view, args.params["enrollmentId"] ?? ""), visitor);
  const { answerRefusal, startRefusal, ...rest } = view;
  return json({
    title: visitor.t("activation:azure.title"),
    ...rest,
    answerReason: answerRefusal === null ? null : visitor.say(answerRefusal).text,
    startReason: startRefusal === null ? null : visitor.say(startRefusal).text,
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  await requirePermission(args, form.value.intent === "end" ? "manage-agreements" : "answer-azure-offers");
  const enrollmentId = args.params["enrollmentId"] ?? "";
  const back = paths.azureOffer(enrollmentId);
  const { number } = orThrow(await azureOfferView(visitor.view, enrollmentId), visitor);
  if (form.value.intent === "end") {
    const ended = await endAzure(deps, actor, { ...form.value, enrollmentId }, at);
    if (!ended.ok && (ended.refusal.code === "role-needed" || ended.refusal.code === "not-found"))
      orThrow(ended, visitor);
    if (!ended.ok)
      return form.again.refused(
        ended.refusal,
        ended.refusal.code === "invalid-field" ? ended.refusal.field : undefined,
      );
    return redirectWithNotice(args, back, {
      tone: "success",
      title: t("activation:azure.ended"),
      text: t("activation:azure.endedText", { number }),
    });
  }
  const { answer, idempotencyKey } = form.value;
  const answered = await answerAzure(deps, actor, { idempotencyKey, answer, enrollmentId }, at);
  if (
    !answered.ok &&
    (answered.refusal.code === "role-needed" ||
      answered.refusal.code === "agreement-role-needed" ||
      answered.refusal.code === "not-found")
  )
    orThrow(answered, visitor);
  if (!answered.ok) return form.again.refused(answered.refusal);
  const done = answer === "accept" ? ("accepted" as const) : ("declined" as const);
  return redirectWithNotice(args, back, {
    tone: "success",
    title: t(`activation:azure.${done}`, { number }),
    text: t(`activation:azure.${done}Text`, { number }),
  });
}

export default function Azure() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const breadcrumbs = useEnrollmentCrumbs(view);
  const isOpen = view.state === "open" && view.why === null;
  return (
    <PageStack>
      <PageHeader title={view.title} description={t("activation:azure.intro")} breadcrumbs={breadcrumbs} />
      <AzureState view={view} />
      {isOpen ? <AnswerAzure view={view} reply={reply} /> : null}
      {view.mayEnd ? <EndAzure view={view} reply={reply} /> : null}
    </PageStack>
  );
}
