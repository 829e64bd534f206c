import { expect, it } from "vitest";
import { type Role, roles } from "#app/domain/access/roles.ts";
import { rolesFor } from "#app/domain/access/permissions.ts";
import { changeDevices } from "#app/services/migration-plan/change-devices.server.ts";
import { formatFor } from "#app/views/format.ts";
import { migrationExport } from "#app/views/migration-export.ts";
import { migrationListDraftView } from "#app/views/migration-list-draft.ts";
import { migrationPlanView } from "#app/views/migration-plan.ts";
import { migrationScriptView } from "#app/views/migration-script.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import { buildPartnerActor, buildSubscription, buildTenant, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { buildKeyCase, buildSoftware, keysAt } from "#test/support/keys.ts";
import { importList, receiveList } from "#test/support/migration-plan.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-11-22T12:00:00Z");
const reader = { language: "de", timeZone: "Europe/Berlin" } as const;
const everything = { state: null, search: "" } as const;

const lines = [
  "OUT;2026-05-01;Werk",
  // Runs out an hour and a half from now, on the day of a change of clocks in between.
  "SRV;2026-05-26T13:30:00Z;Werk",
  "PC;2026-06-10;",
  "=cmd;2026-11-01;Süd",
];

async function read<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

describeOnBothDatabases("the plan of a move from volume licensing", (database) => {
  async function plan() {
    const { db } = database();
    const built = await buildTenant(db);
    const deps = serviceDeps(db, at);
    const customerId = built.customer.id;
    await importList(deps, built.actor, customerId, lines, at);
    const context: ViewContext = { db, actor: built.actor, at, reader };
    return { ...built, deps, customerId, context };
  }

  it("says of every device when it runs out and how long that is", async () => {
    const { context, customerId } = await plan();
    const view = await migrationPlanView(context, { customerId, ...everything });
    if (!view.ok) throw new Error(view.refusal.code);
    const { rows, total, counts, found, planRefusal } = view.value;
    expect(rows.map(({ name, state, daysLeft, runsOut }) => [name, state, daysLeft, runsOut.day.iso])).toEqual([
      ["OUT", "ran-out", -25, "2026-10-28"],
      ["SRV", "running-out", 0, "2026-11-22"],
      ["PC", "due-next", 14, "2026-12-07"],
      ["=cmd", "later", 158, "2027-04-30"],
    ]);
    const [, server] = rows;
    expect(server?.runsOut.instant).toEqual(formatFor(reader).instant(instant("2026-11-22T13:30:00Z")));
    expect(rows[0]?.runsOut.instant).toBeNull();
    expect([total.value, found.value, counts.later.value, planRefusal]).toEqual([4, 4, 1, null]);
  });

  it("draws every week, the present one among them", async () => {
    const { context, customerId } = await plan();
    const view = await migrationPlanView(context, { customerId, ...everything });
    if (!view.ok) throw new Error(view.refusal.code);
    const { weeks, earlier } = view.value;
    expect(earlier).toBeNull();
    expect(weeks.filter(({ open }) => open > 0).map(({ year, week, open }) => [year, week, open])).toEqual([
      [2026, 44, 1],
      [2026, 47, 1],
      [2026, 50, 1],
      [2027, 17, 1],
    ]);
    expect(weeks.find(({ isPresent }) => isPresent)).toMatchObject({
      year: 2026,
      week: 47,
      monday: { iso: "2026-11-16" },
    });
    expect(weeks).toHaveLength(27);
  });

  it("is filtered by state and text", async () => {
    const { context, customerId, deps, actor } = await plan();
    const devices = { nameKeys: ["out"] };
    await changeDevices(deps, actor, { idempotencyKey: testIds.next(), customerId, change: "done", devices }, at);
    const namesOf = async (params: { state: "done" | "due-next" | null; search: string }) => {
      const view = await migrationPlanView(context, { customerId, ...params });
      if (!view.ok) throw new Error(view.refusal.code);
      expect(view.value.found.value).toBe(view.value.rows.length);
      return view.value.rows.map(({ name }) => name);
    };
    expect(await namesOf({ state: "done", search: "" })).toEqual(["OUT"]);
    expect(await namesOf({ state: null, search: "WERK" })).toEqual(["SRV", "OUT"]);
    expect(await namesOf({ state: "due-next", search: "werk" })).toEqual([]);
  });

  it("is exported as plain values that can be read in again, and without any key", async () => {
    const { context, customerId } = await plan();
    const found = await migrationExport(context, { customerId, ...everything });
    if (!found.ok) throw new Error(found.refusal.code);
    const rows = await read(found.value.devices);
    expect(rows[1]).toEqual({
      name: "SRV",
      lastActivation: "2026-05-26T13:30:00Z",
      runsOut: "2026-11-22T13:30:00Z",
      daysLeft: 0,
      state: "running-out",
      group: "Werk",
      product: null,
      note: null,
      doneAt: null,
    });
    expect(rows.map(({ lastActivation }) => lastActivation)).toEqual([
      "2026-05-01",
      "2026-05-26T13:30:00Z",
      "2026-06-10",
      "2026-11-01",
    ]);
  });

  it("exports more devices than are read at a time", async () => {
    const { context, customerId, deps, actor } = await plan();
    const many = Array.from({ length: 2_100 }, (_, index) => `PC-${index};2026-07-01;`);
    await importList(deps, actor, customerId, many, at);
    const found = await migrationExport(context, { customerId, state: null, search: "pc-" });
    if (!found.ok) throw new Error(found.refusal.code);
    const names = (await read(found.value.devices)).map(({ name }) => name);
    expect(new Set(names).size).toBe(2_100);
  });

  it("shows what a list would do, and of another customer nothing", async () => {
    const { context, customerId, deps, actor } = await plan();
    const draftId = await receiveList(
      deps,
      actor,
      customerId,
      ["PC;2026-09-01;", "NEW;2026-06-01;", "X;03/04/2026;"],
      at,
    );
    const view = await migrationListDraftView(context, { customerId, draftId });
    expect(view).toMatchObject({
      ok: true,
      value: {
        effect: { added: { value: 1 }, moved: { value: 1 }, total: { value: 5 } },
        refusals: [{ line: 4, code: "activation-ambiguous" }],
        refusal: null,
      },
    });
    const other = await plan();
    for (const params of [
      { customerId: other.customerId, draftId },
      { customerId, draftId },
    ])
      expect(await migrationListDraftView(other.context, params)).toMatchObject({ refusal: { code: "not-found" } });
    const theirs = { customerId, ...everything };
    expect(await migrationPlanView(other.context, theirs)).toMatchObject({ refusal: { code: "not-found" } });
    expect(await migrationExport(other.context, theirs)).toMatchObject({ refusal: { code: "not-found" } });
  });

  it("is seen by whoever sees software, and by nobody else; the others learn why they change nothing", async () => {
    const { context, customerId, partner } = await plan();
    const may = (role: Role, action: "see-software" | "plan-migration") =>
      (rolesFor(action) as readonly Role[]).includes(role);
    for (const role of roles.filter((one) => one !== "operator" && !one.startsWith("customer-"))) {
      const actor = await buildPartnerActor(context.db, partner.id, [role]);
      const view = await migrationPlanView({ ...context, actor }, { customerId, ...everything });
      expect(view.ok, role).toBe(may(role, "see-software"));
      if (view.ok) expect(view.value.planRefusal === null, role).toBe(may(role, "plan-migration"));
    }
  });
});

describeOnBothDatabases("the script lines", (database) => {
  it("offer every usable purchase with a key, each version, and choose none of several", async () => {
    const { db } = database();
    const { deps, actor, customer, line } = await buildKeyCase(db);
    const customerId = customer.id;
    await importList(deps, actor, customerId, ["PC-1;2026-06-01;", "Büro 2;2026-06-02;", "PC-0;2026-05-30;"], keysAt);
    const context: ViewContext = { db, actor, at: keysAt, reader };
    const ask = async (source: string | null, authenticatedAt = keysAt, who = actor) => {
      const view = await migrationScriptView(
        { ...context, actor: who },
        { customerId, source, search: "", authenticatedAt },
      );
      if (!view.ok) throw new Error(view.refusal.code);
      return view.value;
    };
    const { orderId, lineNumber } = line;
    const none = await ask(null);
    expect(none.sources.map(({ value }) => value)).toEqual([
      `${orderId}:${lineNumber}:2022`,
      `${orderId}:${lineNumber}:2019`,
    ]);
    expect(none).toMatchObject({ chosen: null, devices: ["PC-0", "PC-1"], leftOut: ["Büro 2"], needsPassword: false });
    expect((await ask(`${orderId}:${lineNumber}:2019`)).chosen?.version).toBe("2019");
    await expect(ask("another:0:2019"), "a purchase that is not theirs").rejects.toThrow("not-found");
    expect((await ask(null, keysAt.subtract({ minutes: 6 }))).needsPassword).toBe(true);
    const sales = await buildPartnerActor(db, customer.partnerId, ["sales-agent"]);
    expect(await ask(null, keysAt, sales)).toMatchObject({ keyRefusal: { code: "role-needed" }, needsPassword: false });
  });

  it("choose the only purchase by themselves, and offer nothing that was cancelled or needs no key", async () => {
    const { db } = database();
    const { actor, customer } = await buildTenant(db);
    const options = { versions: [], languages: [], fileTypes: [], operatingSystems: [] };
    const sku = await buildSoftware(db, { options });
    const keyless = await buildSoftware(db, { options, needsKey: false });
    const bought = await buildSubscription(db, { customer, sku, at: keysAt });
    await buildSubscription(db, { customer, sku: keyless, at: keysAt });
    const params = { customerId: customer.id, source: null, search: "", authenticatedAt: null };
    const context: ViewContext = { db, actor, at: keysAt, reader };
    const view = await migrationScriptView(context, params);
    expect(view).toMatchObject({ value: { chosen: { value: `${bought.orderId}:0:` }, devices: [] } });
    await db
      .updateTable("subscription")
      .set({ cancelled_at: keysAt.epochMilliseconds })
      .where("id", "=", bought.id)
      .execute();
    expect(await migrationScriptView(context, params)).toMatchObject({ value: { chosen: null, sources: [] } });
  });
});
