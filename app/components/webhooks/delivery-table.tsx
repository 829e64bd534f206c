import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { DeliveryFailure, DeliveryState } from "#app/domain/webhooks/delivery-attempts.ts";
import { paths } from "#app/http/paths.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { AttemptText, DeliveryText } from "#app/views/webhooks.ts";

const toneOfDelivery: Readonly<Record<DeliveryState, Tone>> = {
  queued: "neutral",
  sending: "info",
  delivered: "success",
  failed: "warning",
  dead: "danger",
  dropped: "neutral",
};

export function DeliveryBadge({ state }: { readonly state: DeliveryState }) {
  const t = useTranslate();
  return (
    <Badge tone={toneOfDelivery[state]} hasDot>
      {t(`webhooks:state.${state}`)}
    </Badge>
  );
}

type AnswerProps = { readonly responseCode: number | null; readonly failure: DeliveryFailure | null };

/** What the target said, in a few words. */
export function DeliveryAnswer({ responseCode, failure }: AnswerProps) {
  const t = useTranslate();
  if (responseCode === null && failure === null)
    return <span className="text-ink-muted">{t("webhooks:noAnswer")}</span>;
  return (
    <>
      {responseCode === null ? null : (
        <span className="tabular-nums">{t("webhooks:code", { code: responseCode })}</span>
      )}
      {responseCode === null && failure !== null ? t(`webhooks:failure.${failure}`) : null}
    </>
  );
}

/** Messages to a partner's system, each with what became of it. */
export function DeliveryTable({ deliveries }: { readonly deliveries: readonly DeliveryText[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("webhooks:caption")}
      rows={deliveries}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "event",
          header: t("webhooks:what"),
          isPrimary: true,
          cell: ({ id, event }) => (
            <>
              <TextLink to={paths.webhookDelivery(id)} look="plain" className="font-medium">
                {t(`webhooks:event.${event}`)}
              </TextLink>
              <small className="font-mono break-all">{event}</small>
            </>
          ),
        },
        {
          key: "state",
          header: t("webhooks:stateLabel"),
          isNarrow: true,
          cell: ({ state }) => <DeliveryBadge state={state} />,
        },
        {
          key: "answer",
          header: t("webhooks:answer"),
          cell: ({ responseCode, failure }) => <DeliveryAnswer responseCode={responseCode} failure={failure} />,
        },
        {
          key: "attempts",
          header: t("webhooks:attempts"),
          align: "end",
          isNarrow: true,
          cell: ({ attemptsText }) => attemptsText,
        },
        {
          key: "queued",
          header: t("webhooks:queued"),
          isNarrow: true,
          cell: ({ queuedAt }) => <Moment instant={queuedAt} />,
        },
      ]}
    />
  );
}

/** Every try of one message, the newest first. */
export function AttemptTable({ attempts }: { readonly attempts: readonly AttemptText[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("webhooks:delivery.attemptsCaption")}
      rows={attempts}
      rowKey={({ number }) => String(number)}
      columns={[
        {
          key: "number",
          header: t("webhooks:delivery.number"),
          align: "end",
          isNarrow: true,
          cell: ({ number }) => number,
        },
        {
          key: "at",
          header: t("webhooks:delivery.at"),
          isPrimary: true,
          cell: ({ madeAt }) => <Moment instant={madeAt} withUtc />,
        },
        {
          key: "answer",
          header: t("webhooks:answer"),
          cell: ({ responseCode, failure, responseText }) => (
            <>
              <DeliveryAnswer responseCode={responseCode} failure={failure} />
              {responseText === "" ? null : (
                <small className="break-words">
                  <bdi>{responseText}</bdi>
                </small>
              )}
            </>
          ),
        },
        {
          key: "took",
          header: t("webhooks:delivery.took"),
          align: "end",
          isNarrow: true,
          cell: ({ tookText }) => tookText,
        },
        {
          key: "to",
          header: t("webhooks:delivery.to"),
          cell: ({ url }) => <span className="break-all">{url}</span>,
        },
      ]}
    />
  );
}
