import { CompiledQuery, sql } from "kysely";
import { describe, expect, it } from "vitest";
import { partnerRoles, type Actor, type Role } from "#app/domain/access/roles.ts";
import { activityActions, type ActivityAction, activityDone, activityRefused } from "#app/domain/activity/activity.ts";
import { mayReadActivityOf, readableActions } from "#app/domain/activity/topics.ts";
import { activityCsvColumns } from "#app/services/activity/activity-csv.server.ts";
import { exportActivity } from "#app/services/activity/export-activity.server.ts";
import { logActivity } from "#app/services/activity/log-activity.server.ts";
import { activityView } from "#app/views/activity/activity.ts";
import { type ActivityParams, chooseFilter } from "#app/views/activity/activity-filter.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import type { Db } from "#db/client.ts";
import { type ActivityFilter, listActivity } from "#db/repositories/activity-list.ts";
import { recorded } from "#test/db/support/recorder.ts";
import { buildCustomer, buildOperatorActor, buildPartner, buildPartnerActor } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { buildCustomerActor } from "#test/support/keys.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { at, system } from "./support.ts";

const asksNothing: ActivityParams = { from: null, to: null, customer: null, user: null, action: null, partner: null };

/** Everything that a role of a partner must or must not see, by hand: keys and downloads, and all the rest. */
const sees: Readonly<Record<(typeof partnerRoles)[number], { keys: boolean; rest: boolean }>> = {
  "admin-agent": { keys: false, rest: true },
  "global-admin": { keys: true, rest: true },
  "sales-agent": { keys: false, rest: false },
  "helpdesk-agent": { keys: false, rest: false },
  "billing-admin": { keys: false, rest: false },
  "account-admin": { keys: true, rest: true },
  "referrals-admin": { keys: true, rest: false },
  "marketing-content-admin": { keys: true, rest: false },
};
const keyActions: readonly ActivityAction[] = ["key-revealed", "link-copied", "file-downloaded"];

describeOnBothDatabases("The activity log as it is read", (database) => {
  const deps = () => serviceDeps(database().db, at);
  const contextOf = (actor: Actor, timeZone = "UTC"): ViewContext => ({
    db: database().db,
    actor,
    at,
    reader: { language: "en", timeZone },
  });

  /** A partner with a customer, two users and lines of several kinds, one a minute, the newest at `at`. */
  async function givenLog() {
    const { db } = database();
    const partner = await buildPartner(db);
    const customer = await buildCustomer(db, partner.id);
    const other = await buildCustomer(db, partner.id);
    const [one, two] = [await buildPartnerActor(db, partner.id), await buildPartnerActor(db, partner.id)];
    const append = (actor: Actor, action: ActivityAction, minutesAgo: number, customerId: string | null) =>
      db
        .transaction()
        .execute((tx) =>
          logActivity(tx, deps(), actor, [
            activityDone(
              action,
              at.subtract({ minutes: minutesAgo }),
              { partnerId: partner.id, customerId },
              { oldValue: { quantity: 1 }, newValue: { quantity: 2, note: '=HYPERLINK("x")' } },
            ),
          ]),
        );
    await append(one, "auto-renew-switched", 5, customer.id);
    await append(two, "key-revealed", 4, customer.id);
    await append(one, "link-copied", 3, other.id);
    await append(system, "subscription-renewed", 2, other.id);
    await append(two, "auto-renew-switched", 1, other.id);
    await append(one, "signed-in", 0, null);
    return { partner, customer, other, one, two };
  }

  const actionsOf = (lines: readonly { action: ActivityAction }[]) => lines.map(({ action }) => action);
  const viewed = async (actor: Actor, params: Partial<typeof asksNothing> = {}, timeZone = "UTC") => {
    const view = await activityView(contextOf(actor, timeZone), { ...asksNothing, ...params });
    if (!view.ok) throw new Error(view.refusal.code);
    return view.value;
  };

  it("is newest first, filtered by customer, action, user and range, alone and together", async () => {
    const { partner, customer, other, one, two } = await givenLog();
    const reader = await buildPartnerActor(database().db, partner.id, ["global-admin"]);
    expect(actionsOf((await viewed(reader)).lines)).toEqual([
      "signed-in",
      "auto-renew-switched",
      "subscription-renewed",
      "link-copied",
      "key-revealed",
      "auto-renew-switched",
    ]);
    const found = async (params: Partial<typeof asksNothing>) => actionsOf((await viewed(reader, params)).lines);
    expect(await found({ customer: customer.id })).toEqual(["key-revealed", "auto-renew-switched"]);
    expect(await found({ action: "auto-renew-switched" })).toHaveLength(2);
    expect(await found({ user: one.userId })).toEqual(["signed-in", "link-copied", "auto-renew-switched"]);
    expect(await found({ user: two.userId, customer: other.id })).toEqual(["auto-renew-switched"]);
    expect(await found({ user: two.userId, customer: customer.id, action: "link-copied" })).toEqual([]);
    expect(await found({ from: "2026-11-03", to: "2026-11-04" })).toEqual([]);
    expect(await found({ to: "2026-11-01" })).toEqual([]);
    const [line] = (await viewed(reader, { user: two.userId, customer: other.id })).lines;
    expect(line).toMatchObject({
      user: { id: two.userId },
      customer: { id: other.id, name: other.name },
      roles: ["admin-agent"],
      changes: [
        { field: "quantity", before: { text: "1" }, after: { text: "2" }, isChanged: true },
        { field: "note", before: null, isChanged: false },
      ],
    });
  });

  it("is paged by key both ways without a gap, also where many lines have one instant", async () => {
    const { db } = database();
    const partner = await buildPartner(db);
    const lines = Array.from({ length: 130 }, (_, n) =>
      activityDone(n % 3 === 0 ? "signed-in" : "cart-changed", at.subtract({ seconds: n % 4 }), {
        partnerId: partner.id,
      }),
    );
    await db.transaction().execute((tx) => logActivity(tx, deps(), system, lines));
    const reader = await buildPartnerActor(db, partner.id, ["global-admin"]);
    const seen: string[] = [];
    let after: string | null = null;
    let last: Awaited<ReturnType<typeof viewed>> | undefined;
    for (let page = 0; page < 3; page++) {
      const view = await activityView(contextOf(reader), { ...asksNothing, after });
      if (!view.ok) throw new Error(view.refusal.code);
      last = view.value;
      seen.push(...last.lines.map(({ id }) => id));
      after = last.links.next;
    }
    expect(after).toBeNull();
    expect(new Set(seen).size).toBe(130);
    const back = await activityView(contextOf(reader), { ...asksNothing, before: last?.links.previous ?? null });
    expect(back.ok && back.value.lines.map(({ id }) => id)).toEqual(seen.slice(50, 100));
  });

  it.each(partnerRoles.map((role) => [role] as const))(
    "%s sees what the table says: on the page and in the file",
    async (role) => {
      const { partner } = await givenLog();
      const reader = await buildPartnerActor(database().db, partner.id, [role]);
      const { keys, rest } = sees[role];
      const filter: ActivityFilter = {
        scope: { partnerId: partner.id },
        actions: activityActions,
        from: at.subtract({ hours: 1 }),
        until: at.add({ hours: 1 }),
        customerId: null,
        userId: null,
      };
      const view = await activityView(contextOf(reader), asksNothing);
      const file = await exportActivity(deps(), reader, filter, at);
      if (!keys && !rest) {
        expect(view).toMatchObject({ ok: false, refusal: { code: "role-needed" } });
        expect(file).toMatchObject({ ok: false, refusal: { code: "role-needed" } });
        return;
      }
      if (!view.ok || !file.ok) throw new Error("Both are for this role");
      const exported: ActivityAction[] = [];
      for await (const row of file.value) exported.push(row[activityCsvColumns.indexOf("action")] as ActivityAction);
      for (const shown of [actionsOf(view.value.lines), exported.filter((action) => action !== "activity-exported")]) {
        expect(shown.filter((action) => keyActions.includes(action))).toHaveLength(keys ? 2 : 0);
        expect(shown.filter((action) => !keyActions.includes(action))).toHaveLength(rest ? 4 : 0);
      }
      // Asking for what may not be read finds nothing of it.
      const asked = await viewed(reader, { action: keys ? "signed-in" : "key-revealed" });
      if (!keys) expect(asked.lines.some(({ action }) => keyActions.includes(action))).toBe(false);
      if (!rest) expect(actionsOf(asked.lines).every((action) => keyActions.includes(action))).toBe(true);
      expect(view.value.topics.flatMap(({ actions }) => actions)).toEqual(readableActions(reader));
    },
  );

  it("is not there for a customer's people, and one partner's is not another's", async () => {
    const { partner, customer, one } = await givenLog();
    const customerActor = await buildCustomerActor(database().db, customer);
    expect(await activityView(contextOf(customerActor), asksNothing)).toMatchObject({ ok: false });
    const stranger = await buildPartner(database().db);
    const reader = await buildPartnerActor(database().db, stranger.id, ["global-admin"]);
    expect((await viewed(reader, { partner: partner.id })).lines).toEqual([]);
    expect((await viewed(reader, { customer: customer.id })).lines).toEqual([]);
    expect((await viewed(reader, { user: one.userId })).lines).toEqual([]);
    expect((await viewed(reader, { user: one.userId })).users.map(({ id }) => id)).toEqual([reader.userId]);
    const filter = { scope: { partnerId: partner.id }, actions: activityActions, customerId: null, userId: null };
    const range = { from: at.subtract({ hours: 1 }), until: at };
    expect(await exportActivity(deps(), reader, { ...filter, ...range }, at)).toMatchObject({
      ok: false,
      refusal: { code: "not-found" },
    });
    expect(await exportActivity(deps(), reader, { ...filter, ...range, scope: "all" }, at)).toMatchObject({
      ok: false,
    });
  });

  it("is the operator's whole: of everybody, of one partner, or of the portal itself", async () => {
    const { partner, customer } = await givenLog();
    const operator = await buildOperatorActor(database().db);
    await database()
      .db.transaction()
      .execute((tx) => logActivity(tx, deps(), operator, [activityDone("clock-moved", at, { partnerId: null })]));
    const all = (await viewed(operator)).lines;
    expect(all.some((line) => line.partner?.id === partner.id)).toBe(true);
    expect(actionsOf(all)).toContain("clock-moved");
    const ofPartner = (await viewed(operator, { partner: partner.id })).lines;
    expect(ofPartner.every((line) => line.partner?.name === partner.name)).toBe(true);
    expect(ofPartner).toHaveLength(6);
    const ofPortal = (await viewed(operator, { partner: "portal" })).lines;
    expect(ofPortal.length > 0 && ofPortal.every((line) => line.partner === null)).toBe(true);
    expect((await viewed(operator, { customer: customer.id })).lines).toHaveLength(2);
    expect((await viewed(operator, { customer: customer.name })).chosen.isNowhere).toBe(true);
    expect((await viewed(operator, { customer: customer.name, partner: partner.id })).lines).toHaveLength(2);
  });

  it("finds a customer by words, and asks where several fit", async () => {
    const { db } = database();
    const partner = await buildPartner(db);
    const [north, south] = [
      await buildCustomer(db, partner.id, { name: "Quellwerk Nord" }),
      await buildCustomer(db, partner.id, { name: "Quellwerk Süd" }),
    ];
    const reader = await buildPartnerActor(db, partner.id, ["global-admin"]);
    const choose = async (customer: string) => {
      const chosen = await chooseFilter(contextOf(reader), { ...asksNothing, customer });
      if (!chosen.ok) throw new Error(chosen.refusal.code);
      return chosen.value;
    };
    expect(await choose("quellwerk")).toMatchObject({
      customer: null,
      isNowhere: true,
      customersToChoose: [{ id: north.id }, { id: south.id }],
      filter: { actions: [] },
    });
    expect(await choose("Quellwerk süd")).toMatchObject({ customer: { id: south.id }, isNowhere: false });
    expect(await choose("nothing like it")).toMatchObject({ customer: null, isNowhere: true, customersToChoose: [] });
  });

  it("has its range in the reader's zone: the last month unless asked otherwise, and nonsense left out", async () => {
    const { db } = database();
    const partner = await buildPartner(db);
    const reader = await buildPartnerActor(db, partner.id, ["global-admin"]);
    const chosen = async (timeZone: string, params: Partial<typeof asksNothing> = {}) => {
      const choice = await chooseFilter(contextOf(reader, timeZone), { ...asksNothing, ...params });
      if (!choice.ok) throw new Error(choice.refusal.code);
      const { fromOn, toOn, filter } = choice.value;
      return [fromOn, toOn, filter.from.toString(), filter.until.toString()];
    };
    expect(await chosen("UTC")).toEqual(["2026-10-02", "2026-11-02", "2026-10-02T00:00:00Z", "2026-11-03T00:00:00Z"]);
    expect(await chosen("Pacific/Apia")).toEqual([
      "2026-10-02",
      "2026-11-02",
      "2026-10-01T11:00:00Z",
      "2026-11-02T11:00:00Z",
    ]);
    // The night in which the clocks are set back belongs to its day whole.
    expect(await chosen("Europe/Berlin", { from: "2026-10-25", to: "2026-10-25" })).toEqual([
      "2026-10-25",
      "2026-10-25",
      "2026-10-24T22:00:00Z",
      "2026-10-25T23:00:00Z",
    ]);
    const days = async (from: string, to: string) => (await chosen("UTC", { from, to })).slice(0, 2);
    expect(await days("2026-12-01", "2026-11-01")).toEqual(["2026-11-01", "2026-11-01"]);
    for (const nonsense of ["2026-02-30", "yesterday", "0000-00-00", "+275760-09-14", "9999-12-31"])
      expect(await days(nonsense, nonsense)).toEqual(["2026-10-02", "2026-11-02"]);
  });

  it("is exported with everything a line says, and the export is a line itself", async () => {
    const { partner, customer, one } = await givenLog();
    const reader = await buildPartnerActor(database().db, partner.id, ["account-admin"]);
    const filter: ActivityFilter = {
      scope: { partnerId: partner.id },
      actions: ["auto-renew-switched"],
      from: at.subtract({ hours: 1 }),
      until: at.add({ seconds: 1 }),
      customerId: customer.id,
      userId: null,
    };
    const file = await exportActivity(deps(), reader, filter, at);
    if (!file.ok) throw new Error(file.refusal.code);
    const rows: (readonly (string | number | null)[])[] = [];
    for await (const row of file.value) rows.push(row);
    expect(rows).toHaveLength(1);
    const fields = Object.fromEntries(activityCsvColumns.map((column, index) => [column, rows[0]?.[index]]));
    expect(fields).toMatchObject({
      at: "2026-11-02T08:55:00.000Z",
      action: "auto-renew-switched",
      user_id: one.userId,
      roles: "admin-agent",
      customer: customer.name,
      old_value: '{"quantity":1}',
      chain_place: 1,
    });
    const logged = await database()
      .db.selectFrom("activity")
      .selectAll()
      .where("partner_id", "=", partner.id)
      .where("action", "=", "activity-exported")
      .execute();
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ actor_user_id: reader.userId, customer_id: customer.id });
  });

  it("shows refused attempts as such, and lines of actions it does not know how to read", async () => {
    const { db } = database();
    const partner = await buildPartner(db);
    const reader = await buildPartnerActor(db, partner.id, ["global-admin"]);
    const line = activityRefused("key-revealed", at, { partnerId: partner.id }, "role-needed");
    await db.transaction().execute((tx) => logActivity(tx, deps(), reader, [line]));
    expect((await viewed(reader)).lines).toMatchObject([{ outcome: "refused", refusalCode: "role-needed" }]);
  });

  it("reads every page from the end of an index, whatever is filtered", async () => {
    const { db } = database();
    const { db: listening, take } = recorded(db);
    const base = { actions: activityActions, from: at.subtract({ hours: 1 }), until: at };
    const partner = { partnerId: "p" };
    const cursor = { direction: "after", key: [at.epochMilliseconds, "a"] } as const;
    for (const scope of [partner, "portal", "all"] as const)
      for (const customerId of [null, "c"])
        for (const userId of [null, "u"])
          for (const page of [null, cursor, { ...cursor, direction: "before" } as const])
            await listActivity(listening, { ...base, scope, customerId, userId }, { limit: 50, cursor: page });
    const statements = take();
    expect(statements).toHaveLength(36);
    for (const statement of statements) expect(await readsTooMuch(db, statement), statement.sql).toEqual([]);
  });
});

/** Lines of a plan in which more is read than the page needs: a scan of the table, or a stretch that is sorted first. */
async function readsTooMuch(db: Db, query: CompiledQuery): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    const isPostgres = /unnest/.test(query.sql);
    if (isPostgres)
      for (const way of ["seqscan", "bitmapscan"]) await sql.raw(`set local enable_${way} = off`).execute(tx);
    const explain = CompiledQuery.raw(`explain ${isPostgres ? "" : "query plan "}${query.sql}`, [...query.parameters]);
    const { rows } = await tx.executeQuery<Record<string, string>>(explain);
    const lines = rows.map((row) => String(isPostgres ? Object.values(row)[0] : row["detail"]));
    if (isPostgres) {
      // One sort puts the stretches together; none sorts a stretch, which an index gives in order.
      const sorts = lines.filter((line) => /Sort {2}\(cost/.test(line));
      return [...lines.filter((line) => /Seq Scan on activity/.test(line)), ...sorts.slice(2)];
    }
    // What comes out of a stretch, a page at most, may be sorted; what goes into it may not.
    return lines.filter(
      (line, index) =>
        line.startsWith("SCAN activity") ||
        (line.startsWith("SEARCH activity") && !/action=\? AND (at|\(at,id\))|\(id=\?\)/.test(line)) ||
        (/TEMP B-TREE/.test(line) && lines[index - 1]?.startsWith("SEARCH activity") === true),
    );
  });
}

describe("Who may read a line", () => {
  it("is asked for each action of the list: keys and downloads of four roles, the rest of three", () => {
    const actorWith = (role: Role): Actor => ({
      kind: "partner",
      userId: "u",
      partnerId: "p",
      roles: [role],
      address: null,
    });
    for (const role of partnerRoles)
      for (const action of activityActions)
        expect(mayReadActivityOf(actorWith(role), action), `${role} ${action}`).toBe(
          keyActions.includes(action) ? sees[role].keys : sees[role].rest,
        );
  });
});
