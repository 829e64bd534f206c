import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
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
import { sendLetterAgain } from "#app/services/notices/operate-letters.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { letterView } from "#app/views/notices/letters.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const schema = z.object({ intent: z.literal("again") });

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "operate-mail");
  const letter = orThrow(await letterView(visitor.view, { letterId: args.params["letterId"] ?? "" }), visitor);
  const againReason = letter.againRefusal === null ? null : visitor.say(letter.againRefusal).text;
  return json({ title: visitor.t("notices:letters.one", { name: letter.recipient }), letter, againReason });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "operate-mail");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const letterId = args.params["letterId"] ?? "";
  orThrow(await sendLetterAgain(visitor.deps, visitor.actor, { letterId }, visitor.at), visitor);
  return redirectWithNotice(args, paths.letter(letterId), {
    tone: "success",
    title: visitor.t("notices:outbox.againDone"),
    text: visitor.t("notices:outbox.againText"),
  });
}

export default function LetterPage() {
  const { title, letter, againReason } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { words } = letter;
  return (
    <PageStack>
      <PageHeader
        title={title}
        badge={
          <Badge tone={toneOfMail[letter.state]} hasDot>
            {t(`notices:outbox.state.${letter.state}`)}
          </Badge>
        }
        description={letter.subject}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.mails(), label: t("notices:outbox.title") },
            { to: paths.letters(), label: t("notices:letters.title") },
          ],
        }}
        actions={
          letter.state === "dead" ? (
            <Form method="post">
              <input type="hidden" name="intent" value="again" />
              <Button
                variant="primary"
                icon="refresh"
                {...(againReason === null ? {} : { disabledReason: againReason })}
              >
                {t("notices:outbox.again")}
              </Button>
            </Form>
          ) : undefined
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Section title={words.subject}>
          <div className="flex flex-col gap-3 break-words whitespace-pre-wrap">
            <p>{words.text}</p>
            {words.advice === "" ? null : <p>{words.advice}</p>}
            <DescriptionList items={words.facts.map(({ label, value }) => ({ term: label, value }))} />
            {words.buttonLabel === null ? null : (
              <p className="text-sm text-ink-muted">{t("notices:letters.link", { label: words.buttonLabel })}</p>
            )}
          </div>
        </Section>
        <Section>
          <DescriptionList
            items={[
              {
                term: t("notices:outbox.to"),
                value: <span className="break-all">{`${letter.recipient} <${letter.email}>`}</span>,
              },
              { term: t("notices:outbox.partner"), value: letter.partnerName },
              { term: t("notices:outbox.queued"), value: <Moment instant={letter.queuedAt} withUtc /> },
              { term: t("notices:outbox.attempts"), value: letter.attemptsText },
              ...(letter.nextAttemptAt === null
                ? []
                : [{ term: t("notices:outbox.next"), value: <Moment instant={letter.nextAttemptAt} withUtc /> }]),
              ...(letter.state === "sent" && letter.finishedAt !== null
                ? [{ term: t("notices:outbox.sent"), value: <Moment instant={letter.finishedAt} withUtc /> }]
                : []),
              ...(letter.fault === null
                ? []
                : [{ term: t("notices:outbox.reason"), value: <MailFault fault={letter.fault} /> }]),
            ]}
          />
        </Section>
      </div>
    </PageStack>
  );
}
