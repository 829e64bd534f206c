import { request } from "node:http";
import { encodeKey } from "#app/views/cursor.ts";
import type { Person } from "./settle.ts";
import type { Site } from "./site.ts";

/** Texts that are no value of anything. */
export const wrongTexts = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\u202e💩",
  "-1",
  "1.5",
  "1e309",
  "9007199254740993",
  "99999999999999999999",
  "2026-02-30",
  "9999999-01-01",
  "__proto__",
  "[object Object]",
  "%",
  "' or 1=1 --",
  // Of all parameters together as much as a server takes for an address.
  "x".repeat(150),
  encodeKey(["\0", "\0"]),
  encodeKey([Number.MAX_SAFE_INTEGER, "x"]),
  encodeKey([-1]),
  encodeKey(["a", "b", "c", "d"]),
];

export type RawAnswer = { readonly status: number; readonly text: string };

/** Sends what no browser would: the path, the headers and the body go out as they are given. */
export function sendRaw(
  site: Site,
  call: {
    readonly method: string;
    readonly path: string;
    readonly person: Person;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  },
): Promise<RawAnswer> {
  const { method, path, person, headers = {}, body = "" } = call;
  return new Promise((resolve, reject) => {
    const { port } = new URL(site.url);
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method,
        headers: {
          Cookie: site.cookies[person],
          ...headers,
          ...(body === "" ? {} : { "Content-Length": Buffer.byteLength(body) }),
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.on("error", reject);
    sent.end(body === "" ? undefined : body);
  });
}

/** What the log has of requests that broke the portal since the last look; a page that failed can still be a 404. */
export function takeFailures(site: Site): string[] {
  const failed = site.log
    .filter(({ level }) => level === "error")
    .map(({ facts }) => JSON.stringify(facts, errorsAsText));
  site.log.length = 0;
  return failed;
}

function errorsAsText(_key: string, value: unknown): unknown {
  return value instanceof Error ? (value.stack ?? value.message) : value;
}
