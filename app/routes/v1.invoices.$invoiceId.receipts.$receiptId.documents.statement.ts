import { apiRoute, orRefuse, userOnly } from "#app/api/server/api-route.server.ts";
import { notFound } from "#app/api/wire/fault.ts";
import { invoiceNumberOf } from "#app/api/wire/invoices.ts";
import { invoiceRecord } from "#app/views/records/invoice-records.ts";

/** Invoices here have no tax receipts. */
const api = apiRoute({
  GET: userOnly(async ({ view, param }) => {
    orRefuse(await invoiceRecord(view, { number: invoiceNumberOf(param("invoiceId")) }));
    throw notFound("There are no tax receipts here.");
  }),
});
export const loader = api.loader;
export const action = api.action;
