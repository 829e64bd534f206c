import { apiRoute, needing } from "#app/api/server/api-route.server.ts";
import { recordImage } from "#app/api/server/installation-answers.server.ts";

/** That a device was imaged. */
const api = apiRoute({ POST: needing("answer-verifications", recordImage) });
export const loader = api.loader;
export const action = api.action;
