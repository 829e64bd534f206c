import { randomUUID } from "node:crypto";
import { parseWithZod } from "@conform-to/zod/v4";
import { json, type TypedResponse } from "@remix-run/node";
import type { SubmissionResult } from "@conform-to/react";
import { z } from "zod";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { fieldProblem, type FieldProblem } from "./field-problems.ts";
import { refusalStatus } from "./refusal-status.ts";
import { isSecret } from "./secret-fields.ts";
import type { Visitor } from "./visitor.server.ts";

/** What an action answers when its form is shown again; `useForm({ lastResult: actionData?.lastResult })` takes it. */
export type FormReply = { readonly lastResult: SubmissionResult<string[]> };

/** A form that was read: its value, or the answer that shows it again with what is wrong. */
export type ParsedForm<Value> =
  | { readonly ok: true; readonly value: Value; readonly again: FormAgain }
  | { readonly ok: false; readonly response: TypedResponse<FormReply> };

/** Makes the answer that shows a well-filled form again, because the service refused. */
export type FormAgain = {
  /** The refusal above the form, or beside the field that it is about. */
  refused(refusal: Refusal, fieldName?: string): TypedResponse<FormReply>;
};

/**
 * Reads the form of a request against its schema, with messages in the visitor's language.
 *
 * A form that does not fit is answered with 422 and what was typed, except secrets and software keys. A schema's own messages are the
 * names of `errors:field` (`z.literal("on", fieldProblem("mustTick"))`).
 */
export async function parseForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  visitor: Pick<Visitor, "t" | "say">,
): Promise<ParsedForm<z.output<Schema>>> {
  return parseFields(await readFormData(request), schema, visitor);
}

/** The same for a form whose files were taken in already: what is left of it are its fields. */
export function parseFields<Schema extends z.ZodType>(
  data: FormData,
  schema: Schema,
  visitor: Pick<Visitor, "t" | "say">,
): ParsedForm<z.output<Schema>> {
  assertForm(data);
  const submission = parseWithZod(data, { schema, error: (issue) => problemOf(issue) });
  const hideFields = [...new Set([...data].filter(isSecretEntry).map(([name]) => name))];
  if (submission.status !== "success") {
    const lastResult = submission.reply({ hideFields });
    return {
      ok: false,
      response: json({ lastResult: translated(lastResult, visitor.t) }, { status: 422 }),
    };
  }
  const refused: FormAgain["refused"] = (refusal, fieldName) => {
    const { text } = visitor.say(refusal);
    const reply =
      fieldName === undefined
        ? submission.reply({ formErrors: [text], hideFields })
        : submission.reply({ fieldErrors: { [fieldName]: [text] }, hideFields });
    const headers =
      refusal.code === "too-many-attempts" ? { "Retry-After": String(refusal.retryAfterSeconds) } : undefined;
    return json(
      { lastResult: reply },
      { status: refusalStatus[refusal.code], ...(headers === undefined ? {} : { headers }) },
    );
  };
  return { ok: true, value: submission.value, again: { refused } };
}

function isSecretEntry([name, value]: [string, FormDataEntryValue]): boolean {
  return isSecret(name, typeof value === "string" ? value : "");
}

/** A body that is no form of the portal is no form's fault, so there is nothing to show again. */
async function readFormData(request: Request): Promise<FormData> {
  const data = await request.formData().catch(() => null);
  if (data === null) throw notAForm();
  return data;
}

function assertForm(data: FormData): void {
  if (![...data].every(([name, value]) => isFieldName(name) && !isUnstorable(value))) throw notAForm();
}

function notAForm(): Response {
  return new Response("The body is not a form.\n", { status: 400 });
}

/**
 * A name as the portal's forms have them: `quantity`, `lines[12].price`. Anything else was made by hand, and two of
 * those are dangerous: a list is as long as its highest index says, and room is made for all of it; a name that cannot
 * be taken apart makes the parser throw.
 */
function isFieldName(name: string): boolean {
  return /^\w{1,100}(\[\d{1,3}\]|\.\w{1,100}){0,5}$/.test(name) && !/\b(__proto__|constructor|prototype)\b/.test(name);
}

/** No field takes the character NUL, and PostgreSQL takes none as text; nobody has typed it. */
function isUnstorable(value: FormDataEntryValue): boolean {
  return typeof value === "string" && value.includes("\0");
}

/** Which of the field messages fits a zod issue. Returns the name with its facts, to be translated with the reply. */
function problemOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined || issue.input === null || issue.input === "") return fieldProblem("required");
      if (issue.expected === "int") return fieldProblem("notAWholeNumber");
      if (issue.expected === "number") return fieldProblem("notANumber");
      return fieldProblem("malformed");
    case "invalid_value":
      return fieldProblem(issue.input === undefined ? "required" : "chooseOne");
    case "invalid_format":
      return fieldProblem(problemOfFormat[issue.format] ?? "malformed");
    case "too_small":
      return fieldProblem(problemOfOrigin(issue.origin, "tooSmall", "tooShort", "tooFewItems"), {
        minimum: issue.minimum,
      });
    case "too_big":
      return fieldProblem(problemOfOrigin(issue.origin, "tooBig", "tooLong", "tooManyItems"), {
        maximum: issue.maximum,
      });
    default:
      return fieldProblem("malformed");
  }
}

const problemOfFormat: Record<string, FieldProblem> = {
  email: "notAnEmail",
  date: "notADate",
  datetime: "notADateTime",
};

function problemOfOrigin<P extends FieldProblem>(origin: string, number: P, string: P, array: P): P {
  if (origin === "string") return string;
  return origin === "array" || origin === "set" ? array : number;
}

function translated(result: SubmissionResult<string[]>, t: Translate): SubmissionResult<string[]> {
  if (result.error === undefined) return result;
  const error = Object.fromEntries(
    Object.entries(result.error).map(([name, messages]) => [
      name,
      messages?.map((message) => sayProblem(message, t)) ?? null,
    ]),
  );
  return { ...result, error };
}

function sayProblem(message: string, t: Translate): string {
  const [name = "", facts = "{}"] = message.split(/ (.*)/s);
  if (!name.startsWith("errors:field.")) return message;
  const say = t as unknown as (key: string, facts: Record<string, unknown>) => string;
  return say(name, JSON.parse(facts) as Record<string, unknown>);
}

/** What was typed into a field, to be shown again; empty where there was none, or a file. */
export function typedText(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}

/** A key for one submission of one form; a repeated submission carries the same and has one effect. */
export function newIdempotencyKey(): string {
  return randomUUID();
}

/** The hidden field that carries it. */
export const idempotencyKeyField = z.uuid();
