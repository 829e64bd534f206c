import type { LoaderFunctionArgs } from "@remix-run/node";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { csvResponse, type CsvField } from "#app/http/csv-response.server.ts";
import { installationView } from "#app/views/upgrade-verification/installation.ts";

/** The devices of an order that may be imaged now, and no others, as a file for the installer's own tools. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-imaging");
  const { orderId = "" } = args.params;
  const order = orThrow(await installationView(visitor.view, "installer", { orderId }), visitor);
  const { t } = visitor;
  async function* rows(): AsyncGenerator<readonly CsvField[]> {
    for (const { isReleased, imaging, serialNumber, baseName, hasSa, coveredBy } of order.devices)
      if (isReleased && imaging === null)
        yield [serialNumber, baseName, t(hasSa ? "installations:devices.yes" : "installations:devices.no"), coveredBy];
  }
  return csvResponse({
    fileName: `${t("installations:imaging.csvName", { id: order.id })}.csv`,
    header: [
      t("installations:devices.serial"),
      t("installations:devices.base"),
      t("installations:devices.sa"),
      t("installations:devices.covered"),
    ],
    rows: rows(),
  });
}
