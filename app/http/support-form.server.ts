import { z } from "zod";
import { looksLikeKey } from "#app/domain/entitlement/key-format.ts";
import { parseDecimalToMinor } from "#app/domain/money/decimal.ts";
import { type Currency, isCurrency } from "#app/domain/money/currencies.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { attachmentsPerMessageMax, textLengthMax } from "#app/domain/support/support-request.ts";
import {
  discardAttachments,
  stageAttachment,
  type StagedAttachment,
} from "#app/services/support/attachments.server.ts";
import { takeUploadAttempt } from "#app/services/support/support-scope.server.ts";
import type { SignedInVisitor } from "./auth.server.ts";
import { fieldProblem } from "./field-problems.ts";
import { receiveForm } from "./file-stream.server.ts";
import { type FormAgain, parseFields, type ParsedForm } from "./form.server.ts";

/** A text of a message: no software key stands in it, which everybody would read. */
export function messageText(lengthMax: number = textLengthMax) {
  return z
    .string()
    .trim()
    .max(lengthMax)
    .refine((text) => !looksLikeKey(text), fieldProblem("containsKey"));
}

type Message<Value> =
  | { readonly ok: true; readonly value: Value; readonly again: FormAgain; readonly files: readonly StagedAttachment[] }
  | { readonly ok: false; readonly response: Extract<ParsedForm<Value>, { ok: false }>["response"] | Response };

/**
 * Reads a message with its files: each file goes to the store as it comes in and waits there. Where the form is shown
 * again, whatever for, nothing of them is left. Files stand in the field `attachments`.
 */
export async function receiveMessage<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  visitor: SignedInVisitor,
): Promise<Message<z.output<Schema>>> {
  const { deps, actor, at } = visitor;
  let refusal: Refusal | null = null;
  let count = 0;
  const take = async (file: { readonly name: string; readonly content: AsyncIterable<Uint8Array> }) => {
    count++;
    if (count === 1) {
      const allowed = await takeUploadAttempt(deps.db, actor, at);
      if (!allowed.ok) refusal = allowed.refusal;
    }
    if (count > attachmentsPerMessageMax)
      refusal ??= { code: "attachments-too-many", countMax: attachmentsPerMessageMax };
    if (refusal !== null) return undefined;
    const staged = await stageAttachment(deps, { fileName: file.name, content: file.content });
    if (staged.ok) return staged.value;
    refusal = staged.refusal;
    return undefined;
  };
  const received = await receiveForm(request, receiving, take, discardAttachments);
  if (!received.ok) {
    const text = received.problem === "broken-off" ? visitor.t("support:form.brokenOff") : "The body is not a form.";
    return { ok: false, response: new Response(`${text}\n`, { status: 400 }) };
  }
  const files = received.taken;
  try {
    const form = parseFields(received.fields, schema, visitor);
    if (form.ok && refusal === null) return { ok: true, value: form.value, again: form.again, files };
    await discardAttachments(files);
    if (!form.ok) return form;
    return { ok: false, response: refusedMessage(form.again, refusal ?? { code: "support-nothing-changed" }) };
  } catch (error) {
    await discardAttachments(files);
    throw error;
  }
}

const receiving = { fieldName: "attachments", textBytesMax: 4 * textLengthMax + 4_096 };

/** Which field of a message a refusal is about; undefined for the whole of it. */
export function refusedMessage(again: FormAgain, refusal: Refusal) {
  return again.refused(refusal, fieldOf(refusal));
}

function fieldOf(refusal: Refusal): string | undefined {
  switch (refusal.code) {
    case "attachment-refused":
    case "attachments-too-many":
    case "download-store-full":
      return "attachments";
    case "support-text-needed":
      return "text";
    case "grant-above-charged":
      return "amount";
    case "not-found":
      if (refusal.what === "customer") return "customer";
      return refusal.what === "order" ? "reference" : undefined;
    default:
      return undefined;
  }
}

/** An amount as people type it, with a point or a comma before the cents, and nothing else in it. */
export const amountField = z
  .string()
  .trim()
  .regex(/^\d{1,12}([.,]\d{1,3})?$/, fieldProblem("notANumber"));

/** What was typed as minor units; null where it has more digits than its currency. */
export function minorOf(amount: string, currency: Currency): number | null {
  const parsed = parseDecimalToMinor(amount.replace(",", "."), currency);
  return parsed.ok ? parsed.amountMinor : null;
}

export const currencyField = z.string().refine(isCurrency, fieldProblem("chooseOne"));
