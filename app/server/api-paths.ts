import type { Request, RequestHandler, Response } from "express";

/**
 * Addresses of programs: a bearer token or a client's secret is all that counts there, and no cookie is looked at. So
 * the rules for forms of the portal's own pages do not apply, more methods are known, and refusals are JSON.
 */
const apiPath =
  /^\/(v1|v1\.0|webhooks|auditactivity)(\/|$)|^\/generatetoken\/?$|^\/[^/]+\/oauth2(\/v2\.0)?\/token\/?$/i;

/** Asked half a dozen times of each request. */
const known = new WeakMap<Pick<Request, "originalUrl">, boolean>();

/** Whether a request is for the API, by the path that Remix will see: `..` in it is resolved first. */
export function isApiRequest(request: Pick<Request, "originalUrl">): boolean {
  let isForApi = known.get(request);
  if (isForApi === undefined) {
    isForApi = isApiAddress(request);
    known.set(request, isForApi);
  }
  return isForApi;
}

function isApiAddress(request: Pick<Request, "originalUrl">): boolean {
  const { originalUrl } = request;
  const path = originalUrl.replace(/\?.*$/s, "");
  // Nearly all: nothing in them that would have to be resolved or decoded.
  if (isPlainPath(path)) return apiPath.test(path);
  if (!URL.canParse(originalUrl, "http://portal.invalid")) return false;
  return apiPath.test(new URL(originalUrl, "http://portal.invalid").pathname);
}

/** Whether a path is the same however it is read: without `..`, without escapes, and without an empty segment. */
export function isPlainPath(path: string): boolean {
  return /^(\/[\w-][\w.:~-]*)+\/?$/.test(path);
}

/** A middleware that leaves the API alone. */
export function exceptApi(handler: RequestHandler): RequestHandler {
  return (request, response, next) => (isApiRequest(request) ? next() : handler(request, response, next));
}

/** What is refused before the API's own code is reached, in the API's words. */
export function sendApiFault(response: Response, status: number, code: number, description: string): void {
  response
    .status(status)
    .set("MS-RequestId", response.locals.requestId)
    .type("application/json; charset=utf-8")
    .send(JSON.stringify({ code, description, source: "PartnerFD" }));
}
