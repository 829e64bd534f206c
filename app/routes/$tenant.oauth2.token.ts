import { onlyPost, tokenEndpoint } from "#app/api/server/token-endpoint.server.ts";

/** Where programs get their access tokens; the first version of the endpoint. */
export const loader = () => onlyPost();
export const action = tokenEndpoint("v1");
