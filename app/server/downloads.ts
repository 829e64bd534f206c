import { pipeline } from "node:stream/promises";
import type { RequestHandler } from "express";
import type { Portal } from "#app/http/load-context.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { openDownload } from "#app/services/downloads/open-download.server.ts";

declare global {
  namespace Express {
    interface Locals {
      /** Why a download link brings no file; Remix makes the page that says it. */
      downloadRefusal?: Refusal;
    }
  }
}

/**
 * Answers download links, before Remix: bytes flow from the store to the client as fast as the client takes them, and
 * stop when it goes away. A link is a capability, so nobody is asked to sign in. A refused one goes on to the page of
 * the same address, which says why.
 */
export function downloads(portal: Pick<Portal, "deps" | "logger">): RequestHandler<{ linkId: string }> {
  const answer = async (...[request, response, next]: Parameters<RequestHandler<{ linkId: string }>>) => {
    const { linkId } = request.params;
    const { e, s } = request.query;
    try {
      await portal.deps.clock.refresh();
      const input = {
        linkId,
        e: typeof e === "string" ? e : "",
        s: typeof s === "string" ? s : "",
        method: request.method === "HEAD" ? ("HEAD" as const) : ("GET" as const),
        range: request.get("range") ?? null,
        ifRange: request.get("if-range") ?? null,
        address: request.ip ?? null,
      };
      const opened = await openDownload(portal.deps, input, portal.deps.clock.now());
      if (!opened.ok) {
        response.locals.downloadRefusal = opened.refusal;
        next();
        return;
      }
      const { status, headers, body } = opened.value;
      response.status(status).set(headers);
      if (body === null) response.end();
      else await pipeline(body, response);
    } catch (error) {
      if (!response.headersSent) return next(error);
      // Whoever downloads has gone away, or the store broke off: the length that was announced tells the client.
      if (!response.destroyed) response.destroy();
      if (!isGone(error)) portal.logger.error({ requestId: response.locals.requestId, err: error }, "download failed");
    }
  };
  // What goes wrong is caught above, so there is no rejection to wait for.
  return (request, response, next) => void answer(request, response, next);
}

function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
