import type { Request, RequestHandler } from "express";
import type { Logger } from "#app/http/load-context.ts";

declare global {
  namespace Express {
    interface Locals {
      /** When the request came in, on the clock of `performance`. */
      startedAt: number;
      /** How long it took until a page was made, in milliseconds; only pages have one. */
      serverMs?: number;
    }
  }
}

/**
 * One line per answer: method, path, status, duration; of a page also the time until it was made, without that of
 * sending it. No query string (it may hold a search for a person
 * or the capability of a link), no secret of a calendar, no body, no cookie. Static files and health checks are left out when they went well.
 */
export function requestLog(logger: Logger, quietPaths: readonly RegExp[]): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.locals.startedAt = startedAt;
    response.once("close", () => {
      const status = response.statusCode;
      const path = pathOf(request.originalUrl);
      if (status < 400 && quietPaths.some((quiet) => quiet.test(path))) return;
      const facts = {
        requestId: response.locals.requestId,
        method: request.method,
        path,
        status,
        durationMs: Math.round(performance.now() - startedAt),
        ...(response.locals.serverMs === undefined ? {} : { serverMs: Math.round(response.locals.serverMs) }),
        ...(response.writableFinished ? {} : { aborted: true }),
        ...programOf(request),
      };
      if (status >= 500) logger.error(facts, "request");
      else logger.info(facts, "request");
    });
    next();
  };
}

/** What programs say of themselves, as the documents have it; cut, because anybody can say anything. */
const programHeaders = {
  application: "ms-partnercenter-application",
  client: "ms-partnercenter-client",
  sdkVersion: "ms-sdkversion",
} as const;

function programOf({ headers }: Pick<Request, "headers">): Record<string, string> {
  const said: Record<string, string> = {};
  for (const [name, header] of Object.entries(programHeaders)) {
    const value = headers[header];
    if (typeof value === "string" && value !== "") said[name] = value.slice(0, 100);
  }
  return said;
}

function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  const path = end === -1 ? url : url.slice(0, end);
  return path.replace(secretPath, "$1[secret]");
}

/** A calendar's address is all it takes to read it, and calendar programs know no other place for a secret than the path. */
const secretPath = /^(\/+calendar\/+).*/i;
