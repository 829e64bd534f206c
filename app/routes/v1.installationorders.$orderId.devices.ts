import { apiRoute } from "#app/api/server/api-route.server.ts";
import { listReleasableDevices } from "#app/api/server/installation-answers.server.ts";

/** The devices that may be imaged now, and no others. */
const api = apiRoute({ GET: listReleasableDevices });
export const loader = api.loader;
export const action = api.action;
