import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { decideAccess, type PermittedAction } from "#app/domain/access/permissions.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Refused, Result } from "#app/domain/result.ts";
import { refusalStatus } from "#app/http/refusal-status.ts";
import { factFormatOf } from "#app/http/fact-format.ts";
import { refusalWords } from "#app/i18n/refusal-words.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { ReadArgs, ReadRequest, WholeAnswer, WholeRead } from "#app/http/whole-answer.ts";
import { formatFor } from "#app/views/format.ts";
import { faultOfRefusal } from "../wire/error-codes.ts";
import { ApiFault, type Fault, noAppOnly, unsupportedOperation } from "../wire/fault.ts";
import { answerOf, faultAnswer, responseOf, tooManyAnswer } from "./answer.server.ts";
import type { ApiAnswer, ApiCall, ApiMethod, Handler, Handlers } from "./api-call.ts";
import { findCaller } from "./caller.server.ts";
import { readCall } from "./read-call.server.ts";
import { answerOnce } from "./answer-once.server.ts";
import { takeCall } from "./call-limit.server.ts";
import { requestHeadsOf } from "./request-heads.server.ts";

/**
 * The loader and action of an API route. Whoever calls is authenticated by the bearer token alone, never by a cookie;
 * the handler of the method is given the call, read; what it refuses becomes the documented error. A method without a
 * handler is 400/900141. HEAD is answered by GET's handler, without a body, where it has none of its own.
 *
 * The loader carries a second way to the same answer, for the server that has no use for `Request` and `Response`.
 */
export function apiRoute(handlers: Handlers): {
  loader: ((args: LoaderFunctionArgs) => Promise<Response>) & { readonly whole: WholeRead };
  action: (args: ActionFunctionArgs) => Promise<Response>;
} {
  const whole = (args: ReadArgs) => answerCall(args, handlers);
  const answer = async (args: LoaderFunctionArgs | ActionFunctionArgs) =>
    responseOf(await whole({ ...args, request: readRequestOf(args.request) }));
  return { loader: Object.assign((args: LoaderFunctionArgs) => answer(args), { whole }), action: answer };
}

function readRequestOf({ method, url, headers, body }: Request): ReadRequest {
  const { pathname: path, search } = new URL(url);
  return { method, url, path, search, headers, body };
}

/** The handler for users alone: an application without a user is refused with 403/900329. */
export function userOnly(handler: Handler): Handler {
  return async (call) => {
    if (call.caller.isAppOnly) throw noAppOnly();
    return handler(call);
  };
}

/**
 * The handler for those whose role allows an action. Services ask that themselves, and log who was refused; but a body
 * that cannot be read never reaches them, and an answer that was given before is not theirs. So whoever may not is told
 * that, whatever else is wrong.
 */
export function needing(action: PermittedAction, handler: Handler): Handler {
  return async (call) => {
    const access = decideAccess(call.actor, action);
    if (access.ok) return handler(call);
    try {
      const answered = await handler(call);
      if ("ok" in answered) return answered;
    } catch (error) {
      if (error instanceof RefusedCall) return { ok: false, refusal: error.refusal };
      if (!(error instanceof ApiFault)) throw error;
    }
    return access;
  };
}

/** The value of a result; a refusal becomes the answer of the whole call. */
export function orRefuse<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new RefusedCall(result.refusal);
}

class RefusedCall extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = "RefusedCall";
    this.refusal = refusal;
  }
}

async function answerCall(args: ReadArgs, handlers: Handlers): Promise<WholeAnswer> {
  const heads = requestHeadsOf(args.request);
  try {
    const caller = await findCaller(args);
    const wait = takeCall(caller.clientId, args.request, heads, args.context.portal.env.apiCallsPerMinute);
    if (wait !== null) return tooManyAnswer(wait, heads);
    const call = await readCall(args, caller, heads);
    const handler = handlerFor(handlers, args.request.method);
    const run = () => runHandler(handler, call);
    const answer = isSafe(args.request.method) ? await run() : await answerOnce(call, run);
    return answerOf(answer, heads, { isHead: args.request.method === "HEAD", caller });
  } catch (error) {
    if (error instanceof ApiFault) return faultAnswer(error.fault, heads, args.request.method === "HEAD");
    const { logger } = args.context.portal;
    logger.error({ requestId: args.context.requestId, method: args.request.method, err: error }, "API call failed");
    return faultAnswer(unexpected, heads, args.request.method === "HEAD");
  }
}

/** What a handler answers, refusals and faults included, so that a repetition gets the same. */
async function runHandler(handler: Handler, call: ApiCall): Promise<ApiAnswer> {
  try {
    const answered = await handler(call);
    return "ok" in answered ? refusedAnswer(answered.refusal, call.language) : answered;
  } catch (error) {
    if (error instanceof RefusedCall) return refusedAnswer(error.refusal, call.language);
    if (error instanceof ApiFault) return bodyOfFault(error.fault);
    throw error;
  }
}

function refusedAnswer(refusal: Refusal, language: Language): ApiAnswer {
  return bodyOfFault(faultOf({ ok: false, refusal }, language));
}

function bodyOfFault(fault: Fault): ApiAnswer {
  const { status, ...rest } = fault;
  return { status, body: { ...rest, source: "PartnerFD" } };
}

/** A refusal as the API says it, in the caller's language. */
export function faultOf({ refusal }: Refused<Refusal>, language: Language): Fault {
  const format = factFormatOf(formatFor({ language, timeZone: "UTC" }));
  return faultOfRefusal(
    refusal,
    refusalWords(refusal, translateTo(language), format).text,
    refusalStatus[refusal.code],
  );
}

function handlerFor(handlers: Handlers, method: string): Handler {
  const handler = handlers[method as ApiMethod] ?? (method === "HEAD" ? handlers.GET : undefined);
  if (handler !== undefined) return handler;
  throw unsupportedOperation(`This resource answers ${Object.keys(handlers).join(", ")}.`);
}

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

const unexpected: Fault = { status: 500, code: 800_003, description: "Unexpected service error. Nothing was changed." };
