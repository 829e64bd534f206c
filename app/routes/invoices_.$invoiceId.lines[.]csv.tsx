import type { LoaderFunctionArgs } from "@remix-run/node";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { reconciliationColumns, reconciliationRows } from "#app/views/invoice-file.ts";
import { findInvoiceInScope } from "#app/views/invoice.ts";

/** The reconciliation file of an invoice: one row per charge or credit, in the order of their dates. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-invoices");
  const invoice = orThrow(await findInvoiceInScope(visitor.view, args.params["invoiceId"] ?? ""), visitor);
  return csvResponse({
    fileName: `reconciliation-${invoice.number}.csv`,
    header: reconciliationColumns,
    rows: reconciliationRows(visitor.view, invoice),
  });
}
