import { expect, it } from "vitest";
import { deviceStateAt } from "#app/domain/migration-plan/kms-activation.ts";
import { type DeviceState, deviceStates } from "#app/domain/migration-plan/device-states.ts";
import { weekIndexOfEpochDay } from "#app/domain/migration-plan/weeks.ts";
import { utcEpochDayOf } from "#app/domain/calendar/utc-days.ts";
import { changeDevices, type ChangeDevicesInput } from "#app/services/migration-plan/change-devices.server.ts";
import {
  countDevicesByState,
  countDevicesByWeek,
  countMigrationDevices,
  listMigrationDevices,
  migrationDeviceKey,
} from "#db/repositories/migration-devices.ts";
import { buildCustomer, buildTenant, instant, testIds } from "#test/support/builders.ts";
import { checksumOfTables } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { importList } from "#test/support/migration-plan.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-11-22T12:00:00Z");
const all = { state: null, search: "", at } as const;

/** One device on each side of every boundary between states. */
const lines = [
  ["OUT-1", at.subtract({ hours: 24 * 180 })],
  ["OUT-2", at.subtract({ hours: 24 * 300 })],
  ["SOON-1", at.subtract({ hours: 24 * 180 }).add({ milliseconds: 1 })],
  ["SOON-2", at.subtract({ hours: 24 * 173 })],
  ["NEXT-1", at.subtract({ hours: 24 * 173 }).add({ milliseconds: 1 })],
  ["NEXT-2", at.subtract({ hours: 24 * 150 })],
  ["LATER_1", at.subtract({ hours: 24 * 150 }).add({ milliseconds: 1 })],
  ["LATER%2", at],
].map(
  ([name, activated]) => `${String(name)};${String(activated)};${String(name).startsWith("L") ? "Büro Süd" : "Werk"}`,
);

describeOnBothDatabases("devices of a plan", (database) => {
  const deps = () => serviceDeps(database().db, at);

  async function plan() {
    const built = await buildTenant(database().db);
    const scope = { partnerId: built.partner.id, customerId: built.customer.id };
    await importList(deps(), built.actor, built.customer.id, lines, at);
    const change = (
      kind: ChangeDevicesInput["change"],
      devices: ChangeDevicesInput["devices"],
      idempotencyKey = testIds.next(),
    ) =>
      changeDevices(deps(), built.actor, { idempotencyKey, customerId: scope.customerId, change: kind, devices }, at);
    const names = async (state: DeviceState | null, search = "") =>
      (await listMigrationDevices(database().db, scope, { state, search, at }, { limit: 100, cursor: null })).rows.map(
        ({ name }) => name,
      );
    return { ...built, scope, change, names };
  }

  it("stand in the order in which they run out, and each in the state that the domain gives it", async () => {
    const { db } = database();
    const { scope, names, change } = await plan();
    await change("done", { nameKeys: ["next-1"] });
    expect(await names(null)).toEqual(["OUT-2", "OUT-1", "SOON-1", "SOON-2", "NEXT-2", "LATER_1", "LATER%2", "NEXT-1"]);
    const counts = await countDevicesByState(db, scope, at);
    for (const state of deviceStates) {
      const page = await listMigrationDevices(db, scope, { ...all, state }, { limit: 100, cursor: null });
      expect(page.rows.map((device) => deviceStateAt(device, at))).toEqual(page.rows.map(() => state));
      expect(page.rows).toHaveLength(counts[state]);
      expect(await countMigrationDevices(db, scope, { ...all, state })).toBe(counts[state]);
    }
    expect(counts).toEqual({ "ran-out": 2, "running-out": 2, "due-next": 1, later: 2, done: 1 });
  });

  it("are counted by the week in which they run out", async () => {
    const { db } = database();
    const { actor, partner } = await buildTenant(db);
    const customer = await buildCustomer(db, partner.id);
    const scope = { partnerId: partner.id, customerId: customer.id };
    // Sunday's last millisecond and Monday's first, 180 days later.
    const dates = ["2026-05-26T23:59:59.999Z", "2026-05-27T00:00:00Z", "2026-05-27", "2026-06-02T23:59:59.999Z"];
    await importList(
      deps(),
      actor,
      customer.id,
      dates.map((date, index) => `PC-${index};${date};`),
      at,
    );
    const weeks = await countDevicesByWeek(db, scope);
    const week = weekIndexOfEpochDay(utcEpochDayOf(instant("2026-11-22T23:59:59.999Z")));
    expect(weeks).toEqual([
      { weekIndex: week, open: 1, done: 0 },
      { weekIndex: week + 1, open: 3, done: 0 },
    ]);
  });

  it("are paged by key, forwards and backwards, without a gap", async () => {
    const { db } = database();
    const { scope, names, change } = await plan();
    await change("done", { nameKeys: ["out-1", "later_1"] });
    const everything = await names(null);
    const seen: string[] = [];
    let key: (string | number)[] | null = null;
    for (;;) {
      const cursor: { direction: "after"; key: (string | number)[] } | null =
        key === null ? null : { direction: "after", key };
      const page = await listMigrationDevices(db, scope, all, { limit: 3, cursor });
      seen.push(...page.rows.map(({ name }) => name));
      const last = page.rows.at(-1);
      if (!page.hasNext || last === undefined) break;
      key = migrationDeviceKey(last);
    }
    expect(seen).toEqual(everything);
    const cursor = { direction: "before", key: [1, 0, ""] } as const;
    const before = await listMigrationDevices(db, scope, all, { limit: 3, cursor });
    expect(before.rows.map(({ name }) => name)).toEqual(everything.slice(3, 6));
  });

  it.each([
    ["later", ["LATER_1", "LATER%2"]],
    ["_", ["LATER_1"]],
    ["%", ["LATER%2"]],
    ["BÜRO", ["LATER_1", "LATER%2"]],
    ["-2", ["OUT-2", "SOON-2", "NEXT-2"]],
    ["nobody", []],
    ["' or 1=1 --", []],
  ])("are found by %s", async (search, found) => {
    const { names } = await plan();
    expect(await names(null, search)).toEqual(found);
  });

  it("are marked one by one, several, or all that a filter finds; and back", async () => {
    const { change, names } = await plan();
    expect(await change("done", { nameKeys: ["out-1"] })).toEqual({
      ok: true,
      value: { change: "done", devices: 1, name: "OUT-1" },
    });
    expect(await change("done", { nameKeys: ["out-1", "out-2", "nobody"] })).toMatchObject({ value: { devices: 1 } });
    expect(await change("done", { state: "running-out", search: "" })).toMatchObject({ value: { devices: 2 } });
    expect(await change("done", { state: null, search: "werk" })).toMatchObject({ value: { devices: 2 } });
    expect((await names("done")).toSorted()).toEqual(["NEXT-1", "NEXT-2", "OUT-1", "OUT-2", "SOON-1", "SOON-2"]);
    expect(await change("reopen", { state: "done", search: "out" })).toMatchObject({ value: { devices: 2 } });
    expect(await names("ran-out")).toEqual(["OUT-2", "OUT-1"]);
    expect(await change("remove", { state: null, search: "later" })).toMatchObject({ value: { devices: 2 } });
    expect(await names(null)).toHaveLength(6);
  });

  it("are not changed without a choice, and nothing is logged where nothing changes", async () => {
    const { db } = database();
    const { change, customer } = await plan();
    expect(await change("done", { nameKeys: [] })).toMatchObject({ refusal: { code: "devices-not-chosen" } });
    const before = await checksumOfTables(db, ["idempotency", "migration_plan"]);
    expect(await change("done", { nameKeys: ["nobody"] })).toMatchObject({ value: { devices: 0, name: null } });
    expect(await change("reopen", { nameKeys: ["out-1"] })).toMatchObject({ value: { devices: 0 } });
    expect(await checksumOfTables(db, ["idempotency", "migration_plan"])).toEqual(before);
    const logged = await db
      .selectFrom("activity")
      .select(["action", "outcome"])
      .where("customer_id", "=", customer.id)
      .orderBy("id")
      .execute();
    expect(logged).toEqual([
      { action: "device-list-imported", outcome: "done" },
      { action: "devices-done", outcome: "refused" },
    ]);
  });

  it("are changed once by a form that is sent ten times, and the log names them", async () => {
    const { db } = database();
    const { change, customer } = await plan();
    const key = testIds.next();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => change("done", { state: "ran-out", search: "" }, key)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const logged = await db
      .selectFrom("activity")
      .select("new_json")
      .where("customer_id", "=", customer.id)
      .where("action", "=", "devices-done")
      .execute();
    expect(logged.map(({ new_json }) => JSON.parse(new_json ?? ""))).toEqual([
      { devices: 2, names: "OUT-1, OUT-2", state: "ran-out", search: "" },
    ]);
    expect(await change("reopen", { state: "ran-out", search: "" }, key)).toMatchObject({
      refusal: { code: "idempotency-key-reused" },
    });
  });
});
