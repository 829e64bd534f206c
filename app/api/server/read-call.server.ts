import { createHash } from "node:crypto";
import { requestInstant } from "#app/http/request-facts.server.ts";
import type { ReadArgs, ReadRequest } from "#app/http/whole-answer.ts";
import { ApiFault, invalidInput } from "../wire/fault.ts";
import { foldBody } from "../wire/fold-body.ts";
import type { ApiCall, ApiCaller, ApiQuery } from "./api-call.ts";
import { isGuid, type RequestHeads } from "./request-heads.server.ts";
import { rootOf } from "./root.server.ts";

/** The longest body; the longest documented one has a few kilobytes. */
const bodyBytesMax = 256 * 1024;

/** Reads a request that was authenticated. The body is taken in whole, and looked into only where a handler asks for it. */
export async function readCall(args: ReadArgs, caller: ApiCaller, heads: RequestHeads): Promise<ApiCall> {
  const { request, context, params } = args;
  const version = request.headers.get("ms-contract-version")?.trim().toLowerCase();
  if (version !== undefined && version !== "" && version !== "v1")
    throw invalidInput("MS-Contract-Version is v1, or left out.");
  const { method, path, search } = request;
  const text = method === "GET" || method === "HEAD" ? "" : await bodyText(request);
  const at = await requestInstant(context);
  const language = heads.locale.startsWith("de") ? "de" : "en";
  const { portal } = context;
  const body = once(() => parsedBody(text));
  const key = once(() => keyOf([caller.clientId, method, path, search, heads.requestId, text]));
  return {
    deps: portal.deps,
    caller,
    actor: caller.actor,
    view: { db: portal.deps.db, actor: caller.actor, at, reader: { language, timeZone: "UTC" } },
    method,
    path,
    param: (name) => plainParam(params[name]),
    query: queryOf(search),
    body,
    bodyObject: () => objectOf(body()),
    headers: request.headers,
    language,
    at,
    requestId: heads.requestId,
    correlationId: heads.correlationId,
    get idempotencyKey() {
      return key();
    },
    isRequestIdSent: heads.isRequestIdSent,
    startOver: portal.startOver,
    get root() {
      return rootOf(request, portal.env);
    },
  };
}

async function bodyText(request: ReadRequest): Promise<string> {
  if (request.body === null) return "";
  if (/^multipart\//i.test(request.headers.get("content-type") ?? "")) return "";
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > bodyBytesMax) throw invalidInput(`A body has at most ${bodyBytesMax} bytes.`);
    parts.push(value);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parsedBody(text: string): unknown {
  if (text.trim() === "") return undefined;
  let parsed: unknown;
  try {
    // Some clients begin with a byte order mark.
    parsed = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw invalidInput("The body is no JSON.");
  }
  if (text.includes("\\u0000") || text.includes("\0"))
    throw invalidInput("The body holds a character that no text has.");
  return foldBody(parsed);
}

function objectOf(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw invalidInput("The body has to be a JSON object.");
}

function plainParam(value: string | undefined): string {
  const text = value ?? "";
  if (text.includes("\0")) throw new ApiFault({ status: 404, code: 1000, description: "Not found." });
  return isGuid(text) ? text.toLowerCase() : text;
}

/** Names in any case; of a name that is given twice the first counts; empty values are absent. */
export function queryOf(search: string): ApiQuery {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) {
    const key = name.toLowerCase();
    if (value !== "" && !fields.has(key)) fields.set(key, value);
  }
  return {
    get: (name) => fields.get(name.toLowerCase()),
    has: (name) => fields.has(name.toLowerCase()),
    text: search.replace(/^\?/, ""),
  };
}

function keyOf(parts: readonly string[]): string {
  return `api:${createHash("sha256").update(JSON.stringify(parts)).digest("base64url")}`;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
