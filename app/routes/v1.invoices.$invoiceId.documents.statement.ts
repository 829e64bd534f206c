import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { apiRoute, orRefuse, userOnly } from "#app/api/server/api-route.server.ts";
import { invoiceNumberOf } from "#app/api/wire/invoices.ts";
import { statementPdf } from "#app/http/statement/statement-pdf.server.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { contentDisposition } from "#app/services/downloads/content-disposition.server.ts";
import { statementOf } from "#app/views/invoice-statement.ts";
import { invoiceRecord } from "#app/views/records/invoice-records.ts";

/** The statement of an invoice as PDF, in the caller's language. */
const api = apiRoute({
  GET: userOnly(async ({ view, param, language }) => {
    const invoice = orRefuse(await invoiceRecord(view, { number: invoiceNumberOf(param("invoiceId")) }));
    const statement = orRefuse(await statementOf(view, invoice.id));
    const t = translateTo(language);
    const pages = Readable.from(statementPdf(statement, { t, language }), { objectMode: false });
    return {
      body: createReadableStreamFromReadable(pages),
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": contentDisposition(t("invoices:statement.fileName", { number: invoice.number })),
      },
    };
  }),
});
export const loader = api.loader;
export const action = api.action;
