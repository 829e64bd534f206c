import type { LoaderFunctionArgs } from "@remix-run/node";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { type CsvField, csvResponse } from "#app/http/csv-response.server.ts";
import { bookParams } from "#app/http/subscription-filter.ts";
import {
  type ExportedSubscription,
  exportedSubscriptionColumns,
  subscriptionsExport,
} from "#app/views/subscriptions/subscriptions-export.ts";

/** The subscriptions that the list's filter finds, as a file, sent while they are read. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const params = bookParams(new URL(args.request.url).searchParams);
  const rows = orThrow(await subscriptionsExport(visitor.view, params), visitor);
  const day = visitor.at.toString().slice(0, 10);
  return csvResponse({
    fileName: visitor.t("bulk:csv.listFileName", { day }),
    header: exportedSubscriptionColumns,
    rows: fieldsOf(rows),
  });
}

async function* fieldsOf(rows: AsyncIterable<ExportedSubscription>): AsyncGenerator<readonly CsvField[]> {
  for await (const row of rows) yield exportedSubscriptionColumns.map((column) => row[column]);
}
