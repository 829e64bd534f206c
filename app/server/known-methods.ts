import type { RequestHandler } from "express";
import { isApiRequest } from "./api-paths.ts";

const known = ["GET", "HEAD", "POST"];
const knownToApi = [...known, "PUT", "PATCH", "DELETE"];
const safe = ["GET", "HEAD"];

export function isSafeMethod(method: string): boolean {
  return safe.includes(method);
}

/**
 * TRACE would echo headers, and a method nobody wrote code for has no business further in: to Remix a PUT or a DELETE
 * is a form like any other. Programs have three more.
 */
export function knownMethods(): RequestHandler {
  return (request, response, next) => {
    const allowed = isApiRequest(request) ? knownToApi : known;
    if (allowed.includes(request.method)) return next();
    response.setHeader("Allow", allowed.join(", "));
    response.status(405).type("text/plain").send("This method is not known here.\n");
  };
}
