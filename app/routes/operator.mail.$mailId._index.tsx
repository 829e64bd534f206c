import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Moment } from "#app/components/moment.tsx";
import { MailFault } from "#app/components/notices/mail-fault.tsx";
import { toneOfMail } from "#app/components/notices/notice-tone.ts";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { previewMail, sendAgain } from "#app/services/notices/operate-mail.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { mailView } from "#app/views/notices/outbox.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const schema = z.object({ intent: z.literal("again") });

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "operate-mail");
  const mailId = args.params["mailId"] ?? "";
  const mail = orThrow(await mailView(visitor.view, { mailId }), visitor);
  const message = orThrow(await previewMail(visitor.deps, visitor.actor, { mailId }), visitor);
  const { subject, text, messageId, from, to } = message;
  return json({
    title: visitor.t("notices:outbox.one", { name: mail.recipient }),
    mail,
    message: { subject, text, messageId, from: `${from.name} <${from.address}>`, to: `${to.name} <${to.address}>` },
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "operate-mail");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const mailId = args.params["mailId"] ?? "";
  orThrow(await sendAgain(visitor.deps, visitor.actor, { mailId }, visitor.at), visitor);
  return redirectWithNotice(args, paths.mail(mailId), {
    tone: "success",
    title: visitor.t("notices:outbox.againDone"),
    text: visitor.t("notices:outbox.againText"),
  });
}

export default function MailPage() {
  const { title, mail, message } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        badge={
          <Badge tone={toneOfMail[mail.state]} hasDot>
            {t(`notices:outbox.state.${mail.state}`)}
          </Badge>
        }
        description={t(`notices:kind.${mail.kind}`)}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.mails(), label: t("notices:outbox.title") }],
        }}
        actions={
          mail.state === "dead" ? (
            <Form method="post">
              <input type="hidden" name="intent" value="again" />
              <Button variant="primary" icon="refresh">
                {t("notices:outbox.again")}
              </Button>
            </Form>
          ) : undefined
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Section
          title={message.subject}
          actions={
            <ButtonLink to={paths.mailSource(mail.id)} size="sm" icon="download" reloadDocument isDownload>
              {t("notices:outbox.download")}
            </ButtonLink>
          }
        >
          <pre className="font-sans text-base break-words whitespace-pre-wrap">{message.text}</pre>
        </Section>
        <Section>
          <DescriptionList
            items={[
              { term: t("notices:outbox.from"), value: message.from },
              { term: t("notices:outbox.to"), value: <span className="break-all">{message.to}</span> },
              { term: t("notices:outbox.partner"), value: mail.partnerName ?? t("notices:outbox.operator") },
              { term: t("notices:outbox.queued"), value: <Moment instant={mail.queuedAt} withUtc /> },
              { term: t("notices:outbox.attempts"), value: mail.attemptsText },
              ...(mail.nextAttemptAt === null
                ? []
                : [{ term: t("notices:outbox.next"), value: <Moment instant={mail.nextAttemptAt} withUtc /> }]),
              ...(mail.state === "sent" && mail.finishedAt !== null
                ? [{ term: t("notices:outbox.sent"), value: <Moment instant={mail.finishedAt} withUtc /> }]
                : []),
              ...(mail.fault === null
                ? []
                : [{ term: t("notices:outbox.reason"), value: <MailFault fault={mail.fault} /> }]),
              { term: t("notices:outbox.messageId"), value: <span className="break-all">{message.messageId}</span> },
            ]}
          />
        </Section>
      </div>
    </PageStack>
  );
}
