import type { RequestHandler } from "express";
import { isApiRequest, sendApiFault } from "./api-paths.ts";

/**
 * No text has the character NUL in it, and PostgreSQL takes none as text: a search for one would end in a failure
 * that looks like the portal's own. So an address with one is answered here, whatever page it is for.
 */
export function plainAddress(): RequestHandler {
  return (request, response, next) => {
    if (!request.originalUrl.includes("%00") && !request.originalUrl.includes("\0")) return next();
    if (isApiRequest(request))
      return sendApiFault(response, 400, 800_002, "Invalid request input. The address holds the character NUL.");
    response.status(400).type("text/plain").send("The address holds a character that no address has.\n");
  };
}
