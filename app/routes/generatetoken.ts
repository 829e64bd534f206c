import { generateToken, onlyPost } from "#app/api/server/token-endpoint.server.ts";

/** Where clients of 2016 change their directory token for one of this API. */
export const loader = () => onlyPost();
export const action = generateToken;
