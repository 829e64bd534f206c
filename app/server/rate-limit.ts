import type { RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";
import { isSafeMethod } from "./known-methods.ts";

/** Requests per minute and address that change something, and that only read. */
export type RateLimits = { readonly unsafePerMinute: number; readonly safePerMinute: number };

export const defaultRateLimits: RateLimits = { unsafePerMinute: 240, safePerMinute: 1200 };

/**
 * A coarse brake per address against floods, kept in memory. The limits that protect accounts
 * (sign-in) are counted in the database by their services and survive a restart.
 * Answers 429 with `Retry-After`.
 */
export function rateLimits(limits: RateLimits): RequestHandler[] {
  const limit = (perMinute: number, skip: (method: string) => boolean): RequestHandler =>
    rateLimit({
      windowMs: 60_000,
      limit: perMinute,
      standardHeaders: "draft-8",
      legacyHeaders: false,
      ipv6Subnet: 56,
      skip: (request) => skip(request.method),
      message: "Too many requests from this address. Try again in a minute.\n",
      validate: { xForwardedForHeader: false },
    });
  return [
    limit(limits.unsafePerMinute, (method) => isSafeMethod(method)),
    limit(limits.safePerMinute, (method) => !isSafeMethod(method)),
  ];
}
