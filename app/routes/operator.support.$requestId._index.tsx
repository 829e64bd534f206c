import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { StateBadge } from "#app/components/support/badges.tsx";
import { MessageForm } from "#app/components/support/message-form.tsx";
import { RequestFacts } from "#app/components/support/request-facts.tsx";
import { RequestThread } from "#app/components/support/request-thread.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { supportSeverities, supportStatuses } from "#app/domain/support/support-request.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { messageText, receiveMessage, refusedMessage } from "#app/http/support-form.server.ts";
import { changeSupportRequest } from "#app/services/support/change-request.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { supportRequestView } from "#app/views/support/support-request.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  text: messageText(),
  status: z.enum(supportStatuses),
  severity: z.enum(supportSeverities).optional(),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, ({ request, heading }) => [request.title, heading]);

async function readPage(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "answer-support-requests");
  const requestId = args.params["requestId"] ?? "";
  return { visitor, request: orThrow(await supportRequestView(visitor.view, { requestId }), visitor) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { visitor, request } = await readPage(args);
  const heading = visitor.t("support:request.number", { id: request.id });
  return json({ heading, request, idempotencyKey: newIdempotencyKey() });
}

export async function action(args: ActionFunctionArgs) {
  const { visitor, request } = await readPage(args);
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
    <PageStack>
      <PageHeader
        title={request.title}
        badge={<StateBadge state={request.state} isOwn={false} />}
        description={<p className="tabular">{heading}</p>}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.supportQueue(), label: t("support:queue.title") }],
        }}
        actions={
          request.mayGrant ? (
            <ButtonLink to={paths.grantCancellation(request.id)}>{t("support:answer.grant")}</ButtonLink>
          ) : undefined
        }
      />
      <FormErrors form={form} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <RequestThread request={request} fileAt={(id) => paths.answerSupportAttachment(request.id, id)} />
          <MessageForm
            key={idempotencyKey}
            formId={form.id}
            fields={fields}
            status={request.status}
            idempotencyKey={idempotencyKey}
            side="operator"
            isAgain={actionData !== undefined}
          />
        </div>
        <RequestFacts request={request} />
      </div>
    </PageStack>
  );
}
