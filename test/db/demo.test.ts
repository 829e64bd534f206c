import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chargeSchedule } from "#app/domain/billing/cycles.ts";
import { perpetualDaysLeft } from "#app/domain/billing/perpetual.ts";
import { isMarketOpenFor } from "#app/domain/catalog/markets.ts";
import { autoRenewSince } from "#app/domain/policies.ts";
import { cancellationWindow, refusalToCancel } from "#app/domain/subscription/cancellation.ts";
import { statusAt } from "#app/domain/subscription/status.ts";
import type { Subscription, Term } from "#app/domain/subscription/subscription.ts";
import type { Db } from "#db/client.ts";
import type { DialectName } from "#db/dialects/dialect.ts";
import { readInstant } from "#db/columns.ts";
import { type SubscriptionRow, subscriptionOfRow } from "#db/repositories/subscription-row.ts";
import { demoUsers, newcomer } from "#db/seeds/demo/people.ts";
import { findDemoState, loadDemo } from "#db/seeds/demo/load-demo.ts";
import { planDemo } from "#db/seeds/demo/plan.ts";
import { demoKeys, demoPools } from "#db/seeds/demo/pools.ts";
import { createTestDatabase, type TestDatabase } from "#test/support/databases.ts";
import { testKeyServices } from "#test/support/downloads.ts";

type Loaded = { readonly row: SubscriptionRow; readonly subscription: Subscription };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** An ordinary day, a leap day, the end of a long month, the first instant of a year. */
const moments: readonly (readonly [DialectName, string])[] = [
  ["sqlite", "2026-11-24T13:05:00Z"],
  ["postgres", "2026-11-24T13:05:00Z"],
  ["sqlite", "2028-02-29T09:30:00Z"],
  ["sqlite", "2027-01-31T23:59:59.999Z"],
  ["sqlite", "2027-01-01T00:00:00Z"],
];

/** All charges of one load in natural terms, to be compared with another load at the same instant. */
const books = new Map<string, string[]>();

describe.each(moments)("the demo on %s, loaded at %s", (dialect, nowText) => {
  const now = Temporal.Instant.from(nowText);
  const nowMs = now.epochMilliseconds;
  const keyServices = testKeyServices();
  let database: TestDatabase;
  let db: Db;
  let subscriptions: readonly Loaded[];
  let perpetual: Awaited<ReturnType<typeof readPerpetual>>;

  const readPerpetual = () =>
    db.selectFrom("order_line").selectAll().where("kind", "=", "perpetual-software").orderBy("ordered_at").execute();
  const active = () => subscriptions.filter(({ subscription }) => statusAt(subscription, now) === "active");
  /** Hours until the present term's window closes; negative once it has. */
  const hoursLeft = ({ subscription }: Loaded) =>
    (cancellationWindow(subscription.term).closesAt.epochMilliseconds - nowMs) / hourMs;
  const daysToEnd = ({ subscription }: Loaded) => (subscription.term.endAt.epochMilliseconds - nowMs) / dayMs;
  const countOf = async (table: "customer" | "cart" | "notice" | "activity" | "job_run") =>
    (
      await db
        .selectFrom(table)
        .select((is) => is.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    ).n;

  beforeAll(async () => {
    database = await createTestDatabase(dialect);
    db = database.db;
    await loadDemo(db, now, keyServices);
    const rows = await db.selectFrom("subscription").selectAll().orderBy("id").execute();
    subscriptions = rows.map((row) => ({ row, subscription: subscriptionOfRow(row) }));
    perpetual = await readPerpetual();
  });
  afterAll(() => database?.dispose());

  test("says that it is loaded, and is not loaded a second time", async () => {
    expect(await findDemoState(db)).toBe("loaded");
    await expect(loadDemo(db, now, testKeyServices())).rejects.toThrow(/\(loaded\)/);
  });

  test("has a third reseller that has just joined, with a sign-in and nothing else", async () => {
    const partner = await db.selectFrom("partner").select("id").where("name", "=", newcomer.name).executeTakeFirst();
    if (partner === undefined) throw new Error("The third reseller is not there");
    for (const table of ["customer", "subscription", "invoice"] as const)
      expect(await db.selectFrom(table).select("id").where("partner_id", "=", partner.id).execute(), table).toEqual([]);
    expect(
      await db.selectFrom("user_account").select("id").where("partner_id", "=", partner.id).execute(),
    ).toHaveLength(2);
  });

  test("has a subscription of each reseller whose auto-renew is switched off on a day ahead", async () => {
    const planned = await db
      .selectFrom("subscription")
      .select("partner_id")
      .where("auto_renew_off_at", ">", now.epochMilliseconds)
      .execute();
    expect(new Set(planned.map(({ partner_id }) => partner_id)).size).toBe(2);
  });

  test("is the book of two resellers: about forty customers in many markets, about three hundred purchases", async () => {
    const owners = await db.selectFrom("customer").select("partner_id").distinct().execute();
    expect(owners).toHaveLength(2);
    expect(await countOf("customer")).toBe(44);
    const bought = subscriptions.length + perpetual.length;
    expect(bought).toBeGreaterThanOrEqual(280);
    expect(bought).toBeLessThanOrEqual(340);
    const markets = new Set(subscriptions.map(({ subscription }) => subscription.market));
    expect(markets.size).toBeGreaterThanOrEqual(20);
    for (const market of ["AU", "BR", "JP", "DE", "GB", "US", "FR", "CH", "IN"]) expect(markets).toContain(market);
  });

  test("has a few customers with many purchases, and most with few", async () => {
    const rows = await db
      .selectFrom("order_line")
      .select(["customer_id", (is) => is.fn.countAll<number>().as("n")])
      .where("order_kind", "=", "purchase")
      .groupBy("customer_id")
      .execute();
    const counts = rows.map(({ n }) => n).toSorted((a, b) => b - a);
    expect(counts[0]).toBeGreaterThanOrEqual(18);
    expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(6);
  });

  test("has customers in closed markets, one of them open for reservations", async () => {
    const rows = await db.selectFrom("customer").select("country").execute();
    const countries = new Set(rows.map(({ country }) => country));
    expect(countries).toContain("CN");
    expect(isMarketOpenFor("azure-reservation", "CN")).toBe(false);
    const inBrazil = subscriptions.filter(({ subscription }) => subscription.market === "BR");
    expect(inBrazil.length).toBeGreaterThan(0);
    expect(new Set(inBrazil.map(({ subscription }) => subscription.kind))).toEqual(new Set(["azure-reservation"]));
  });

  test("has customers of every validation status, and of none", async () => {
    const rows = await db.selectFrom("customer").select("validation_status").distinct().execute();
    const statuses = new Set(rows.map((row) => row.validation_status));
    expect(statuses).toEqual(new Set(["allowed", "under-review", "not-allowed", "unknown", null]));
  });

  test("has windows that are open, that close within hours, and that have just closed", () => {
    const cancellable = active().filter(
      ({ subscription }) => refusalToCancel(subscription, { isCancellable: true }, now) === null,
    );
    expect(cancellable.filter((loaded) => hoursLeft(loaded) > 24).length).toBeGreaterThanOrEqual(8);
    expect(cancellable.filter((loaded) => hoursLeft(loaded) <= 24).length).toBeGreaterThanOrEqual(5);
    expect(cancellable.filter((loaded) => hoursLeft(loaded) < 1).length).toBeGreaterThanOrEqual(1);
    const justClosed = active().filter((loaded) => hoursLeft(loaded) <= 0 && hoursLeft(loaded) > -24);
    expect(justClosed.length).toBeGreaterThanOrEqual(4);
    expect(cancellable.filter(({ subscription }) => subscription.term.number > 1).length).toBeGreaterThanOrEqual(3);
  });

  test("has renewals within days, and terms that end for each reason a partner can meet", () => {
    const soon = active().filter((loaded) => loaded.subscription.isAutoRenewOn && daysToEnd(loaded) < 7);
    expect(soon.filter(({ row }) => row.will_not_renew_code === null).length).toBeGreaterThanOrEqual(10);
    const off = active().filter(({ subscription }) => !subscription.isAutoRenewOn);
    expect(off.length).toBeGreaterThanOrEqual(5);
    const ended = active().filter(({ row }) => row.will_not_renew_code === "price-ended");
    expect(ended.length).toBeGreaterThanOrEqual(4);
    expect(new Set(ended.map(({ subscription }) => subscription.productId)).size).toBeGreaterThanOrEqual(2);
    const noted = active().filter(({ row }) => row.will_not_renew_code === "auto-renew-off");
    expect(noted.length).toBeGreaterThanOrEqual(3);
    const expired = subscriptions.filter(({ subscription }) => statusAt(subscription, now) === "expired");
    expect(expired.length).toBeGreaterThanOrEqual(8);
    expect(expired.some(({ row }) => row.will_not_renew_code === "price-ended")).toBe(true);
  });

  test("has cancelled subscriptions, each with the credit that the rule gives", async () => {
    const deleted = subscriptions.filter(({ subscription }) => statusAt(subscription, now) === "deleted");
    expect(deleted.length).toBeGreaterThanOrEqual(8);
    expect(deleted.some(({ subscription }) => subscription.term.number > 1)).toBe(true);
    const credits = await db.selectFrom("credit").selectAll().execute();
    expect(credits.length).toBeGreaterThanOrEqual(12);
    for (const credit of credits) {
      expect(credit.amount_minor).toBeGreaterThan(0);
      expect(credit.amount_minor).toBeLessThanOrEqual(credit.charge_amount_minor);
    }
    expect(credits.some((credit) => credit.amount_minor === credit.charge_amount_minor)).toBe(true);
    expect(credits.some((credit) => credit.amount_minor < credit.charge_amount_minor)).toBe(true);
  });

  test("has purchases from before 14 October 2021 that never renew themselves", () => {
    const old = subscriptions.filter(
      ({ subscription }) => Temporal.Instant.compare(subscription.purchasedAt, autoRenewSince) < 0,
    );
    expect(old.length).toBeGreaterThanOrEqual(7);
    for (const { subscription } of old) {
      expect(subscription.isAutoRenewOn).toBe(false);
      expect(subscription.term.number).toBe(1);
    }
    expect(perpetual.some((line) => line.ordered_at < autoRenewSince.epochMilliseconds)).toBe(true);
  });

  test("has perpetual software on several orders with different days left, the last day among them", () => {
    const byProduct = new Map<string, (number | null)[]>();
    for (const line of perpetual) {
      const key = `${line.customer_id} ${line.product_id}`;
      const left = perpetualDaysLeft(readInstant(line.ordered_at), now);
      if (line.cancelled_at === null) byProduct.set(key, [...(byProduct.get(key) ?? []), left]);
    }
    const several = [...byProduct.values()].filter((left) => new Set(left.filter((days) => days !== null)).size >= 2);
    expect(several.length).toBeGreaterThanOrEqual(3);
    expect(several.flat()).toContain(0);
    expect(several.flat()).toContain(null);
    expect(perpetual.filter((line) => line.cancelled_at !== null).length).toBeGreaterThanOrEqual(3);
  });

  test("has Red Hat and SUSE plans, three-year terms paid by the year and at once, and licences paid by the month", () => {
    const has = (wanted: Partial<Pick<Term, "duration" | "billingPlan">>, productId?: string) =>
      active().filter(
        ({ subscription }) =>
          (productId === undefined || subscription.productId === productId) &&
          (wanted.duration === undefined || subscription.term.duration === wanted.duration) &&
          (wanted.billingPlan === undefined || subscription.term.billingPlan === wanted.billingPlan),
      ).length;
    expect(has({}, "DEMOPRD0RHEL")).toBeGreaterThanOrEqual(4);
    expect(has({}, "DEMOPRD0SUSE")).toBeGreaterThanOrEqual(3);
    expect(has({ duration: "P3Y", billingPlan: "annual" })).toBeGreaterThanOrEqual(10);
    expect(has({ duration: "P3Y", billingPlan: "triennial" })).toBeGreaterThanOrEqual(6);
    for (const duration of ["P1M", "P1Y", "P3Y"] as const)
      expect(has({ duration, billingPlan: "monthly" }, "DEMOPRD0RDC2")).toBeGreaterThanOrEqual(1);
  });

  test("has changes ordered for the next term, and terms counted from the last days of a month", () => {
    expect(active().filter(({ subscription }) => subscription.nextTerm !== null).length).toBeGreaterThanOrEqual(4);
    const fromThe31st = active().filter(({ subscription }) => subscription.term.anchorOn.day === 31);
    expect(fromThe31st.length).toBeGreaterThanOrEqual(2);
    const leapDay = active().find(
      ({ subscription: { term } }) => term.anchorOn.month === 2 && term.anchorOn.day === 29 && term.duration === "P1Y",
    );
    expect(leapDay).toBeDefined();
  });

  test("has carts at work and an expired one, refused attempts, a failed run and a renewal that is parked", async () => {
    const carts = await db.selectFrom("cart").selectAll().where("order_id", "is", null).execute();
    expect(carts.filter((cart) => cart.expires_at > nowMs).length).toBeGreaterThanOrEqual(2);
    expect(carts.filter((cart) => cart.expires_at <= nowMs).length).toBeGreaterThanOrEqual(1);
    const refused = await db.selectFrom("activity").selectAll().where("outcome", "=", "refused").execute();
    const codes = new Set(refused.map((line) => line.refusal_code));
    const wanted = [
      "cancellation-window-closed",
      "role-needed",
      "not-cancellable",
      "under-review",
      "market-closed",
      "customer-may-not-buy",
      "sign-in-failed",
    ];
    expect([...codes]).toEqual(expect.arrayContaining(wanted));
    const runs = await db
      .selectFrom("job_run")
      .selectAll()
      .where("started_at", ">", nowMs - 4 * dayMs)
      .execute();
    expect(runs.filter((run) => run.status === "failed")).toHaveLength(1);
    expect(runs.filter((run) => run.status === "done").length).toBeGreaterThanOrEqual(8);
    expect(runs.filter((run) => run.status === "running")).toEqual([]);
    const held = active().filter(({ subscription }) => subscription.hold !== null);
    expect(held.map(({ subscription }) => subscription.hold?.reason)).toEqual(["failing"]);
    expect(await db.selectFrom("job_failure").select("attempts").execute()).toEqual([{ attempts: 5 }]);
  });

  test("has announced what is ahead", async () => {
    const rows = await db.selectFrom("notice").select("kind").distinct().execute();
    const kinds = new Set(rows.map(({ kind }) => kind));
    const wanted = [
      "order-confirmed",
      "renewal-ahead",
      "will-not-renew",
      "renewed",
      "expired",
      "cancelled",
      "window-closing",
    ];
    expect([...kinds]).toEqual(expect.arrayContaining(wanted));
  });

  test("has a sign-in for every role", async () => {
    const rows = await db
      .selectFrom("user_role")
      .innerJoin("user_account", "user_account.id", "user_role.user_id")
      .select(["email", "role"])
      .execute();
    const stored = new Set(rows.map(({ email, role }) => `${email} ${role}`));
    for (const { email, roles } of demoUsers) for (const role of roles) expect(stored).toContain(`${email} ${role}`);
    expect(rows).toHaveLength(stored.size);
  });

  test("has pools with plenty, low ones and an empty one, and products that need keys and have none", async () => {
    const pools = await db.selectFrom("key_pool").selectAll().execute();
    expect(pools.map(({ available_count }) => available_count).toSorted((a, b) => a - b)).toEqual(
      demoPools.map(({ left }) => left).toSorted((a, b) => a - b),
    );
    expect(pools.filter((pool) => pool.available_count === 0)).toHaveLength(1);
    expect(pools.filter((pool) => pool.is_low === 1)).toHaveLength(3);
    const needing = await db.selectFrom("sku").select("product_id").distinct().where("needs_key", "=", 1).execute();
    const stocked = new Set(pools.map((pool) => pool.product_id));
    expect(needing.filter((sku) => !stocked.has(sku.product_id)).length).toBeGreaterThanOrEqual(2);
    expect(new Set(pools.map((pool) => pool.key_format))).toEqual(new Set(["5x5", "32-digits"]));
  });

  test("has keys that were looked at, withdrawn and revoked with their purchase, and counts them rightly", async () => {
    const keys = await db.selectFrom("software_key").selectAll().execute();
    const causes = new Set(keys.map((key) => key.revoked_cause).filter((cause) => cause !== null));
    expect(causes).toEqual(new Set(["leaked", "purchase-cancelled"]));
    for (const pool of await db.selectFrom("key_pool").selectAll().execute()) {
      const inState = (state: string) => keys.filter((key) => key.pool_id === pool.id && key.state === state).length;
      const { available_count, issued_count, revoked_count } = pool;
      expect([available_count, issued_count, revoked_count]).toEqual(
        ["available", "issued", "revoked"].map((state) => inState(state)),
      );
    }
    const looks = await db
      .selectFrom("activity")
      .select(["actor_kind", "outcome"])
      .where("action", "=", "key-revealed")
      .execute();
    expect(new Set(looks.map((look) => look.actor_kind))).toEqual(new Set(["partner", "customer"]));
    expect(looks.filter((look) => look.outcome === "refused")).toHaveLength(2);
    expect(looks.length).toBeGreaterThan(60);
  });

  test("keeps its keys sealed, and one file of keys waiting to be imported", async () => {
    const rows = JSON.stringify([
      await db.selectFrom("software_key").selectAll().execute(),
      await db.selectFrom("key_import").selectAll().execute(),
      await db.selectFrom("activity").selectAll().execute(),
    ]);
    for (const pool of demoPools)
      for (const file of ["1", "2"])
        for (const key of demoKeys(pool, `mak-${pool.productId}-${pool.version || "all"}-${file}.txt`, 3))
          expect(rows.includes(key)).toBe(false);
    const open = await db.selectFrom("key_import").select("status").where("status", "!=", "imported").execute();
    expect(open).toEqual([{ status: "checked" }]);
  });

  test("has files whose content is in the store, replaced and removed ones, and links that were used", async () => {
    const files = await db.selectFrom("download_file").selectAll().execute();
    for (const { sha256, size_bytes } of files)
      expect(await keyServices.downloadStore.open(sha256, { first: 0, last: Number(size_bytes) - 1 })).toBeDefined();
    expect(files.filter((file) => file.replaced_at !== null)).toHaveLength(1);
    expect(files.filter((file) => file.removed_at !== null)).toHaveLength(1);
    const withoutFiles = await db
      .selectFrom("sku")
      .select("product_id")
      .where("needs_download", "=", 1)
      .where("product_id", "not in", db.selectFrom("download_file").select("product_id"))
      .execute();
    expect(withoutFiles.length).toBeGreaterThan(0);
    const links = await db.selectFrom("download_link").select(["kind", "use_count"]).execute();
    expect(links.filter((link) => link.kind === "copied" && link.use_count > 0).length).toBeGreaterThan(3);
    expect(links.filter((link) => link.kind === "copied" && link.use_count === 0).length).toBeGreaterThan(0);
  });

  test("never puts anything into the future", async () => {
    const latest = await Promise.all([
      db
        .selectFrom("order")
        .select((is) => is.fn.max("ordered_at").as("ms"))
        .executeTakeFirstOrThrow(),
      db
        .selectFrom("charge")
        .select((is) => is.fn.max("charged_at").as("ms"))
        .executeTakeFirstOrThrow(),
      db
        .selectFrom("credit")
        .select((is) => is.fn.max("credited_at").as("ms"))
        .executeTakeFirstOrThrow(),
      db
        .selectFrom("activity")
        .select((is) => is.fn.max("at").as("ms"))
        .executeTakeFirstOrThrow(),
      db
        .selectFrom("notice")
        .select((is) => is.fn.max("queued_at").as("ms"))
        .executeTakeFirstOrThrow(),
    ]);
    for (const { ms } of latest) expect(ms).toBeLessThanOrEqual(nowMs);
  });

  test("has nothing left that is due, but what is parked", () => {
    for (const { subscription, row } of active()) {
      if (subscription.hold !== null) continue;
      expect(subscription.term.endAt.epochMilliseconds).toBeGreaterThan(nowMs);
      expect(row.next_charge_at ?? Number.POSITIVE_INFINITY).toBeGreaterThan(nowMs);
    }
  });

  test("has terms that follow each other without gap or overlap, the last one being the subscription's", async () => {
    const terms = await db.selectFrom("term").selectAll().orderBy("subscription_id").orderBy("term_number").execute();
    for (const { row } of subscriptions) {
      const own = terms.filter((term) => term.subscription_id === row.id);
      expect(own.map((term) => term.term_number)).toEqual(own.map((_, index) => index + 1));
      const starts = [row.purchased_at, ...own.slice(0, -1).map((term) => term.end_at)];
      expect(own.map((term) => term.start_at)).toEqual(starts);
      expect(own.map((term) => term.window_opened_at)).toEqual(starts);
      const last = own.at(-1);
      expect(last).toMatchObject({ term_number: row.term_number, end_at: row.term_end_at, quantity: row.quantity });
    }
    expect(terms.filter((term) => term.term_number > 1).length).toBeGreaterThanOrEqual(60);
  });

  test("has charged every cycle that was due once, at its start, and no other", async () => {
    const charges = await db.selectFrom("charge").selectAll().execute();
    for (const charge of charges) {
      expect(charge.amount_minor).toBe(charge.unit_price_minor * charge.quantity);
      expect(charge.amount_minor).toBeGreaterThan(0);
      expect(charge.recorded_at).toBe(charge.charged_at);
    }
    for (const { subscription, row } of subscriptions) {
      const ofTerm = charges
        .filter((charge) => charge.subscription_id === row.id && charge.term_number === row.term_number)
        .toSorted((a, b) => (a.cycle_number ?? 0) - (b.cycle_number ?? 0));
      const untilMs = subscription.cancelledAt?.epochMilliseconds ?? nowMs;
      const expected = chargeSchedule(subscription.term).filter(
        ({ chargedAt }) => chargedAt.epochMilliseconds <= untilMs,
      );
      expect(
        ofTerm.map((charge) => [charge.cycle_number, charge.starts_on, charge.ends_on, charge.charged_at]),
      ).toEqual(
        expected.map(({ cycleNumber, startsOn, endsOn, chargedAt }) => [
          cycleNumber,
          startsOn.toString(),
          endsOn.toString(),
          chargedAt.epochMilliseconds,
        ]),
      );
    }
    for (const line of perpetual)
      expect(
        charges.filter((charge) => charge.order_id === line.order_id && charge.line_number === line.line_number),
      ).toHaveLength(1);
  });

  test("is the same book on both databases", async () => {
    const charges = await db
      .selectFrom("charge")
      .innerJoin("customer", "customer.id", "charge.customer_id")
      .innerJoin("order_line", (join) =>
        join
          .onRef("order_line.order_id", "=", "charge.order_id")
          .onRef("order_line.line_number", "=", "charge.line_number"),
      )
      .select(["domain", "product_id", "cycle_number", "charged_at", "charge.amount_minor", "charge.currency"])
      .execute();
    const book = charges.map((charge) => Object.values(charge).join(" ")).toSorted();
    const keys = await db
      .selectFrom("software_key")
      .innerJoin("key_pool", "key_pool.id", "software_key.pool_id")
      .select(["software_key.id", "product_id", "key_pool.version", "state", "issued_at", "revoked_at"])
      .execute();
    book.push(...keys.map((key) => Object.values(key).join(" ")).toSorted());
    const before = books.get(nowText);
    books.set(nowText, book);
    expect(book).toEqual(before ?? book);
    expect(book.length).toBeGreaterThan(700);
  });
});

test("the plan of one instant is the same every time, and that of a later one the same book moved along", () => {
  const early = Temporal.Instant.from("2026-11-24T13:05:00Z");
  expect(JSON.stringify(planDemo(early))).toBe(JSON.stringify(planDemo(early)));
  const kindsOf = (now: Temporal.Instant) =>
    planDemo(now)
      .map(({ action }) => action.kind)
      .toSorted();
  expect(kindsOf(early.add({ hours: 24 * 7 }))).toEqual(kindsOf(early));
});

test("the demo is not put beside other data", async () => {
  const { db, dispose } = await createTestDatabase("sqlite");
  await db.insertInto("partner").values({ id: "p", name: "Somebody", country: "DE", created_at: 0 }).execute();
  expect(await findDemoState(db)).toBe("other-data");
  await expect(loadDemo(db, Temporal.Instant.from("2026-11-24T13:05:00Z"), testKeyServices())).rejects.toThrow(
    /other-data/,
  );
  await dispose();
});
