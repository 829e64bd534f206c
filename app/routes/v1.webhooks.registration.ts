import { apiRoute, needing } from "#app/api/server/api-route.server.ts";
import { deleteWebhook, readWebhook, writeWebhook } from "#app/api/server/webhook-answers.server.ts";

/** The same by the address of the vendor's older interface description. */
const api = apiRoute({
  GET: readWebhook,
  POST: needing("manage-webhooks", writeWebhook(true)),
  PUT: needing("manage-webhooks", writeWebhook(false)),
  DELETE: needing("manage-webhooks", deleteWebhook),
});
export const loader = api.loader;
export const action = api.action;
