import { describe, expect, it } from "vitest";
import { deviceChoice, devicesPerPage, isReady, orderPage } from "#app/views/upgrade-verification/device-page.ts";
import type { InstallationView } from "#app/views/upgrade-verification/installation.ts";
import type { DeviceText, VersionText } from "#app/views/upgrade-verification/installation-texts.ts";

/** What these functions read of a device and of an order. */
function device(serialNumber: string, over: Partial<DeviceText> = {}): DeviceText {
  return {
    id: `id-${serialNumber}`,
    serialNumber,
    baseName: "Windows 7",
    isReleased: true,
    imaging: null,
    ...over,
  } as DeviceText;
}

function orderOf(devices: readonly DeviceText[], versions: readonly VersionText[] = []): InstallationView {
  return {
    id: "1",
    devices,
    deviceCount: devices.length,
    versions,
    pending: versions[0] ?? null,
  } as unknown as InstallationView;
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, n) => device(`SN-${String(n + 1).padStart(4, "0")}`));
const serials = (devices: readonly { readonly serialNumber: string }[]) => devices.map((one) => one.serialNumber);

describe("devices of an order on pages", () => {
  it("gives every device once, from page to page and back again", () => {
    const all = numbered(2 * devicesPerPage + 50);
    const order = orderOf(all.toReversed());
    const first = orderPage(order, {}).list;
    const second = orderPage(order, { after: first.links.next }).list;
    const third = orderPage(order, { after: second.links.next }).list;
    expect(serials([...first.devices, ...second.devices, ...third.devices])).toEqual(serials(all));
    expect([first, second, third].map((page) => [page.first, page.last, page.total])).toEqual([
      [1, 100, 250],
      [101, 200, 250],
      [201, 250, 250],
    ]);
    expect([first.links.previous, third.links.next]).toEqual([null, null]);
    expect(orderPage(order, { before: third.links.previous }).list).toEqual(second);
    expect(serials(orderPage(order, { before: second.links.previous }).list.devices)).toEqual(serials(first.devices));
  });

  it.each([0, 1, devicesPerPage])("has no page beside one of %i devices", (count) => {
    const { list } = orderPage(orderOf(numbered(count)), {});
    expect(list).toMatchObject({ links: { previous: null, next: null }, total: count, last: count });
    expect(list.first).toBe(count === 0 ? 0 : 1);
  });

  it("has one on the next page when a single device is too many", () => {
    const order = orderOf(numbered(devicesPerPage + 1));
    const { links } = orderPage(order, {}).list;
    expect(serials(orderPage(order, { after: links.next }).list.devices)).toEqual(["SN-0101"]);
  });

  it("goes on behind a device that was taken off in between, and begins anew when none is left there", () => {
    const all = numbered(devicesPerPage + 2);
    const next = orderPage(orderOf(all), {}).list.links.next;
    const without = all.filter((one) => one.serialNumber !== "SN-0100");
    expect(serials(orderPage(orderOf(without), { after: next }).list.devices)).toEqual(["SN-0101", "SN-0102"]);
    const left = orderPage(orderOf(all.slice(0, 5)), { after: next }).list;
    expect([left.first, left.last, left.links.previous]).toEqual([1, 5, null]);
  });

  it("begins at the beginning with a key that is none", () => {
    const order = orderOf(numbered(devicesPerPage + 1));
    expect(orderPage(order, { after: "nonsense" })).toEqual(orderPage(order, {}));
  });

  it("pages only what the page is about", () => {
    const all = numbered(300).map((one, n) => ({ ...one, coveredBy: n % 2 === 0 ? 1 : null }));
    const { list, order } = orderPage(orderOf(all), {}, ({ coveredBy }) => coveredBy === null);
    expect([list.total, order.deviceCount]).toEqual([150, 300]);
    expect(list.devices.every(({ coveredBy }) => coveredBy === null)).toBe(true);
  });

  it("sends no device beside the page, and of a version its first serial numbers", () => {
    const version = { number: 1, devices: 250, serialNumbers: serials(numbered(250)) } as unknown as VersionText;
    const { order } = orderPage(orderOf(numbered(250), [version]), {});
    expect(order).not.toHaveProperty("devices");
    expect([order.versions[0]?.serialNumbers.length, order.pending?.serialNumbers.length]).toEqual([20, 20]);
    expect(order.versions[0]?.devices).toBe(250);
  });

  it("offers released devices without an image, and says how many more there are than it names", () => {
    const begun = { imaging: { finishedAt: null } } as unknown as Partial<DeviceText>;
    const all = [...numbered(150), device("SN-HELD", { isReleased: false }), device("SN-BEGUN", begun)];
    const { devices, total } = deviceChoice(orderOf(all), isReady);
    expect([devices.length, total]).toEqual([devicesPerPage, 150]);
    expect(devices[0]).toEqual({ id: "id-SN-0001", serialNumber: "SN-0001", baseName: "Windows 7" });
  });
});
