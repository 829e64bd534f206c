import type { Translate } from "#app/i18n/translator.ts";
import type { DeviceText } from "#app/views/upgrade-verification/installation-texts.ts";
import { type CsvField, csvResponse } from "./csv-response.server.ts";

/** The columns of a file of devices that may be imaged. */
export function releasedHeader(t: Translate): readonly string[] {
  return [
    t("installations:devices.serial"),
    t("installations:devices.base"),
    t("installations:devices.sa"),
    t("installations:devices.covered"),
  ];
}

/** The devices that may be imaged now, and no others. Rule: a file for the installer lists only releasable devices. */
export function releasedRows(devices: readonly DeviceText[], t: Translate): readonly (readonly CsvField[])[] {
  return devices
    .filter(({ isReleased, imaging }) => isReleased && imaging === null)
    .map(({ serialNumber, baseName, hasSa, coveredBy }) => [
      serialNumber,
      baseName,
      t(hasSa ? "installations:devices.yes" : "installations:devices.no"),
      coveredBy,
    ]);
}

/** The same as a download. */
export function releasedDevices(order: { readonly id: string; readonly devices: readonly DeviceText[] }, t: Translate) {
  async function* rows(): AsyncGenerator<readonly CsvField[]> {
    yield* releasedRows(order.devices, t);
  }
  return csvResponse({
    fileName: `${t("installations:imaging.csvName", { id: order.id })}.csv`,
    header: releasedHeader(t),
    rows: rows(),
  });
}
