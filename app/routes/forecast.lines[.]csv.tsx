import type { LoaderFunctionArgs } from "@remix-run/node";
import { orThrow, requirePermission, type SignedInVisitor } from "#app/http/auth.server.ts";
import { type CsvField, csvResponse } from "#app/http/csv-response.server.ts";
import { forecastParams } from "#app/http/forecast-params.ts";
import { type ExportedForecastLine, forecastExport } from "#app/views/forecast-export.ts";

/** Every step of the forecast that the page's filter finds, sent while it is worked out. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-invoices");
  const params = forecastParams(new URL(args.request.url).searchParams);
  const lines = orThrow(forecastExport(visitor.view, params), visitor);
  const { t, at } = visitor;
  return csvResponse({
    fileName: t("forecast:file.name", { day: at.toString().slice(0, 10) }),
    header: columns.map((column) => t(`forecast:file.${column}`)),
    rows: rowsOf(lines, visitor),
  });
}

const columns = [
  "on",
  "kind",
  "customer",
  "product",
  "subscription",
  "term",
  "cycle",
  "amount",
  "currency",
  "reason",
] as const;

async function* rowsOf(
  lines: AsyncIterable<ExportedForecastLine>,
  { t, say }: SignedInVisitor,
): AsyncGenerator<readonly CsvField[]> {
  for await (const line of lines)
    yield [
      line.on,
      t(`forecast:lines.kind.${line.kind}`),
      line.customer,
      line.product,
      line.subscriptionId,
      line.termNumber,
      line.cycleNumber,
      line.amount === null ? null : { decimal: line.amount as `${number}` },
      line.currency,
      line.reason === null ? null : say(line.reason).text,
    ];
}
