import type { WholeAnswer } from "#app/http/whole-answer.ts";
import { jsonWithoutAbsent } from "../wire/absent.ts";
import type { Fault } from "../wire/fault.ts";
import type { ApiAnswer, ApiCaller } from "./api-call.ts";
import type { RequestHeads } from "./request-heads.server.ts";

const serverId = "turnus-1";
const applicationContext = "appId=cid-v1:5d6e9e0c-7a58-4a3f-9b8e-2f6c0d1b7a44";

/** The answer with all headers that every answer has. */
export function answerOf(
  { status = 200, body, headers = {} }: ApiAnswer,
  heads: RequestHeads,
  { isHead, caller }: { isHead: boolean; caller?: ApiCaller },
): WholeAnswer {
  const asksForMfa = heads.asksForMfa && caller !== undefined;
  const all = {
    ...headersOf(heads),
    ...(asksForMfa ? { isMfaCompliant: String(caller.isMfaCompliant) } : {}),
    ...headers,
  };
  if (body === undefined) return { status, headers: all, body: null };
  if (body instanceof ReadableStream || body instanceof Uint8Array)
    return { status, headers: all, body: isHead ? null : body };
  const text = isHead ? null : jsonWithoutAbsent(body);
  return { status, headers: { ...all, "Content-Type": "application/json; charset=utf-8" }, body: text };
}

/** The answer as Remix hands it on. */
export function responseOf({ status, headers, body }: WholeAnswer): Response {
  return new Response(body as BodyInit | null, { status, headers });
}

/** The documented error body; a HEAD has none. */
export function faultAnswer(fault: Fault, heads: RequestHeads, isHead = false): WholeAnswer {
  const { status, code, description, data } = fault;
  const body = { code, description: description.slice(0, 1024), data, source: "PartnerFD" };
  const headers: Record<string, string> =
    status === 401 ? { "WWW-Authenticate": `OAuth realm=urn:cpsvc:cpid:${heads.correlationId}` } : {};
  return answerOf({ status, body, headers }, heads, { isHead });
}

/** 429 with its own body, and the seconds to wait, always a whole number. */
export function tooManyAnswer(retryAfterSeconds: number, heads: RequestHeads): WholeAnswer {
  const seconds = Math.max(1, Math.ceil(retryAfterSeconds));
  const message = `Rate limit is exceeded. Try again in ${seconds} seconds.`;
  return answerOf(
    { status: 429, body: { statusCode: 429, message }, headers: { "Retry-After": String(seconds) } },
    heads,
    { isHead: false },
  );
}

function headersOf(heads: RequestHeads): Readonly<Record<string, string>> {
  return {
    "MS-RequestId": heads.requestId,
    "MS-CorrelationId": heads.correlationId,
    "MS-CV": heads.correlationVector,
    "MS-ServerId": serverId,
    "MS-Contract-Version": "v1",
    "X-Locale": heads.locale,
    "Request-Context": applicationContext,
  };
}
