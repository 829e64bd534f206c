import { serialKeyOf } from "#app/domain/upgrade-verification/installation-order.ts";
import { pageOf } from "#db/keyset.ts";
import { type PageLinks, type PageParams, pageLinksOf, pageRequestOf } from "../cursor.ts";
import type { InstallationView } from "./installation.ts";
import type { DeviceText, VersionText } from "./installation-texts.ts";

/** Devices on one page. Fixed, so that the size of a page is, whatever an order lists. */
export const devicesPerPage = 100;
/** Serial numbers of a version that a page names; its form has them all. */
export const serialsNamed = 20;

/** An order without its devices: what stands beside a page of them. */
export type InstallationFacts = Omit<InstallationView, "devices">;

/** Some of the devices that a page is about, by serial number. */
export type DevicePage = {
  readonly devices: readonly DeviceText[];
  readonly links: PageLinks;
  /** Places of the first and last one shown among all, from 1; both 0 where there are none. */
  readonly first: number;
  readonly last: number;
  readonly total: number;
};

/** Devices to choose from in a form: no more than fit on a page, and how many there are. */
export type DeviceChoice = {
  readonly devices: readonly Pick<DeviceText, "id" | "serialNumber" | "baseName">[];
  readonly total: number;
};

export type OrderPage = { readonly order: InstallationFacts; readonly list: DevicePage };

/**
 * An order as a page sends it: one page of the devices that it is about, by key, and versions that name their first
 * serial numbers only. What is decided on all devices has been decided before.
 */
export function orderPage(
  { devices, ...order }: InstallationView,
  params: PageParams,
  isShown: (device: DeviceText) => boolean = () => true,
): OrderPage {
  const pending = order.pending === null ? null : withFewSerials(order.pending);
  return {
    order: { ...order, pending, versions: order.versions.map(withFewSerials) },
    list: devicePage(devices.filter(isShown), params),
  };
}

/** The devices of an order that a form can be about. */
export function deviceChoice(
  { devices }: Pick<InstallationView, "devices">,
  isFit: (device: DeviceText) => boolean,
): DeviceChoice {
  const fit = devices.filter(isFit);
  return {
    devices: fit.slice(0, devicesPerPage).map(({ id, serialNumber, baseName }) => ({ id, serialNumber, baseName })),
    total: fit.length,
  };
}

/** Whether an image may go on a device, and none has. */
export function isReady({ isReleased, imaging }: DeviceText): boolean {
  return isReleased && imaging === null;
}

function withFewSerials(version: VersionText): VersionText {
  return { ...version, serialNumbers: version.serialNumbers.slice(0, serialsNamed) };
}

/** The present devices of an order have serial numbers that differ, so that these alone are a key. */
function devicePage(devices: readonly DeviceText[], params: PageParams): DevicePage {
  const all = devices
    .map((device) => ({ device, key: serialKeyOf(device.serialNumber) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const request = pageRequestOf(params, ["string"], devicesPerPage);
  const from = String(request.cursor?.key[0] ?? "");
  const beyond =
    request.cursor?.direction === "before"
      ? all.filter(({ key }) => key < from).toReversed()
      : all.filter(({ key }) => key > from);
  const page = pageOf(beyond.slice(0, devicesPerPage + 1), request);
  // Whoever takes the last device off the last page is led back to the first.
  if (page.rows.length === 0 && request.cursor !== null) return devicePage(devices, {});
  const before = page.rows[0] === undefined ? -1 : all.indexOf(page.rows[0]);
  return {
    devices: page.rows.map(({ device }) => device),
    links: pageLinksOf(page, ({ key }) => [key]),
    first: before + 1,
    last: before + page.rows.length + (before < 0 ? 1 : 0),
    total: all.length,
  };
}
