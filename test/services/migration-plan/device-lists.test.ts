import { describe, expect, it } from "vitest";
import { type Role, roles } from "#app/domain/access/roles.ts";
import { rolesFor } from "#app/domain/access/permissions.ts";
import { devicesMax } from "#app/domain/migration-plan/device-list.ts";
import { changeDevices } from "#app/services/migration-plan/change-devices.server.ts";
import { decodeDeviceList } from "#app/services/migration-plan/decode-device-list.server.ts";
import { discardDeviceList, draftLifetimeHours } from "#app/services/migration-plan/discard-device-list.server.ts";
import { importDeviceList } from "#app/services/migration-plan/import-device-list.server.ts";
import { listsPerUserMax, receiveDeviceList } from "#app/services/migration-plan/receive-device-list.server.ts";
import type { Db } from "#db/client.ts";
import { findDeviceListDraft, listDraftLineRefusals } from "#db/repositories/device-list-drafts.ts";
import { listMigrationDevices } from "#db/repositories/migration-devices.ts";
import { buildCustomer, buildPartnerActor, buildTenant, instant, testIds } from "#test/support/builders.ts";
import { checksumOfTables, countRows } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { importList, listBytes, receiveList } from "#test/support/migration-plan.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-11-22T12:00:00Z");

type Scope = { partnerId: string; customerId: string };

async function devicesOf(db: Db, scope: Scope) {
  const page = { limit: 30_000, cursor: null };
  return (await listMigrationDevices(db, scope, { state: null, search: "", at }, page)).rows;
}

async function logOf(db: Db, customerId: string) {
  return db
    .selectFrom("activity")
    .select(["action", "outcome", "refusal_code", "new_json"])
    .where("customer_id", "=", customerId)
    .orderBy("id")
    .execute();
}

describeOnBothDatabases("a list of devices", (database) => {
  const deps = () => serviceDeps(database().db, at);
  const tenant = async () => {
    const built = await buildTenant(database().db);
    return { ...built, scope: { partnerId: built.partner.id, customerId: built.customer.id } };
  };

  it("is read without touching the plan, then taken over, and the log says so", async () => {
    const { db } = database();
    const { actor, customer, scope } = await tenant();
    const lines = ["PC-1;2026-06-01;Bremen", "PC-2;03/04/2026;", "pc-1;2026-07-01;"];
    const draftId = await receiveList(deps(), actor, customer.id, lines, at);
    expect(await devicesOf(db, scope)).toEqual([]);
    expect(await findDeviceListDraft(db, scope, draftId)).toMatchObject({
      status: "checked",
      fileName: "devices.csv",
      linesRead: 3,
      devices: 1,
      mergedLines: 1,
      refusedLines: 1,
    });
    const { rows } = await listDraftLineRefusals(db, draftId, { limit: 10, cursor: null });
    expect(rows).toEqual([{ line: 3, code: "activation-ambiguous", value: "03/04/2026" }]);

    const input = { customerId: customer.id, draftId, leaveOutRefused: false };
    expect(await importDeviceList(deps(), actor, input, at)).toEqual({
      ok: false,
      refusal: { code: "device-list-refused", refusedLines: 1 },
    });
    expect(await devicesOf(db, scope)).toEqual([]);
    const done = { ok: true, value: { draftId, addedDevices: 1, changedDevices: 0 } };
    const leavingOut = { ...input, leaveOutRefused: true };
    expect(await importDeviceList(deps(), actor, leavingOut, at)).toEqual(done);
    expect(await importDeviceList(deps(), actor, leavingOut, at)).toEqual(done);
    expect(await devicesOf(db, scope)).toMatchObject([
      { name: "PC-1", groupName: "Bremen", activation: { at: instant("2026-07-01T00:00:00Z"), isTimeKnown: false } },
    ]);
    expect(await logOf(db, customer.id)).toMatchObject([
      { action: "device-list-imported", outcome: "refused", refusal_code: "device-list-refused" },
      { action: "device-list-imported", outcome: "done" },
    ]);
  });

  it("that comes later keeps what is done, takes the later activation, and leaves other devices alone", async () => {
    const { db } = database();
    const { actor, customer, scope } = await tenant();
    const first = ["PC-1;2026-06-01;Bremen", "PC-2;2026-06-01T08:00:00Z;", "PC-3;2026-06-03;"];
    await importList(deps(), actor, customer.id, first, at);
    const devices = { nameKeys: ["pc-1"] };
    const marked = { idempotencyKey: testIds.next(), customerId: customer.id, change: "done", devices } as const;
    await changeDevices(deps(), actor, marked, at);
    await importList(deps(), actor, customer.id, ["pc-1;2026-09-01;", "PC-2;2026-05-01;Kiel", "PC-4;2026-06-04;"], at);
    const found = (await devicesOf(db, scope)).map(({ name, activation, groupName, isDone }) =>
      [name, activation.at.toString(), activation.isTimeKnown, groupName, isDone].join(" "),
    );
    expect(found).toEqual([
      "PC-2 2026-06-01T08:00:00Z true Kiel false",
      "PC-3 2026-06-03T00:00:00Z false  false",
      "PC-4 2026-06-04T00:00:00Z false  false",
      "PC-1 2026-09-01T00:00:00Z false Bremen true",
    ]);
  });

  it("is taken over once by ten at once, and two lists at once are both in", async () => {
    const { db } = database();
    const { actor, customer, scope } = await tenant();
    const draftId = await receiveList(deps(), actor, customer.id, ["PC-1;2026-06-01;"], at);
    const other = await receiveList(deps(), actor, customer.id, ["PC-1;2026-07-01;", "PC-2;2026-06-01;"], at);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        importDeviceList(
          deps(),
          actor,
          { customerId: customer.id, draftId: index % 2 === 0 ? draftId : other, leaveOutRefused: false },
          at,
        ),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(2);
    expect(await devicesOf(db, scope)).toMatchObject([
      { name: "PC-2" },
      { name: "PC-1", activation: { at: instant("2026-07-01T00:00:00Z") } },
    ]);
    const done = (await logOf(db, customer.id)).filter(({ action }) => action === "device-list-imported");
    expect(done).toHaveLength(2);
  });

  it("with which the plan would hold too many devices is refused, and none of it is in", async () => {
    const { db } = database();
    const { actor, customer, scope } = await tenant();
    const many = Array.from({ length: devicesMax }, (_, index) => `PC-${index};2026-06-01;`);
    await importList(deps(), actor, customer.id, many, at);
    const draftId = await receiveList(deps(), actor, customer.id, ["PC-1;2026-07-01;", "PC-X;2026-06-01;"], at);
    const before = await devicesOf(db, scope);
    const input = { customerId: customer.id, draftId, leaveOutRefused: false };
    expect(await importDeviceList(deps(), actor, input, at)).toEqual({
      ok: false,
      refusal: { code: "device-list-too-long", devicesMax },
    });
    expect(await devicesOf(db, scope)).toEqual(before);
    await importList(deps(), actor, customer.id, ["PC-1;2026-07-01;"], at);
    expect(await devicesOf(db, scope)).toHaveLength(devicesMax);
  });

  it("that is none leaves no draft", async () => {
    const { db } = database();
    const { actor, customer } = await tenant();
    const drafts = await countRows(db, "device_list_draft");
    const content = new TextEncoder().encode("serial,owner\n1,ann\n");
    expect(await receiveDeviceList(deps(), actor, { customerId: customer.id, fileName: null, content }, at)).toEqual({
      ok: false,
      refusal: { code: "device-list-unreadable", problem: "no-name-column" },
    });
    expect(await countRows(db, "device_list_draft")).toBe(drafts);
  });

  it("can be discarded before it is taken over, and not after", async () => {
    const { actor, customer } = await tenant();
    const draftId = await receiveList(deps(), actor, customer.id, ["PC-1;2026-06-01;"], at);
    const input = { customerId: customer.id, draftId };
    expect(await discardDeviceList(deps(), actor, input, at)).toEqual({ ok: true, value: null });
    const gone = { ok: false, refusal: { code: "not-found", what: "device-list" } };
    expect(await importDeviceList(deps(), actor, { ...input, leaveOutRefused: false }, at)).toEqual(gone);
    expect(await discardDeviceList(deps(), actor, input, at)).toEqual(gone);
    const second = await receiveList(deps(), actor, customer.id, ["PC-1;2026-06-01;"], at);
    await importDeviceList(deps(), actor, { customerId: customer.id, draftId: second, leaveOutRefused: false }, at);
    expect(await discardDeviceList(deps(), actor, { ...input, draftId: second }, at)).toEqual(gone);
  });

  it("that nobody took over is gone after a week, and no user brings more than so many in an hour", async () => {
    const { db } = database();
    const { actor, customer, scope } = await tenant();
    const draftId = await receiveList(deps(), actor, customer.id, ["PC-1;2026-06-01;"], at);
    const weekLater = at.add({ hours: draftLifetimeHours, milliseconds: 1 });
    for (let list = 0; list < listsPerUserMax; list += 1)
      await receiveList(deps(), actor, customer.id, ["PC-1;2026-06-01;"], weekLater);
    expect(await findDeviceListDraft(db, scope, draftId)).toBeUndefined();
    const input = { customerId: customer.id, fileName: null, content: listBytes(["PC-1;2026-06-01;"]) };
    expect(await receiveDeviceList(deps(), actor, input, weekLater)).toMatchObject({
      ok: false,
      refusal: { code: "too-many-attempts" },
    });
  });

  it("of another organisation is not there, and neither is one of another customer", async () => {
    const { db } = database();
    const own = await tenant();
    const theirs = await tenant();
    const neighbour = await buildCustomer(db, own.partner.id);
    const draftId = await receiveList(deps(), theirs.actor, theirs.customer.id, ["PC-1;2026-06-01;"], at);
    const before = await checksumOfTables(db);
    for (const customerId of [own.customer.id, theirs.customer.id, neighbour.id]) {
      const input = { customerId, draftId, leaveOutRefused: true };
      expect(await importDeviceList(deps(), own.actor, input, at)).toMatchObject({ refusal: { code: "not-found" } });
      expect(await discardDeviceList(deps(), own.actor, input, at)).toMatchObject({ refusal: { code: "not-found" } });
    }
    const list = { customerId: theirs.customer.id, fileName: null, content: listBytes(["PC-1;2026-06-01;"]) };
    expect(await receiveDeviceList(deps(), own.actor, list, at)).toMatchObject({ refusal: { code: "not-found" } });
    const devices = { nameKeys: ["pc-1"] };
    const change = { idempotencyKey: testIds.next(), customerId: theirs.customer.id, change: "done", devices } as const;
    expect(await changeDevices(deps(), own.actor, change, at)).toMatchObject({ refusal: { code: "not-found" } });
    expect(await checksumOfTables(db)).toEqual(before);
  });

  it("is for those who may plan, and other attempts are logged", async () => {
    const { db } = database();
    const { partner, actor, customer } = await tenant();
    const draftId = await receiveList(deps(), actor, customer.id, ["PC-1;2026-06-01;"], at);
    const partnerRoles = roles.filter((role) => role !== "operator" && !role.startsWith("customer-"));
    for (const role of partnerRoles) {
      const user = await buildPartnerActor(db, partner.id, [role]);
      const list = { customerId: customer.id, fileName: null, content: listBytes(["PC-1;2026-06-01;"]) };
      const isAllowed = (rolesFor("plan-migration") as readonly Role[]).includes(role);
      expect((await receiveDeviceList(deps(), user, list, at)).ok, role).toBe(isAllowed);
      if (isAllowed) continue;
      const input = { customerId: customer.id, draftId, leaveOutRefused: true };
      const refusal = { refusal: { code: "role-needed", action: "plan-migration" } };
      expect(await importDeviceList(deps(), user, input, at)).toMatchObject(refusal);
      expect(await discardDeviceList(deps(), user, input, at)).toMatchObject(refusal);
      const devices = { state: null, search: "" };
      const change = { idempotencyKey: testIds.next(), customerId: customer.id, change: "remove", devices } as const;
      expect(await changeDevices(deps(), user, change, at)).toMatchObject(refusal);
    }
    const refusedLines = (await logOf(db, customer.id)).filter(({ refusal_code }) => refusal_code === "role-needed");
    const refusedRoles = partnerRoles.length - rolesFor("plan-migration").length;
    expect(refusedLines).toHaveLength(refusedRoles * 4);
  });
});

describe("the text of a file", () => {
  const text = "Gerät;Aktivierung";
  it.each([
    ["UTF-8", new TextEncoder().encode(text)],
    ["UTF-8 with its mark", new TextEncoder().encode(`\u{FEFF}${text}`)],
    ["UTF-16", new Uint8Array(Buffer.from(`\u{FEFF}${text}`, "utf16le"))],
    ["Windows-1252", new Uint8Array(Buffer.from(text, "latin1"))],
  ])("is read from %s", (_encoding, bytes) => {
    expect(decodeDeviceList(bytes).replace("\u{FEFF}", "")).toBe(text);
  });
});
