import { presentDevices } from "#app/domain/upgrade-verification/decide-installation.ts";
import { targetNames } from "#app/domain/upgrade-verification/verdict.ts";
import type { Db } from "#db/client.ts";
import { findInstaller } from "#db/repositories/installation-orders-installers.ts";
import { listImagingRecords, readCoverage } from "#db/repositories/installation-orders-verifications.ts";
import { findInstallation, listInstallationDevices } from "#db/repositories/installation-orders.ts";
import { formatFor, type Reader } from "../format.ts";
import { installerText } from "./installation.ts";
import { deviceText, versionTexts } from "./installation-texts.ts";

/**
 * An order as its papers say it, for files that the portal itself sends to the order's installer. Undefined where there
 * is none; it asks no permission, as nobody asks for it.
 */
export async function installationPaper(db: Db, orderId: string, reader: Reader) {
  const order = await findInstallation(db, { kind: "operator" }, orderId);
  if (order === undefined) return undefined;
  const coverage = await readCoverage(db, order);
  const records = await listImagingRecords(db, order);
  const format = formatFor(reader);
  const devices = presentDevices(await listInstallationDevices(db, order));
  const { id, agreementNumber, enrollmentNumber, programme, productLanguage } = order;
  return {
    order: {
      id,
      agreementNumber,
      enrollmentNumber,
      programme,
      productLanguage,
      targetName: targetNames[order.target],
      installer: installerText(await findInstaller(db, order.installerId)),
      devices: devices.map((device) => deviceText(device, { order, coverage, records, format })),
    },
    versions: versionTexts(coverage, format, false),
    /** The forms that were signed by hand, by the number of their version. */
    signedFiles: new Map(coverage.verifications.map(({ number, signature }) => [number, signature?.file ?? null])),
  };
}
