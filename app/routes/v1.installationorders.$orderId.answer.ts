import { apiRoute, needing } from "#app/api/server/api-route.server.ts";
import { answerInstallationOrder } from "#app/api/server/installation-answers.server.ts";

/** The installer accepts or rejects a version of the verification, in writing. */
const api = apiRoute({ POST: needing("answer-verifications", answerInstallationOrder) });
export const loader = api.loader;
export const action = api.action;
