import type { RequestHandler } from "express";

const known = ["GET", "HEAD", "POST"];
const safe = ["GET", "HEAD"];

export function isSafeMethod(method: string): boolean {
  return safe.includes(method);
}

/**
 * TRACE would echo headers, and a method nobody wrote code for has no business further in: to Remix a PUT or a DELETE
 * is a form like any other.
 */
export function knownMethods(): RequestHandler {
  return (request, response, next) => {
    if (known.includes(request.method)) return next();
    response.setHeader("Allow", known.join(", "));
    response.status(405).type("text/plain").send("This method is not known here.\n");
  };
}
