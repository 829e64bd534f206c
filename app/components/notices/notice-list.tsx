import { Form } from "@remix-run/react";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { noticePath } from "#app/http/notice-path.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { classNames } from "#app/ui/class-names.ts";
import { DescriptionList } from "#app/ui/description-list.tsx";
import type { ListedNotice } from "#app/views/notices/notices.ts";
import { toneOfNotice } from "./notice-tone.ts";

/** Notices, one below the other. Opening one that is unread marks it as read, so that it is a form and not a link. */
export function NoticeList({ notices }: { readonly notices: readonly ListedNotice[] }) {
  const t = useTranslate();
  return (
    <ul className="divide-y divide-line" aria-label={t("notices:table.caption")}>
      {notices.map((notice) => (
        <li key={notice.id}>
          <NoticeItem notice={notice} />
        </li>
      ))}
    </ul>
  );
}

function NoticeItem({ notice }: { readonly notice: ListedNotice }) {
  const t = useTranslate();
  const { id, kind, subject, text, advice, facts, queuedAt, isUnread } = notice;
  const headingId = `notice-${id}`;
  return (
    <article aria-labelledby={headingId} className="flex gap-3 px-4 py-3.5">
      <span
        aria-hidden
        className={classNames("mt-1.5 size-2 shrink-0 rounded-full", isUnread ? "bg-accent" : "bg-transparent")}
      />
      <div className="grid min-w-0 flex-1 gap-x-6 gap-y-2 md:grid-cols-[minmax(0,1fr)_auto]">
        <div className="flex min-w-0 flex-col gap-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-muted">
            <Badge tone={toneOfNotice[kind]}>{t(`notices:kind.${kind}`)}</Badge>
            {isUnread ? <span className="font-medium text-ink">{t("notices:unread")}</span> : null}
            <span className="tabular">
              <Moment instant={queuedAt} />
            </span>
          </div>
          <h2
            id={headingId}
            className={classNames("text-base break-words", isUnread ? "font-semibold" : "font-medium")}
          >
            {subject}
          </h2>
          <p className="max-w-prose break-words">{text}</p>
          {advice === "" ? null : <p className="max-w-prose break-words text-ink-muted">{advice}</p>}
          <details className="text-sm">
            <summary className="w-fit cursor-pointer text-ink-muted hover:text-ink" aria-describedby={headingId}>
              {t("common:details")}
            </summary>
            <div className="mt-2 max-w-prose">
              <DescriptionList items={facts.map(({ label, value }) => ({ term: label, value }))} />
            </div>
          </details>
        </div>
        <div className="flex flex-wrap items-start gap-2 md:flex-row-reverse">
          <OpenNotice notice={notice} describedBy={headingId} />
          {isUnread ? (
            <Form method="post">
              <input type="hidden" name="intent" value="read" />
              <input type="hidden" name="noticeId" value={id} />
              <Button size="sm" variant="quiet" icon="check" aria-describedby={headingId}>
                {t("notices:markRead")}
              </Button>
            </Form>
          ) : null}
        </div>
      </div>
    </article>
  );
}

function OpenNotice({ notice, describedBy }: { readonly notice: ListedNotice; readonly describedBy: string }) {
  const { id, target, targetLabel, isUnread } = notice;
  if (!isUnread)
    return (
      <ButtonLink to={noticePath(target)} size="sm">
        {targetLabel}
      </ButtonLink>
    );
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="open" />
      <input type="hidden" name="noticeId" value={id} />
      <Button size="sm" aria-describedby={describedBy}>
        {targetLabel}
      </Button>
    </Form>
  );
}
