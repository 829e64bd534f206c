import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { activityDone } from "#app/domain/activity/activity.ts";
import { createActivityKeys } from "#app/services/activity/activity-keys.server.ts";
import { appendActivity } from "#app/services/activity/append-activity.server.ts";
import { logActivity, loggedTransaction } from "#app/services/activity/log-activity.server.ts";
import { rotateMasterKey } from "#app/services/keys/rotate-master-key.server.ts";
import type { ServiceDeps } from "#app/services/ports.ts";
import { buildPartner, testIds } from "#test/support/builders.ts";
import { createTestDatabase, describeOnBothDatabases, dialects } from "#test/support/databases.ts";
import { keyDeps, masterKeyText, testVault } from "#test/support/keys.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { appendLines, at, dropTriggers, headOf, lineAt, system, verify } from "./support.ts";

const draftOf = (partnerId: string | null, n = 0) =>
  activityDone("settings-changed", at, { partnerId }, { newValue: { n } });

describeOnBothDatabases("Appending to the log", (database) => {
  const deps = (): ServiceDeps => serviceDeps(database().db, at);

  it("gives each chain its own places without a gap, whoever is first", async () => {
    const [one, two] = [await buildPartner(database().db), await buildPartner(database().db)];
    const drafts = [draftOf(two.id), draftOf(one.id), draftOf(null), draftOf(two.id), draftOf(one.id), draftOf(two.id)];
    await deps()
      .db.transaction()
      .execute((tx) => logActivity(tx, deps(), system, drafts));
    await appendLines(deps(), one.id, 2);
    expect((await headOf(deps(), one.id)).sequence).toBe(4);
    expect((await headOf(deps(), two.id)).sequence).toBe(3);
    for (const chain of [one.id, two.id, ""]) expect(await verify(deps(), chain)).toMatchObject({ fault: null });
    expect((await lineAt(deps(), one.id, 2)).previous_mac).toBe((await lineAt(deps(), one.id, 1)).mac);
  });

  it("leaves nothing of a transaction that is taken back, and goes on where it stood", async () => {
    const { id } = await buildPartner(database().db);
    await appendLines(deps(), id, 2);
    const before = await headOf(deps(), id);
    await expect(
      deps()
        .db.transaction()
        .execute(async (tx) => {
          await logActivity(tx, deps(), system, [draftOf(id)]);
          throw new Error("taken back");
        }),
    ).rejects.toThrow("taken back");
    expect(await headOf(deps(), id)).toEqual(before);
    await appendLines(deps(), id, 1);
    expect(await verify(deps(), id)).toEqual({ chain: id, lines: 3, fault: null });
  });

  it("stays a chain with many writers at once, of several chains in any order, and none of them deadlocks", async () => {
    const partners = await Promise.all([1, 2, 3].map(() => buildPartner(database().db)));
    const ids = partners.map(({ id }) => id);
    const writers = Array.from({ length: 60 }, (_, n) => {
      const order = n % 2 === 0 ? ids : [...ids].reverse();
      return deps()
        .db.transaction()
        .execute((tx) =>
          logActivity(
            tx,
            deps(),
            system,
            [...order, null].map((id) => draftOf(id, n)),
          ),
        );
    });
    await Promise.all(writers);
    for (const id of ids) expect(await verify(deps(), id)).toEqual({ chain: id, lines: 60, fault: null });
  });

  it("writes what is logged in the middle of a transaction at its end, in the order in which it was logged", async () => {
    const { id } = await buildPartner(database().db);
    await loggedTransaction(deps(), async (tx) => {
      await logActivity(tx, deps(), system, [draftOf(id, 1)]);
      const head = await tx.selectFrom("activity_chain").selectAll().where("chain", "=", id).executeTakeFirst();
      expect(head).toBeUndefined();
      await logActivity(tx, deps(), system, [draftOf(id, 2), draftOf(id, 3)]);
    });
    expect((await lineAt(deps(), id, 1)).new_json).toBe('{"n":1}');
    expect((await lineAt(deps(), id, 3)).new_json).toBe('{"n":3}');
  });

  it("is refused outside of a transaction: two writers could then take one place", async () => {
    const entry = { id: testIds.next(), actor: system, draft: draftOf(null) };
    await expect(appendActivity(database().db, deps(), [entry])).rejects.toThrow("in a transaction");
  });
});

describe.each(dialects)("The database of the log (%s)", (dialect) => {
  it("refuses a line without a place, a place twice, and every change, of lines, heads and seals", async () => {
    const database = await createTestDatabase(dialect);
    const { db } = database;
    try {
      const deps = serviceDeps(db, at);
      const { id } = await buildPartner(db);
      await appendLines(deps, id, 2);
      const line = await lineAt(deps, id, 2);
      const insert = (values: object) =>
        db
          .insertInto("activity")
          .values({ ...line, id: testIds.next(), ...values })
          .execute();
      await expect(insert({ sequence: null })).rejects.toThrow("has its place");
      await expect(insert({ sequence: 3, mac: null })).rejects.toThrow("has its place");
      await expect(insert({})).rejects.toThrow(/unique/i);
      for (const statement of [
        `update activity set new_json = '{}'`,
        `delete from activity`,
        `delete from activity_chain`,
        `update activity_chain set sequence = sequence - 1`,
        `update activity_chain set begin_mac = 'x'`,
      ])
        await expect(sql.raw(statement).execute(db), statement).rejects.toThrow();
      await db
        .insertInto("activity_seal")
        .values({ sealed_on: "2026-11-02", sealed_at: 1, file_name: "f", chains: 0, key_version: 1, mac: "m" })
        .execute();
      for (const statement of [`update activity_seal set mac = 'x'`, `delete from activity_seal`])
        await expect(sql.raw(statement).execute(db), statement).rejects.toThrow("append-only");
    } finally {
      await database.dispose();
    }
  });

  it("that has lines from before there was a chain begins its chain with them", async () => {
    const database = await createTestDatabase(dialect);
    const { db } = database;
    try {
      const deps = serviceDeps(db, at);
      const { id } = await buildPartner(db);
      const other = await buildPartner(db);
      await appendLines(deps, other.id, 1);
      const model = await lineAt(deps, other.id, 1);
      await dropTriggers(db);
      const earlier = [1, 2, 3].map((n) => ({ ...model, id: testIds.next(), partner_id: id, at: n, sequence: null }));
      await db.insertInto("activity").values(earlier).execute();
      expect(await verify(deps, id)).toEqual({ chain: id, lines: 0, fault: null });
      await appendLines(deps, id, 2);
      expect(await verify(deps, id)).toEqual({ chain: id, lines: 5, fault: null });
      const change = (values: object, line = 1) =>
        db
          .updateTable("activity")
          .set(values)
          .where("id", "=", earlier[line]?.id ?? "")
          .execute();
      const atBegin = (code: string) => ({ fault: { code, sequence: null, lineId: null } });
      await change({ new_json: "{}" });
      expect(await verify(deps, id)).toMatchObject(atBegin("edited"));
      await db
        .deleteFrom("activity")
        .where("id", "=", earlier[1]?.id ?? "")
        .execute();
      expect(await verify(deps, id)).toMatchObject(atBegin("missing"));
      await db
        .insertInto("activity")
        .values(
          [1, 2].map(() => ({ ...earlier[0], ...model, partner_id: id, at: 2, sequence: null, id: testIds.next() })),
        )
        .execute();
      expect(await verify(deps, id)).toMatchObject(atBegin("inserted"));
    } finally {
      await database.dispose();
    }
  });

  it("keeps its chains through a rotation of the master key, and says when their key is not there", async () => {
    const database = await createTestDatabase(dialect);
    const { db } = database;
    try {
      const [first, second] = [masterKeyText(1), masterKeyText(2)];
      const { id } = await buildPartner(db);
      await appendLines(keyDeps(db, testVault(first)), id, 3);
      const both = keyDeps(db, testVault(`${first}\n${second}`));
      await rotateMasterKey(both, at);
      const onlyNew = keyDeps(db, testVault(second));
      await appendLines(onlyNew, id, 2);
      expect(await verify(onlyNew, id)).toEqual({ chain: id, lines: 5, fault: null });
      const without = keyDeps(db, testVault(first));
      expect(await verify(without, id)).toMatchObject({ lines: 0, fault: { code: "key-missing" } });
      await expect(appendLines(without, id, 1)).rejects.toThrow("does not open");
      // A key that somebody put in place of the portal's own makes nobody's lines genuine.
      await db.deleteFrom("vault_secret").where("name", "=", "activity-chain-1").execute();
      await expect(appendLines(keyDeps(db, testVault(second)), id, 1)).rejects.toThrow("not the one");
      expect(await verify(onlyNew, id)).toMatchObject({ fault: { code: "key-missing" } });
    } finally {
      await database.dispose();
    }
  });

  it("makes one key for all, however many begin at once, and none that was taken back", async () => {
    const database = await createTestDatabase(dialect);
    const { db } = database;
    try {
      const vault = testVault();
      const depsOf = () => ({ ...serviceDeps(db, at), activityKeys: createActivityKeys(vault) });
      const lost = depsOf();
      await expect(
        db.transaction().execute(async (tx) => {
          await logActivity(tx, lost, system, [draftOf(null)]);
          throw new Error("taken back");
        }),
      ).rejects.toThrow("taken back");
      const partners = await Promise.all(Array.from({ length: 6 }, () => buildPartner(db)));
      await Promise.all(partners.map(({ id }) => appendLines(depsOf(), id, 2)));
      await appendLines(lost, null, 2);
      for (const chain of ["", ...partners.map(({ id }) => id)])
        expect(await verify(depsOf(), chain)).toEqual({ chain, lines: 2, fault: null });
    } finally {
      await database.dispose();
    }
  });
});
