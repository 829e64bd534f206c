import { Form } from "@remix-run/react";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Table } from "#app/ui/table.tsx";
import type { SessionText } from "#app/views/own-sessions.ts";
import { Moment } from "./moment.tsx";
import { useTranslate } from "./use-translate.ts";

type SessionRow = Omit<SessionText, "browser"> & {
  /** In words. */
  readonly browser: string;
  readonly idempotencyKey: string;
};

/** Where the reader is signed in; each but the one that asks with the way to end it. */
export function SessionTable({ sessions }: { readonly sessions: readonly SessionRow[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("account:sessions.caption")}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "browser",
          header: t("account:sessions.browser"),
          isPrimary: true,
          cell: ({ browser, isPresent }) => (
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{browser}</span>
              {isPresent ? <Badge tone="info">{t("account:sessions.present")}</Badge> : null}
            </span>
          ),
        },
        {
          key: "signedIn",
          header: t("account:sessions.signedIn"),
          isNarrow: true,
          cell: ({ signedInAt }) => <Moment instant={signedInAt} />,
        },
        {
          key: "lastSeen",
          header: t("account:sessions.lastSeen"),
          isNarrow: true,
          cell: ({ lastSeenAt }) => <Moment instant={lastSeenAt} />,
        },
        {
          key: "signOut",
          header: t("account:sessions.signOut"),
          isHeaderHidden: true,
          isNarrow: true,
          cell: ({ id, browser, signedInAt, isPresent, idempotencyKey }) =>
            isPresent ? null : (
              <Form method="post">
                <input type="hidden" name="session" value={id} />
                <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
                <Button size="sm" aria-label={t("account:sessions.signOutNamed", { browser, at: signedInAt.local })}>
                  {t("account:sessions.signOut")}
                </Button>
              </Form>
            ),
        },
      ]}
    />
  );
}
