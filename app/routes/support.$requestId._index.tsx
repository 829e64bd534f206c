import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { RequestPage } from "#app/components/support/request-page.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { supportSeverities } from "#app/domain/support/support-request.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { messageText, receiveMessage, refusedMessage } from "#app/http/support-form.server.ts";
import { readSupportRequest, supportRequestPage } from "#app/http/support-request.server.ts";
import { changeSupportRequest } from "#app/services/support/change-request.server.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  text: messageText().optional(),
  status: z.enum(["open", "closed"]).optional(),
  severity: z.enum(supportSeverities).optional(),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ request, heading }) => [request.title, heading]);

export async function loader(args: LoaderFunctionArgs) {
  return supportRequestPage(args, "write-support-requests");
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, request } = await readSupportRequest(args, "write-support-requests");
  const message = await receiveMessage(args.request, schema, visitor);
  if (!message.ok) return message.response;
  const { deps, actor, at, t } = visitor;
  const { idempotencyKey, text = "", status, severity } = message.value;
  const wish = { idempotencyKey, requestId: request.id, text, status, severity, attachments: message.files };
  const changed = await changeSupportRequest(deps, actor, wish, at);
  if (!changed.ok) return refusedMessage(message.again, changed.refusal);
  const what = status === "closed" ? "closed" : status === "open" ? "reopened" : text === "" ? "changed" : "done";
  return redirectWithNotice(args, paths.supportRequest(request.id), {
    tone: "success",
    title: t(`support:note.${what}`),
    text: t(`support:note.${what}Text`),
  });
}

type Fields = z.input<typeof schema> & { attachments?: string };

export default function SupportRequestPage() {
  const { heading, request, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<Fields>({
    id: "support-note",
    lastResult: actionData?.lastResult,
    defaultValue: { severity: request.severity },
  });
  return (
    <RequestPage
      request={request}
      heading={heading}
      list={{ to: paths.supportRequests(), label: t("support:title") }}
      fileAt={(id) => paths.supportAttachment(request.id, id)}
      form={form}
      message={{ fields, idempotencyKey, side: "partner", isAgain: actionData !== undefined }}
    />
  );
}
