import { withoutAbsent } from "../wire/absent.ts";
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
): Response {
  const all = headersOf(heads);
  if (heads.asksForMfa && caller !== undefined) all.set("isMfaCompliant", String(caller.isMfaCompliant));
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  if (body === undefined) return new Response(null, { status, headers: all });
  if (body instanceof ReadableStream || body instanceof Uint8Array)
    return new Response(isHead ? null : (body as BodyInit), { status, headers: all });
  all.set("Content-Type", "application/json; charset=utf-8");
  return new Response(isHead ? null : JSON.stringify(withoutAbsent(body)), { status, headers: all });
}

/** The documented error body; a HEAD has none. */
export function faultAnswer(fault: Fault, heads: RequestHeads, isHead = false): Response {
  const { status, code, description, data } = fault;
  const body = { code, description: description.slice(0, 1024), data, source: "PartnerFD" };
  const headers: Record<string, string> =
    status === 401 ? { "WWW-Authenticate": `OAuth realm=urn:cpsvc:cpid:${heads.correlationId}` } : {};
  return answerOf({ status, body, headers }, heads, { isHead });
}

/** 429 with its own body, and the seconds to wait, always a whole number. */
export function tooManyAnswer(retryAfterSeconds: number, heads: RequestHeads): Response {
  const seconds = Math.max(1, Math.ceil(retryAfterSeconds));
  const message = `Rate limit is exceeded. Try again in ${seconds} seconds.`;
  return answerOf(
    { status: 429, body: { statusCode: 429, message }, headers: { "Retry-After": String(seconds) } },
    heads,
    { isHead: false },
  );
}

function headersOf(heads: RequestHeads): Headers {
  return new Headers({
    "MS-RequestId": heads.requestId,
    "MS-CorrelationId": heads.correlationId,
    "MS-CV": heads.correlationVector,
    "MS-ServerId": serverId,
    "MS-Contract-Version": "v1",
    "X-Locale": heads.locale,
    "Request-Context": applicationContext,
  });
}
