import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";

declare global {
  namespace Express {
    interface Locals {
      /** Set by the first middleware, so it is there for all others. */
      requestId: string;
    }
  }
}

/**
 * One id per request, in the log and in the answer. An id from outside is not taken over:
 * it would let a stranger write into the log.
 */
export function requestId(): RequestHandler {
  return (_request, response, next) => {
    const id = randomUUID();
    response.locals.requestId = id;
    response.setHeader("X-Request-Id", id);
    next();
  };
}
