import type { ComponentProps, ReactNode } from "react";
import { FormErrors } from "#app/components/form-errors.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { SupportRequestView } from "#app/views/support/support-request.ts";
import { StateBadge } from "./badges.tsx";
import { MessageForm } from "./message-form.tsx";
import { RequestFacts } from "./request-facts.tsx";
import { RequestThread } from "./request-thread.tsx";

type RequestPageProps = {
  readonly request: SupportRequestView;
  /** The request's number, in words. */
  readonly heading: string;
  readonly list: { readonly to: string; readonly label: string };
  readonly fileAt: (attachmentId: string) => string;
  readonly actions?: ReactNode;
  readonly form: ComponentProps<typeof FormErrors>["form"] & { readonly id: string };
  readonly message: Omit<ComponentProps<typeof MessageForm>, "formId" | "status">;
};

/** A support request as either side sees it: what was written, the form for the next note, and the facts beside them. */
export function RequestPage({ request, heading, list, fileAt, actions, form, message }: RequestPageProps) {
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={request.title}
        badge={<StateBadge state={request.state} isOwn={message.side === "partner"} />}
        description={<p className="tabular">{heading}</p>}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [list] }}
        actions={actions}
      />
      <FormErrors
        form={form}
        labels={{
          text: t(message.side === "operator" ? "support:answer.text" : "support:note.text"),
          severity: t("support:note.severity"),
          status: t("support:answer.next"),
        }}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <RequestThread request={request} fileAt={fileAt} />
          <MessageForm key={message.idempotencyKey} formId={form.id} status={request.status} {...message} />
        </div>
        <RequestFacts request={request} />
      </div>
    </PageStack>
  );
}
