import { randomUUID } from "node:crypto";
import type { ReadRequest } from "#app/http/whole-answer.ts";

/** What every answer carries back. */
export type RequestHeads = {
  /** The client's, or one made for it. */
  readonly requestId: string;
  /** Whether the client sent it: only then a repetition can be told from a new call. */
  readonly isRequestIdSent: boolean;
  readonly correlationId: string;
  readonly correlationVector: string;
  /** As it is answered: `en-US`. */
  readonly locale: string;
  /** Whether the answer has to say if the user proved a second factor. */
  readonly asksForMfa: boolean;
};

const guid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

export function isGuid(text: string): boolean {
  return guid.test(text);
}

/** Reads the headers that are echoed. An id that is no GUID is replaced: it would let a stranger write into the log. */
export function requestHeadsOf(request: Pick<ReadRequest, "headers">): RequestHeads {
  const sent = guidIn(request, "ms-requestid") ?? guidIn(request, "x-ms-client-request-id");
  return {
    requestId: sent ?? randomUUID(),
    isRequestIdSent: sent !== null,
    correlationId: guidIn(request, "ms-correlationid") ?? randomUUID(),
    correlationVector: `${randomUUID().replaceAll("-", "").slice(0, 16)}.0`,
    locale: localeOf(request.headers.get("x-locale") ?? request.headers.get("accept-language")),
    asksForMfa: request.headers.get("validatemfa")?.toLowerCase() === "true",
  };
}

function guidIn(request: Pick<ReadRequest, "headers">, name: string): string | null {
  const value =
    request.headers
      .get(name)
      ?.trim()
      .replace(/^\{|\}$/g, "") ?? "";
  return isGuid(value) ? value.toLowerCase() : null;
}

function localeOf(header: string | null): string {
  const match = /^\s*(de|en)(?:-([a-z]{2}))?\b/i.exec(header ?? "");
  if (match === null) return "en-US";
  const language = match[1]?.toLowerCase() ?? "en";
  return `${language}-${match[2]?.toUpperCase() ?? (language === "de" ? "DE" : "US")}`;
}
