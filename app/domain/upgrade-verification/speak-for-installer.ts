import type { Temporal } from "temporal-polyfill";
import { isoDayOf } from "../calendar/utc-days.ts";
import type { RefusalOf } from "../refusal.ts";
import type { Installer, Verification } from "./installation-order.ts";

/**
 * Why nobody records for an installer; null where the partner may. Rule: the installer confirms or rejects; one without
 * access gets files only and answers on paper, and what it answered is recorded. Our choice.
 */
export function refusalToSpeak({ partnerId, name }: Installer): RefusalOf<"installer-has-access"> | null {
  return partnerId === null ? null : { code: "installer-has-access", installer: name };
}

/** What an installer without access answered on paper. */
export type WrittenAnswer = {
  /** Who answered there. */
  readonly name: string;
  /** `YYYY-MM-DD`, as it stands on the answer. */
  readonly answeredOn: string;
  readonly hasFile: boolean;
};

/** What a written answer lacks; null where nothing does. It is dated from the signature to today; days are UTC days. */
export function refusalOfWrittenAnswer(
  { signature }: Pick<Verification, "signature">,
  { name, answeredOn, hasFile }: WrittenAnswer,
  at: Temporal.Instant,
): RefusalOf<"answer-evidence-needed" | "answer-day-wrong"> | null {
  if (!hasFile || name.trim() === "") return { code: "answer-evidence-needed" };
  const today = isoDayOf(at);
  const signedOn = signature?.signedOn ?? today;
  return answeredOn < signedOn || answeredOn > today ? { code: "answer-day-wrong", signedOn, today } : null;
}

/** The key by which the letter is found that a version was handed over with. */
export function handOverKey(orderId: string, number: number): string {
  return `installation:${orderId}:form-handed-over:${number}`;
}
