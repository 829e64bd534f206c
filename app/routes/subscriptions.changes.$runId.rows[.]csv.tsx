import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatMinorAsDecimal } from "#app/domain/money/decimal.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { type CsvField, csvResponse } from "#app/http/csv-response.server.ts";
import type { Visitor } from "#app/http/visitor.server.ts";
import { bulkRowsExport, type ExportedBulkRow } from "#app/views/bulk/bulk-run.ts";

const columns = [
  "position",
  "customer",
  "customer_id",
  "subscription",
  "subscription_id",
  "state",
  "reason_code",
  "reason",
  "amount",
  "currency",
  "settled_at",
] as const;

/** Every row of a change of many with what became of it, as a file, sent while it is read. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const rows = orThrow(await bulkRowsExport(visitor.view, { runId: args.params["runId"] ?? "" }), visitor);
  const day = visitor.at.toString().slice(0, 10);
  return csvResponse({
    fileName: visitor.t("bulk:csv.fileName", { day }),
    header: columns,
    rows: fieldsOf(rows, visitor),
  });
}

async function* fieldsOf(rows: AsyncIterable<ExportedBulkRow>, { say }: Visitor): AsyncGenerator<readonly CsvField[]> {
  for await (const row of rows) {
    const { amountMinor, currency, refusal } = row;
    yield [
      row.position,
      row.customerName,
      row.customerId,
      row.title,
      row.subscriptionId,
      row.state,
      refusal?.code ?? null,
      refusal === null ? null : say(refusal).text,
      amountMinor === null || currency === null
        ? null
        : { decimal: formatMinorAsDecimal(amountMinor, currency) as `${number}` },
      currency,
      row.settledAt?.toString() ?? null,
    ];
  }
}
