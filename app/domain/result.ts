import type { Refusal } from "./refusal.ts";

/** A decision that went through, with what follows from it. */
export type Ok<T> = { readonly ok: true; readonly value: T };

/** A decision that was refused, with the code and the facts that the words are made of. */
export type Refused<R extends Refusal = Refusal> = { readonly ok: false; readonly refusal: R };

/** What every decision and every service answers: a value, or a refusal. Never an exception for a rule. */
export type Result<T, R extends Refusal = Refusal> = Ok<T> | Refused<R>;

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function refused<R extends Refusal>(refusal: R): Refused<R> {
  return { ok: false, refusal };
}
