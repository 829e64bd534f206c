import { z } from "zod";
import { looksLikeKey } from "#app/domain/entitlement/key-format.ts";
import { withdrawalReasonMax } from "#app/domain/entitlement/limits.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { RefusalWords } from "#app/i18n/refusal-words.ts";
import type { Translate } from "#app/i18n/translator.ts";
import type { WithdrawnKey } from "#app/services/keys/withdraw-key.server.ts";
import type { WithdrawKeyView } from "#app/views/entitlement-withdrawal.ts";
import { fieldProblem } from "./field-problems.ts";
import { idempotencyKeyField, newIdempotencyKey } from "./form.server.ts";

/** The form that withdraws a key, the same for a partner and the operator. */
export const withdrawSchema = z.object({
  idempotencyKey: idempotencyKeyField,
  version: z.string().max(100).default(""),
  keyId: z.string().max(100),
  reason: z
    .string()
    .trim()
    .max(withdrawalReasonMax)
    .refine((text) => !looksLikeKey(text), fieldProblem("containsKey")),
  isConfirmed: z.literal("on", fieldProblem("mustTick")),
});

/** The field that a refusal is about; undefined for the whole form. */
export function withdrawField(refusal: Refusal): string | undefined {
  return refusal.code === "invalid-field" ? refusal.field : undefined;
}

/** The view with its refusal in words and a key for its form, as a page carries it. */
export function sayWithdrawal(
  { refusal, ...view }: WithdrawKeyView,
  { say }: { readonly say: (refusal: Refusal) => RefusalWords },
) {
  return { ...view, refusal: refusal === null ? null : say(refusal), idempotencyKey: newIdempotencyKey() };
}

const outcomes = { bound: "doneBound", "pool-empty": "doneEmpty", none: "doneNone" } as const;

/** What the next page says. */
export function withdrawnNotice({ replacement }: WithdrawnKey, t: Translate) {
  const tone = replacement === "pool-empty" ? ("warning" as const) : ("success" as const);
  return { tone, title: t("keys:withdraw.done"), text: t(`keys:withdraw.${outcomes[replacement]}`) };
}
