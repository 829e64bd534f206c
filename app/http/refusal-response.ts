import type { Refusal, RefusalCode } from "#app/domain/refusal.ts";
import type { RefusalWords } from "#app/i18n/refusal-words.ts";
import type { WhoToAsk } from "#app/views/who-to-ask.ts";
import { refusalStatus } from "./refusal-status.ts";

/** A refusal as an answer carries it: for the error page, and for whoever reads JSON. */
export type RefusalBody = {
  readonly refusal: { readonly code: RefusalCode } & RefusalWords;
  /** Where a customer's user lacks a role: who of the own tenant has it. */
  readonly ask?: WhoToAsk;
};

/**
 * The answer to a request that is refused as a whole; to be thrown by loaders and actions. The root's error page shows
 * its words. Facts stay here: another organisation's record must not show through them.
 */
export function refusalResponse(refusal: Refusal, words: RefusalWords, ask: WhoToAsk | null = null): Response {
  const body: RefusalBody = { refusal: { code: refusal.code, ...words }, ...(ask === null ? {} : { ask }) };
  const headers = new Headers({ "Content-Type": "application/json; charset=utf-8" });
  if (refusal.code === "too-many-attempts") headers.set("Retry-After", String(refusal.retryAfterSeconds));
  return new Response(JSON.stringify(body), { status: refusalStatus[refusal.code], headers });
}

/** Whether the body of a thrown answer is a refusal. */
export function isRefusalBody(data: unknown): data is RefusalBody {
  if (typeof data !== "object" || data === null || !("refusal" in data)) return false;
  const { refusal } = data;
  return (
    typeof refusal === "object" && refusal !== null && "code" in refusal && "title" in refusal && "text" in refusal
  );
}
