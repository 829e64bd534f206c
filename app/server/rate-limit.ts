import type { Request, RequestHandler, Response } from "express";
import { rateLimit } from "express-rate-limit";
import { isApiRequest } from "./api-paths.ts";
import { isSafeMethod } from "./known-methods.ts";

/** Requests per minute and address that change something, and that only read. */
export type RateLimits = {
  readonly unsafePerMinute: number;
  readonly safePerMinute: number;
  /** Calls of the API, which has a limit per client behind this one. */
  readonly apiPerMinute?: number;
};

export const defaultRateLimits: RateLimits = { unsafePerMinute: 240, safePerMinute: 1200, apiPerMinute: 12_000 };

/**
 * A coarse brake per address against floods, kept in memory. The limits that protect accounts
 * (sign-in) are counted in the database by their services and survive a restart.
 * Answers 429 with `Retry-After`.
 */
export function rateLimits(limits: RateLimits): RequestHandler {
  const limit = (perMinute: number): RequestHandler =>
    rateLimit({
      windowMs: 60_000,
      limit: perMinute,
      standardHeaders: "draft-8",
      legacyHeaders: false,
      ipv6Subnet: 56,
      handler: (request, response) => refuse(request as Request, response as Response),
      validate: { xForwardedForHeader: false },
    });
  const [unsafe, safe] = [limit(limits.unsafePerMinute), limit(limits.safePerMinute)];
  const api = limit(limits.apiPerMinute ?? Math.max(limits.safePerMinute, 12_000));
  const limitFor = (request: Request) => {
    if (isApiRequest(request)) return api;
    return isSafeMethod(request.method) ? safe : unsafe;
  };
  return (request, response, next) => limitFor(request)(request, response, next);
}

function refuse(request: Request, response: Response): void {
  if (!isApiRequest(request)) {
    response.status(429).type("text/plain").send("Too many requests from this address. Try again in a minute.\n");
    return;
  }
  const seconds = Number(response.getHeader("Retry-After") ?? 60);
  response.status(429).json({ statusCode: 429, message: `Rate limit is exceeded. Try again in ${seconds} seconds.` });
}
