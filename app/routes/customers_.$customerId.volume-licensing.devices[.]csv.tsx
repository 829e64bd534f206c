import type { LoaderFunctionArgs } from "@remix-run/node";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { type CsvField, csvResponse } from "#app/http/csv-response.server.ts";
import { deviceFilterOf } from "#app/http/device-filter.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { type ExportedDevice, migrationExport } from "#app/views/migration-export.ts";

/** The devices that the list's filter finds, as a file that can be read in again. It holds no key. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-software");
  const params = {
    customerId: args.params["customerId"] ?? "",
    ...deviceFilterOf(new URL(args.request.url).searchParams),
  };
  const { customerName, devices } = orThrow(await migrationExport(visitor.view, params), visitor);
  const { t, at } = visitor;
  const day = at.toString().slice(0, 10);
  return csvResponse({
    fileName: t("migration:csv.fileName", { customer: plainName(customerName), day }),
    header: columns.map((column) => t(`migration:csv.${column}`)),
    rows: rowsOf(devices, t),
  });
}

const columns = [
  "name",
  "lastActivation",
  "runsOut",
  "daysLeft",
  "state",
  "group",
  "product",
  "note",
  "doneAt",
] as const satisfies readonly (keyof ExportedDevice)[];

async function* rowsOf(devices: AsyncIterable<ExportedDevice>, t: Translate): AsyncGenerator<readonly CsvField[]> {
  for await (const device of devices)
    yield columns.map((column) => (column === "state" ? t(`migration:state.${device.state}`) : device[column]));
}

/** A customer's name as a part of a file's name. */
function plainName(name: string): string {
  return name
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
}
