import type { Temporal } from "temporal-polyfill";
import { type MailState, mailStates, type MailVerdict } from "#app/domain/notices/mail-attempts.ts";
import type { CountText, Format, InstantText } from "../format.ts";

/** What became of something that is sent by mail, a notice or a letter. */
export type DeliveryText = {
  readonly state: MailState;
  readonly queuedAt: InstantText;
  readonly nextAttemptAt: InstantText | null;
  readonly finishedAt: InstantText | null;
  readonly attempts: number;
  readonly attemptsText: string;
  /** Why it is not sent; null where nothing went wrong. */
  readonly fault: { readonly verdict: MailVerdict; readonly smtpCode: number | null; readonly reply: string } | null;
};

/** How many there are in each state, counted up to a number. */
export type StateCounts = readonly { readonly state: MailState; readonly count: CountText }[];

type Delivery = {
  readonly state: MailState;
  readonly queuedAt: Temporal.Instant;
  readonly nextAttemptAt: Temporal.Instant | null;
  readonly finishedAt: Temporal.Instant | null;
  readonly attempts: number;
  readonly lastVerdict: MailVerdict | null;
  readonly lastSmtpCode: number | null;
  readonly lastReply: string | null;
};

const countedMax = 1_000;

export function deliveryTextOf(delivery: Delivery, format: Format): DeliveryText {
  const { state, attempts, lastVerdict, lastSmtpCode, lastReply } = delivery;
  const isFaulty = lastVerdict !== null && lastVerdict !== "accepted";
  return {
    state,
    queuedAt: format.instant(delivery.queuedAt),
    nextAttemptAt: format.instantOrNull(delivery.nextAttemptAt),
    finishedAt: format.instantOrNull(delivery.finishedAt),
    attempts,
    attemptsText: format.number(attempts),
    fault: isFaulty ? { verdict: lastVerdict, smtpCode: lastSmtpCode, reply: lastReply ?? "" } : null,
  };
}

/** Counts each state by a query of its own, which reads an index no further than it counts. */
export async function countStates(
  count: (state: MailState, upTo: number) => Promise<number>,
  format: Format,
): Promise<StateCounts> {
  const counts: StateCounts[number][] = [];
  for (const state of mailStates)
    counts.push({ state, count: format.count(await count(state, countedMax), countedMax) });
  return counts;
}
