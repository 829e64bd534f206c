import type { InstallationView } from "#app/views/upgrade-verification/installation.ts";
import type { DeviceText } from "#app/views/upgrade-verification/installation-texts.ts";
import type { InstallationSummary } from "#app/views/upgrade-verification/installations.ts";
import { linkTo } from "./links.ts";

/** An order of an upgrade installation in a list. */
export function installationSummaryOf(order: InstallationSummary) {
  return {
    id: order.id,
    state: order.state,
    isHeld: order.isHeld,
    customerName: order.customerName,
    product: order.targetName,
    enrollmentNumber: order.enrollmentNumber,
    lastModifiedDate: order.changedAt.iso,
    links: { self: linkTo(`/installationorders/${order.id}`) },
    attributes: { objectType: "InstallationOrder" },
  };
}

/** A device of an order; `isReleased` says whether an image may go on it. */
export function installationDeviceOf(device: DeviceText) {
  const { verdict, imaging } = device;
  return {
    id: device.id,
    serialNumber: device.serialNumber,
    baseSystem: device.baseName,
    hasSoftwareAssurance: device.hasSa,
    verdict: verdict.result,
    sourceLine: verdict.line,
    coveredByVersion: device.coveredBy,
    isReleased: device.isReleased && imaging === null,
    imaging:
      imaging === null
        ? null
        : {
            image: imaging.image,
            isBaseKept: imaging.isBaseKept,
            startedDate: imaging.startedAt.iso,
            finishedDate: imaging.finishedAt?.iso ?? null,
          },
    attributes: { objectType: "InstallationDevice" },
  };
}

/** The whole order as its installer sees it. */
export function installationOrderOf(order: InstallationView) {
  return {
    id: order.id,
    state: order.state,
    isHeld: order.heldAt !== null,
    customerName: order.customerName,
    product: order.targetName,
    productLanguage: order.productLanguage,
    agreementNumber: order.agreementNumber,
    enrollmentNumber: order.enrollmentNumber,
    versions: order.versions.map(({ number, state, devices, signature, answer }) => ({
      number,
      state,
      deviceCount: devices,
      signatoryName: signature?.name ?? null,
      signatoryTitle: signature?.title ?? null,
      signedOn: signature?.signedOn.iso ?? null,
      handedOverDate: signature?.at.iso ?? null,
      answer: answer?.text ?? null,
      answeredDate: answer?.at.iso ?? null,
    })),
    devices: order.devices.map(installationDeviceOf),
    links: {
      self: linkTo(`/installationorders/${order.id}`),
      devices: linkTo(`/installationorders/${order.id}/devices`),
    },
    attributes: { objectType: "InstallationOrder" },
  };
}
