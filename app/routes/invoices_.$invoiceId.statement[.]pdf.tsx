import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { statementPdf } from "#app/http/statement/statement-pdf.server.ts";
import { contentDisposition } from "#app/services/downloads/content-disposition.server.ts";
import { statementOf } from "#app/views/invoice-statement.ts";

/** The statement of an invoice as PDF, in the reader's language, drawn while it is sent. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-invoices");
  const statement = orThrow(await statementOf(visitor.view, args.params["invoiceId"] ?? ""), visitor);
  const { t, language } = visitor;
  const pages = Readable.from(statementPdf(statement, { t, language }), { objectMode: false });
  return new Response(createReadableStreamFromReadable(pages), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": contentDisposition(t("invoices:statement.fileName", { number: statement.invoice.number })),
    },
  });
}
