import { apiRoute } from "#app/api/server/api-route.server.ts";
import { notFound } from "#app/api/wire/fault.ts";

const nowhere = async () => {
  throw notFound("There is no such resource in this API.");
};

/** What no other route of the API answers. */
const api = apiRoute({ GET: nowhere, POST: nowhere, PUT: nowhere, PATCH: nowhere, DELETE: nowhere });
export const loader = api.loader;
export const action = api.action;
