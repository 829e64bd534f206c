import { describe, expect, it } from "vitest";
import { verifyActivity } from "#app/services/activity/verify-activity.server.ts";
import type { ChainReport } from "#app/services/activity/verify-chain.server.ts";
import type { ServiceDeps } from "#app/services/ports.ts";
import { insertPlacedLines } from "#db/repositories/activity-chain.ts";
import { buildPartner, testIds } from "#test/support/builders.ts";
import { createTestDatabase, dialects } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { appendLines, at, dropTriggers, headOf, lineAt, shiftLines, verify } from "./support.ts";

const count = 12;

/** A chain of twelve lines in a database whose owner has taken the triggers away. */
async function withChain(
  dialect: (typeof dialects)[number],
  work: (deps: ServiceDeps, chain: string) => Promise<void>,
): Promise<void> {
  const database = await createTestDatabase(dialect);
  try {
    const deps = serviceDeps(database.db, at);
    const { id } = await buildPartner(database.db);
    await appendLines(deps, id, count);
    expect(await verify(deps, id)).toEqual({ chain: id, lines: count, fault: null });
    await dropTriggers(database.db);
    await work(deps, id);
  } finally {
    await database.dispose();
  }
}

const faultOf = ({ fault }: ChainReport) => fault;

describe.each(dialects)("A chain that somebody worked on behind the portal's back (%s)", (dialect) => {
  const columns = {
    at: 1,
    actor_kind: "operator",
    actor_job: "another",
    actor_roles: "admin-agent",
    address: "192.0.2.1",
    action: "customer-added",
    outcome: "refused",
    refusal_code: "not-found",
    customer_id: "c",
    order_id: "o",
    subscription_id: "s",
    product_id: "p",
    old_json: "{}",
    new_json: '{"n":99}',
    mac: "A".repeat(43),
    previous_mac: "A".repeat(43),
  };

  it.each(Object.entries(columns))("with another %s names the edited line", async (column, value) => {
    await withChain(dialect, async (deps, chain) => {
      const { id } = await lineAt(deps, chain, 5);
      await deps.db
        .updateTable("activity")
        .set({ [column]: value })
        .where("id", "=", id)
        .execute();
      expect(faultOf(await verify(deps, chain))).toEqual({ code: "edited", sequence: 5, lineId: id });
    });
  });

  it("with another id, or under another partner, shows it", async () => {
    await withChain(dialect, async (deps, chain) => {
      const { id } = await lineAt(deps, chain, count);
      await deps.db.updateTable("activity").set({ id: "another" }).where("id", "=", id).execute();
      expect(faultOf(await verify(deps, chain))).toEqual({ code: "edited", sequence: count, lineId: "another" });
      const other = await buildPartner(deps.db);
      await deps.db.updateTable("activity").set({ partner_id: other.id }).where("id", "=", "another").execute();
      expect(faultOf(await verify(deps, chain))).toEqual({ code: "cut-off", sequence: count, lineId: null });
      expect(faultOf(await verify(deps, other.id))).toMatchObject({ code: "head-changed", lineId: "another" });
    });
  });

  it.each([1, 5, 11])("without line %i names the gap, closed or open", async (sequence) => {
    await withChain(dialect, async (deps, chain) => {
      const { id } = await lineAt(deps, chain, sequence);
      await deps.db.deleteFrom("activity").where("id", "=", id).execute();
      const missing = { code: "missing", sequence, lineId: null };
      expect(faultOf(await verify(deps, chain))).toEqual(missing);
      await shiftLines(deps.db, chain, sequence + 1, -1);
      expect(faultOf(await verify(deps, chain))).toEqual(missing);
      const end = await lineAt(deps, chain, count - 1);
      await deps.db
        .updateTable("activity_chain")
        .set({ sequence: count - 1, mac: String(end.mac) })
        .execute();
      expect(faultOf(await verify(deps, chain))).toEqual(missing);
    });
  });

  it.each([
    [3, 4],
    [2, 11],
    [1, 12],
  ])("with lines %i and %i exchanged names the first", async (one, two) => {
    await withChain(dialect, async (deps, chain) => {
      const first = await lineAt(deps, chain, one);
      const second = await lineAt(deps, chain, two);
      const set = (id: string, sequence: number) =>
        deps.db.updateTable("activity").set({ sequence }).where("id", "=", id).execute();
      await set(first.id, 900);
      await set(second.id, one);
      await set(first.id, two);
      expect(faultOf(await verify(deps, chain))).toEqual({ code: "reordered", sequence: one, lineId: second.id });
    });
  });

  it.each([1, 7, 12])("with a line put in at %i names it, whatever it says it follows", async (sequence) => {
    await withChain(dialect, async (deps, chain) => {
      const model = await lineAt(deps, chain, sequence);
      await shiftLines(deps.db, chain, sequence, 1);
      const forged = { ...model, id: testIds.next(), new_json: '{"n":-1}' };
      await insertPlacedLines(deps.db, [forged]);
      const inserted = { code: "inserted", sequence, lineId: forged.id };
      expect(faultOf(await verify(deps, chain))).toEqual(inserted);
      await deps.db.updateTable("activity").set({ previous_mac: "x" }).where("id", "=", forged.id).execute();
      expect(faultOf(await verify(deps, chain))).toEqual(inserted);
    });
  });

  it("with a line added at the end, or without a place, names it", async () => {
    await withChain(dialect, async (deps, chain) => {
      const model = await lineAt(deps, chain, count);
      const forged = { ...model, id: testIds.next(), sequence: count + 1, previous_mac: String(model.mac) };
      await insertPlacedLines(deps.db, [forged]);
      expect(faultOf(await verify(deps, chain))).toEqual({ code: "inserted", sequence: count + 1, lineId: forged.id });
      await deps.db.deleteFrom("activity").where("id", "=", forged.id).execute();
      await insertPlacedLines(deps.db, [{ ...forged, sequence: null }]);
      expect(faultOf(await verify(deps, chain))).toEqual({ code: "inserted", sequence: null, lineId: forged.id });
    });
  });

  it("whose tail was cut off shows it by its head, and where that was set back too by a seal", async () => {
    await withChain(dialect, async (deps, chain) => {
      const { sequence, mac } = await headOf(deps, chain);
      const sealed = [{ chain, sequence, mac }];
      expect(faultOf(await verify(deps, chain, { sealed }))).toBeNull();
      for (const gone of [12, 11, 10])
        await deps.db
          .deleteFrom("activity")
          .where("id", "=", (await lineAt(deps, chain, gone)).id)
          .execute();
      const cutOff = { code: "cut-off", sequence: 10, lineId: null };
      expect(faultOf(await verify(deps, chain))).toEqual(cutOff);
      const end = await lineAt(deps, chain, 9);
      await deps.db
        .updateTable("activity_chain")
        .set({ sequence: 9, mac: String(end.mac) })
        .where("chain", "=", chain)
        .execute();
      expect(faultOf(await verify(deps, chain))).toBeNull();
      expect(faultOf(await verify(deps, chain, { sealed }))).toEqual(cutOff);
      // The portal goes on from there; the seal still knows another line 12.
      await appendLines(deps, chain, 5);
      expect(faultOf(await verify(deps, chain))).toBeNull();
      expect(faultOf(await verify(deps, chain, { sealed }))).toMatchObject({ code: "cut-off", sequence: 12 });
    });
  });

  it("whose head was changed or taken away says so", async () => {
    await withChain(dialect, async (deps, chain) => {
      const end = await lineAt(deps, chain, 9);
      const set = (values: { sequence?: number; mac?: string; begin_mac?: string }) =>
        deps.db.updateTable("activity_chain").set(values).where("chain", "=", chain).execute();
      await set({ sequence: 9, mac: String(end.mac) });
      expect(faultOf(await verify(deps, chain))).toMatchObject({ code: "head-changed", sequence: 10 });
      await set({ sequence: count, mac: "x" });
      expect(faultOf(await verify(deps, chain))).toMatchObject({ code: "head-changed", sequence: count });
      await set({ mac: String((await lineAt(deps, chain, count)).mac), begin_mac: "x" });
      expect(faultOf(await verify(deps, chain))).toMatchObject({ code: "head-changed", sequence: 1 });
      await deps.db.deleteFrom("activity_chain").where("chain", "=", chain).execute();
      expect(faultOf(await verify(deps, chain))).toMatchObject({ code: "head-changed", sequence: 1 });
    });
  });

  it("does not hide behind an intact one: all are verified, and each fault is told", async () => {
    await withChain(dialect, async (deps, chain) => {
      const other = await buildPartner(deps.db);
      await appendLines(deps, other.id, 3);
      await appendLines(deps, null, 2);
      const { id } = await lineAt(deps, chain, 2);
      await deps.db.updateTable("activity").set({ new_json: null }).where("id", "=", id).execute();
      const reports: ChainReport[] = [];
      const progress = await verifyActivity(deps, { onChain: (report) => void reports.push(report) });
      expect(progress).toMatchObject({ chainsDone: 3, broken: 1, linesDone: 1 + 3 + 2 });
      expect(reports.filter(({ fault }) => fault !== null)).toMatchObject([{ chain, fault: { sequence: 2 } }]);
      const gone = { chain: "a partner that is gone", sequence: 3, mac: "x" };
      const withSeal: ChainReport[] = [];
      await verifyActivity(deps, { sealed: [gone], onChain: (report) => void withSeal.push(report) });
      expect(withSeal).toContainEqual(
        expect.objectContaining({ chain: gone.chain, fault: { code: "cut-off", sequence: 1, lineId: null } }),
      );
    });
  });
});
