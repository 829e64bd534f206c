import type { RequestHandler } from "express";
import { isSafeMethod } from "./known-methods.ts";

/** What the check looks at; nothing else about a request counts. */
export type OriginFacts = {
  readonly method: string;
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
  readonly host: string | undefined;
};

/**
 * Whether a request may change something: safe methods always, unsafe ones only from the portal's own pages.
 *
 * Remix checks less: not resource routes, not `?_data=` requests, not a missing Origin, and it believes
 * `X-Forwarded-Host` from anyone. So this runs in front of it, on every unsafe method, whatever the path.
 *
 * - `Origin`, when sent, must be the portal's. `null` is nobody's.
 * - `Sec-Fetch-Site`, when sent, must be `same-origin`; browsers set it and no page can.
 * - With neither, the request is refused: a browser of the last years sends one of the two.
 *
 * @param configuredOrigin undefined in a sandbox without ORIGIN: then the origin must be the loopback host asked for.
 */
export function isFromOwnPages(facts: OriginFacts, configuredOrigin: string | undefined): boolean {
  if (isSafeMethod(facts.method)) return true;
  if (facts.origin !== undefined && !isOwnOrigin(facts.origin, facts.host, configuredOrigin)) return false;
  if (facts.secFetchSite !== undefined) return facts.secFetchSite === "same-origin";
  return facts.origin !== undefined;
}

function isOwnOrigin(origin: string, host: string | undefined, configuredOrigin: string | undefined): boolean {
  if (configuredOrigin !== undefined) return origin === configuredOrigin;
  return host !== undefined && isLoopbackHost(host) && origin === `http://${host}`;
}

/** Whether a Host header names this very machine, whatever the port. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/.test(host);
}

export function sameOrigin(configuredOrigin: string | undefined): RequestHandler {
  return (request, response, next) => {
    const facts: OriginFacts = {
      method: request.method,
      secFetchSite: request.get("sec-fetch-site"),
      origin: request.get("origin"),
      host: request.headers.host,
    };
    if (isFromOwnPages(facts, configuredOrigin)) return next();
    response
      .status(403)
      .type("text/plain")
      .send("This request did not come from a page of the portal, so nothing was changed.\n");
  };
}
