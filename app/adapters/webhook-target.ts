import { lookup as resolveName, type LookupAddress, type LookupOptions } from "node:dns";
import { type ClientRequest, type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { isIP } from "node:net";
import type { DeliveryFailure } from "#app/domain/webhooks/delivery-attempts.ts";
import type { TargetReach } from "#app/domain/webhooks/target.ts";
import type { WebhookAnswer, WebhookPost } from "#app/services/webhooks/webhook-ports.ts";
import { isAllowedAddress } from "./public-addresses.ts";

/** How long one attempt may take in all, in milliseconds. */
const wholeMs = 10_000;
/** How much of an answer is read, and how much of it is kept. */
const answerBytesMax = 16 * 1024;
const keptCharacters = 200;

type Lookup = (
  hostname: string,
  options: LookupOptions,
  callback: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void,
) => void;

export type TargetOptions = {
  readonly reach: TargetReach;
  readonly wholeMs?: number;
  /** Another name server, for tests. */
  readonly lookup?: Lookup;
  /** Certificates that are trusted beside the machine's own, for tests. */
  readonly ca?: string;
};

class NotAllowed extends Error {
  readonly code = "TARGET_NOT_ALLOWED";
}

/**
 * Posts to partners' own systems. The address that is connected to is the one that was checked: a name is looked up
 * once, by the connection itself, and refused where any of its addresses is not allowed, so that a name server that
 * answers differently the second time gains nothing. Redirects are not followed, proxies of the environment not used,
 * and connections not kept.
 */
export function createWebhookTarget(options: TargetOptions): (post: WebhookPost) => Promise<WebhookAnswer> {
  return (post) => {
    const startedAt = performance.now();
    return attempt(post, options).then(
      (answer) => ({ ...answer, tookMs: Math.round(performance.now() - startedAt) }),
      (error: unknown) => ({
        responseCode: null,
        failure: failureOf(error),
        responseText: oneLine(error instanceof Error ? error.message : String(error)),
        tookMs: Math.round(performance.now() - startedAt),
      }),
    );
  };
}

function attempt(
  { url, headers, body }: WebhookPost,
  { reach, lookup = resolveName as Lookup, wholeMs: limitMs = wholeMs, ca }: TargetOptions,
): Promise<Omit<WebhookAnswer, "tookMs">> {
  return new Promise((resolve, reject) => {
    const target = new URL(url);
    const host = target.hostname.replace(/^\[|\]$/g, "");
    // A plain address is connected to without being looked up.
    if (isIP(host) !== 0 && !isAllowedAddress(host, reach)) throw new NotAllowed("this address is not sent to");
    const open = target.protocol === "https:" ? secureRequest : plainRequest;
    const request: ClientRequest = open(target, {
      method: "POST",
      agent: false,
      lookup: checkedLookup(lookup, reach),
      headers: { ...headers, "Content-Length": Buffer.byteLength(body), Connection: "close" },
      ...(target.protocol === "https:" ? { minVersion: "TLSv1.2" as const, ...(ca === undefined ? {} : { ca }) } : {}),
    });
    const timer = setTimeout(() => request.destroy(tooSlow()), limitMs);
    const end = () => clearTimeout(timer);
    request.on("error", (error) => {
      end();
      reject(error);
    });
    request.on("response", (response) => {
      readSome(response).then(
        (text) => {
          end();
          request.destroy();
          resolve(answerOf(response, text));
        },
        (error: unknown) => {
          end();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
    request.end(body);
  });
}

/** A lookup that lets no connection begin to an address that is not allowed. */
function checkedLookup(lookup: Lookup, reach: TargetReach): Lookup {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const addresses = Array.isArray(found) ? found : [];
      const first = addresses[0];
      if (first === undefined) return callback(new NotAllowed("the name has no address"), []);
      // One bad address is enough: which of them is taken is decided elsewhere.
      if (!addresses.every(({ address }) => isAllowedAddress(address, reach)))
        return callback(new NotAllowed("the name leads to an address that is not sent to"), []);
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

async function readSome(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.byteLength;
    if (bytes >= answerBytesMax) break;
  }
  return Buffer.concat(parts).subarray(0, answerBytesMax).toString("utf8");
}

function answerOf(response: IncomingMessage, text: string): Omit<WebhookAnswer, "tookMs"> {
  const responseCode = response.statusCode ?? 0;
  const isTaken = responseCode >= 200 && responseCode < 300;
  return { responseCode, failure: isTaken ? null : "refused", responseText: oneLine(text) };
}

function oneLine(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- exactly these are to go
      .replaceAll(/[\u0000-\u001f\u007f]+/g, " ")
      .trim()
      .slice(0, keptCharacters)
  );
}

function tooSlow(): Error {
  return Object.assign(new Error("no answer in time"), { code: "ETIMEDOUT" });
}

const failures: Readonly<Record<string, DeliveryFailure>> = {
  TARGET_NOT_ALLOWED: "target-not-allowed",
  ENOTFOUND: "name-unknown",
  EAI_AGAIN: "name-unknown",
  ETIMEDOUT: "too-slow",
};

function failureOf(error: unknown): DeliveryFailure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = failures[code];
  if (known !== undefined) return known;
  return /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|ERR_OSSL)/.test(code)
    ? "not-secure"
    : "no-connection";
}
