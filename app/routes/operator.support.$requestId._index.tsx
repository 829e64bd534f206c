import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { RequestPage } from "#app/components/support/request-page.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { supportSeverities, supportStatuses } from "#app/domain/support/support-request.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { messageText, receiveMessage, refusedMessage } from "#app/http/support-form.server.ts";
import { readSupportRequest, supportRequestPage } from "#app/http/support-request.server.ts";
import { changeSupportRequest } from "#app/services/support/change-request.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  text: messageText(),
  status: z.enum(supportStatuses),
  severity: z.enum(supportSeverities).optional(),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ request, heading }) => [request.title, heading]);

export async function loader(args: LoaderFunctionArgs) {
  return supportRequestPage(args, "answer-support-requests");
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, request } = await readSupportRequest(args, "answer-support-requests");
  const message = await receiveMessage(args.request, schema, visitor);
  if (!message.ok) return message.response;
  const { deps, actor, at, t } = visitor;
  const { idempotencyKey, text, status, severity } = message.value;
  const wish = { idempotencyKey, requestId: request.id, text, status, severity, attachments: message.files };
  const changed = await changeSupportRequest(deps, actor, wish, at);
  if (!changed.ok) return refusedMessage(message.again, changed.refusal);
  return redirectWithNotice(args, paths.answerSupport(request.id), {
    tone: "success",
    title: t("support:answer.done"),
    text: t("support:answer.doneText"),
  });
}

type Fields = z.input<typeof schema> & { attachments?: string };

export default function AnswerSupportRequest() {
  const { heading, request, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<Fields>({
    id: "support-answer",
    lastResult: actionData?.lastResult,
    defaultValue: { severity: request.severity, status: "attention-needed" },
  });
  return (
    <RequestPage
      request={request}
      heading={heading}
      list={{ to: paths.supportQueue(), label: t("support:queue.title") }}
      fileAt={(id) => paths.answerSupportAttachment(request.id, id)}
      actions={
        request.mayGrant ? (
          <ButtonLink to={paths.grantCancellation(request.id)}>{t("support:answer.grant")}</ButtonLink>
        ) : undefined
      }
      form={form}
      message={{ fields, idempotencyKey, side: "operator", isAgain: actionData !== undefined }}
    />
  );
}
