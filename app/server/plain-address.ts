import type { RequestHandler } from "express";

/**
 * No text has the character NUL in it, and PostgreSQL takes none as text: a search for one would end in a failure
 * that looks like the portal's own. So an address with one is answered here, whatever page it is for.
 */
export function plainAddress(): RequestHandler {
  return (request, response, next) => {
    if (!request.originalUrl.includes("%00") && !request.originalUrl.includes("\0")) return next();
    response.status(400).type("text/plain").send("The address holds a character that no address has.\n");
  };
}
