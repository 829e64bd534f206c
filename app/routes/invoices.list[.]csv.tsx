import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { amountField, csvOfList } from "#app/http/list-csv.server.ts";
import { invoicesView } from "#app/views/invoices.ts";

/** The invoices that the list's filter finds, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-invoices");
  const { searchParams } = new URL(args.request.url);
  const params = {
    month: searchParams.get("month") ?? "",
    currency: searchParams.get("currency") ?? "",
    kind: searchParams.get("kind") ?? "",
  };
  return csvOfList(visitor, {
    name: "invoices",
    columns: ["number", "kind", "period", "issued_on", "partner", "lines", "total", "currency"],
    read: (keys) => invoicesView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ invoices }) =>
      invoices.map(({ number, kind, period, issuedOn, partnerName, lineCount, total }) => [
        number,
        kind,
        period,
        issuedOn.iso,
        partnerName,
        lineCount,
        amountField(total),
        total.currency,
      ]),
  });
}
