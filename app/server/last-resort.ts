import type { ErrorRequestHandler, Response } from "express";
import type { Logger } from "#app/http/load-context.ts";
import { isApiRequest, sendApiFault } from "./api-paths.ts";

/**
 * What is answered when Remix itself fails or throws: a plain page with the request's number,
 * and nothing of the cause. The cause goes to the log.
 */
export function lastResort(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const status = statusOf(error);
    if (status >= 500) {
      logger.error({ requestId: response.locals.requestId, method: request.method, err: error }, "unhandled");
    }
    if (response.headersSent) return next(error);
    if (isApiRequest(request)) return sendApiFault(response, ...apiFaultOf(status));
    sendPlainPage(response, status);
  };
}

/** The plain pages have no scripts and no styles from outside, so they work when nothing else does. */
export function sendPlainPage(response: Response, status: number): void {
  const words = plainWords[status] ?? (status >= 500 ? plainWords[500] : plainWords[400]);
  const id = response.locals.requestId;
  response
    .status(status)
    .type("html")
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>${words}</title><h1>${words}</h1><p lang="de">${plainGerman}</p><p>Request ${id}</p></html>\n`,
    );
}

function apiFaultOf(status: number): [status: number, code: number, description: string] {
  if (status >= 500) return [500, 800_003, "Unexpected service error. Nothing more was done."];
  return [400, 800_002, "Invalid request input. The address or the body cannot be read."];
}

const plainWords: Record<number, string> = {
  400: "The portal cannot read this request.",
  413: "The portal does not take that much at once.",
  500: "Something went wrong. Nothing more was done.",
  503: "The portal is not available at the moment. Try again in a minute.",
};
const plainGerman = "Das Portal kann diese Anfrage gerade nicht beantworten.";

/** body-parser and express.static put the status of a bad request on the error. */
function statusOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("status" in error)) return 500;
  const status = Number(error.status);
  return Number.isInteger(status) && status >= 400 && status < 600 ? status : 500;
}
