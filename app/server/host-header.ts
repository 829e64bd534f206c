import type { RequestHandler } from "express";

/**
 * Settles which host a request is for, before Remix builds an address from it.
 * With a configured origin the header does not matter at all; forwarded hosts never do.
 * A header that is no host would make Remix throw, so it is answered with 400.
 */
export function hostHeader(configuredOrigin: string | undefined): RequestHandler {
  const configuredHost = configuredOrigin === undefined ? undefined : new URL(configuredOrigin).host;
  return (request, response, next) => {
    delete request.headers["x-forwarded-host"];
    if (configuredHost !== undefined) request.headers.host = configuredHost;
    const host = request.headers.host ?? "";
    if (/^[\w.-]+(:\d{1,5})?$|^\[[\da-fA-F:.]+\](:\d{1,5})?$/.test(host) && URL.canParse(`http://${host}`))
      return next();
    response.status(400).type("text/plain").send("The Host header names no host.\n");
  };
}
