import { expect, it } from "vitest";
import { decidePerpetualSales } from "#app/domain/access/perpetual-sales.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { setPerpetualSales, type SetPerpetualSalesInput } from "#app/services/partners/set-perpetual-sales.server.ts";
import { addCartLine } from "#app/services/purchases/add-cart-line.server.ts";
import { cancelPerpetual } from "#app/services/purchases/cancel-perpetual.server.ts";
import { checkOut } from "#app/services/purchases/check-out.server.ts";
import { partnersView } from "#app/views/partners.ts";
import {
  buildOperatorActor,
  buildPerpetualPurchase,
  buildSku,
  buildTenant,
  buildUser,
  instant,
  testIds,
} from "#test/support/builders.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import { countRows } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2024-03-01T21:28:18Z");
const reason = "The contract has ended";

describeOnBothDatabases("the sale of perpetual software", (database) => {
  const db = () => database().db;
  const deps = () => serviceDeps(db(), at);

  async function build() {
    const tenant = await buildTenant(db());
    const operator = await buildOperatorActor(db());
    const { sku } = await buildSku(db(), { kind: "perpetual-software" });
    const wish = (more: Partial<SetPerpetualSalesInput> = {}): SetPerpetualSalesInput => {
      return { idempotencyKey: testIds.next(), partnerId: tenant.partner.id, sellsPerpetual: false, reason, ...more };
    };
    const set = (more: Partial<SetPerpetualSalesInput> = {}, actor: Actor = operator) =>
      setPerpetualSales(deps(), actor, wish(more), at);
    const add = (buyer: Pick<typeof tenant, "actor" | "customer"> = tenant) =>
      addCartLine(
        deps(),
        buyer.actor,
        {
          idempotencyKey: testIds.next(),
          customerId: buyer.customer.id,
          cartId: null,
          productId: sku.productId,
          skuId: sku.skuId,
          termDuration: null,
          billingPlan: "one-time",
          quantity: 1,
        },
        at,
      );
    const buy = (cartId: string) =>
      checkOut(deps(), tenant.actor, { idempotencyKey: testIds.next(), cartId, shownUnitPrices: [] }, at);
    const lines = () =>
      db()
        .selectFrom("activity")
        .select(["outcome", "partner_id", "old_json", "new_json", "refusal_code"])
        .where("action", "=", "perpetual-sales-switched")
        .where("actor_user_id", "in", [operator.userId, tenant.actor.userId])
        .orderBy("id")
        .execute();
    return { ...tenant, operator, sku, wish, set, add, buy, lines };
  }

  it("is on until the operator switches it off; then nothing is added, and off again it is on", async () => {
    const { partner, set, add, buy } = await build();
    const other = await buildTenant(db());
    expect(await set()).toEqual({ ok: true, value: { name: partner.name, sellsPerpetual: false } });
    const carts = await countRows(db(), "cart");
    expect(await add()).toEqual({ ok: false, refusal: { code: "perpetual-not-qualified" } });
    expect(await countRows(db(), "cart")).toBe(carts);
    expect(await add(other), "another partner is not touched").toMatchObject({ ok: true });
    expect(await set({ sellsPerpetual: true })).toMatchObject({ ok: true, value: { sellsPerpetual: true } });
    const added = await add();
    if (!added.ok) throw new Error(added.refusal.code);
    expect(await buy(added.value.cartId)).toMatchObject({ ok: true });
  });

  it("is refused at checkout for a cart from before, and nothing is charged; on again, the same cart is bought", async () => {
    const { set, add, buy } = await build();
    const added = await add();
    if (!added.ok) throw new Error(added.refusal.code);
    await set();
    const before = [await countRows(db(), "order"), await countRows(db(), "charge")];
    expect(await buy(added.value.cartId)).toEqual({ ok: false, refusal: { code: "perpetual-not-qualified" } });
    expect([await countRows(db(), "order"), await countRows(db(), "charge")]).toEqual(before);
    await set({ sellsPerpetual: true });
    expect(await buy(added.value.cartId)).toMatchObject({ ok: true });
  });

  it("leaves what was bought before: it can still be cancelled", async () => {
    const { actor, customer, sku, set } = await build();
    const { orderId, lineNumber } = await buildPerpetualPurchase(db(), { customer, sku, at });
    await set();
    const input = { idempotencyKey: testIds.next(), orderId, lineNumber, isNoticeConfirmed: true };
    expect(await cancelPerpetual(deps(), actor, input, at)).toMatchObject({ ok: true });
  });

  it("is logged for the partner with old and new value and the reason, once for two who want the same", async () => {
    const { partner, set, wish, operator, lines } = await build();
    const form = wish();
    await Promise.all([set(), set(), setPerpetualSales(deps(), operator, form, at)]);
    await setPerpetualSales(deps(), operator, form, at);
    const [line, ...others] = await lines();
    expect(others).toEqual([]);
    expect(line).toMatchObject({ outcome: "done", partner_id: partner.id });
    expect(JSON.parse(line?.old_json ?? "null")).toEqual({ sellsPerpetual: true });
    expect(JSON.parse(line?.new_json ?? "null")).toEqual({ sellsPerpetual: false, reason });
  });

  it("is told once per switch, with the reason, to those who buy for the partner, in the portal and by mail", async () => {
    const { partner, actor, set, wish, operator } = await build();
    const [agent, admin] = [
      await buildUser(db(), { partnerId: partner.id, roles: ["admin-agent"] }),
      await buildUser(db(), { partnerId: partner.id, roles: ["global-admin"] }),
    ];
    await buildUser(db(), { partnerId: partner.id, roles: ["sales-agent", "account-admin"] });
    const other = await buildTenant(db());
    const queued = (partnerId = partner.id) =>
      db()
        .selectFrom("notice")
        .select(["id", "kind", "customer_id", "facts_json"])
        .where("partner_id", "=", partnerId)
        .orderBy("id")
        .execute();
    const form = wish();
    await Promise.all([set(), set(), setPerpetualSales(deps(), operator, form, at)]);
    await setPerpetualSales(deps(), operator, form, at);
    expect(await queued()).toHaveLength(1);
    await set({ sellsPerpetual: true, reason: "Qualified again" });
    await set({ sellsPerpetual: true });
    await set();
    expect(await set({ reason: "short" })).toMatchObject({ ok: false });
    const told = await queued();
    expect(told.map(({ kind, customer_id }) => [kind, customer_id])).toEqual(
      told.map(() => ["perpetual-sales-switched", null]),
    );
    expect(told.map(({ facts_json }) => JSON.parse(facts_json))).toEqual([
      { sellsPerpetual: false, switchedAt: at.epochMilliseconds, reason },
      { sellsPerpetual: true, switchedAt: at.epochMilliseconds, reason: "Qualified again" },
      { sellsPerpetual: false, switchedAt: at.epochMilliseconds, reason },
    ]);
    expect(await queued(other.partner.id)).toEqual([]);

    for (let run = 0; run < 2; run++) await runAt(jobDeps(db(), at), "deliver-notices", at);
    const readers = async (table: "inbox" | "mail") => {
      const ids = told.map(({ id }) => id);
      const rows = await db()
        .selectFrom(table)
        .select(["notice_id", "user_id"])
        .where("notice_id", "in", ids)
        .execute();
      return rows.map((row) => `${row.notice_id} ${row.user_id}`).toSorted();
    };
    const expected = told.flatMap(({ id }) => [actor.userId, agent.id, admin.id].map((userId) => `${id} ${userId}`));
    for (const table of ["inbox", "mail"] as const) expect(await readers(table)).toEqual(expected.toSorted());
  });

  it("is switched by the operator alone, of partners that there are", async () => {
    const { actor, set, lines, add } = await build();
    expect(await set({}, actor)).toMatchObject({ refusal: { code: "role-needed", action: "manage-partners" } });
    expect(await lines()).toMatchObject([{ outcome: "refused", refusal_code: "role-needed" }]);
    expect(await set({ partnerId: testIds.next() })).toMatchObject({ refusal: { code: "not-found", what: "partner" } });
    expect(await add()).toMatchObject({ ok: true });
  });

  it("is not switched without a reason, and the attempt is logged", async () => {
    const { partner, set, lines, add } = await build();
    expect(await set({ reason: "  short   " })).toMatchObject({ refusal: { field: "reason", reason: "too-short" } });
    expect(await lines()).toMatchObject([
      { outcome: "refused", partner_id: partner.id, refusal_code: "invalid-field" },
    ]);
    expect(await add()).toMatchObject({ ok: true });
  });

  it.each([
    ["x".repeat(9), "too-short"],
    ["x".repeat(10), null],
    [`  ${"x".repeat(200)}  `, null],
    ["x".repeat(201), "too-long"],
    ["VK7JG-NPHTM-C97JM-9MPGT-3V66T leaked", "contains-key"],
  ])("takes a reason of 10 to 200 characters without a key: %s answers %s", (text, problem) => {
    const request = { sellsPerpetual: false, reason: text };
    const decision = decidePerpetualSales({ id: "p", sellsPerpetual: true }, request, { at, switchId: "s" });
    expect(decision.ok ? null : decision.refusal.reason).toBe(problem);
  });

  it("stands in the operator's list, which nobody else sees", async () => {
    const { partner, actor, operator, set } = await build();
    await set();
    const context = { db: db(), at, reader: { language: "de", timeZone: "Europe/Berlin" } } as const;
    const view = await partnersView({ ...context, actor: operator }, { partner: partner.id });
    if (!view.ok) throw new Error(view.refusal.code);
    const row = { id: partner.id, name: partner.name, country: { code: "DE", name: "Deutschland" } };
    expect(view.value.chosen).toEqual({ ...row, sellsPerpetual: false });
    const [listed] = view.value.partners.filter(({ id }) => id === partner.id);
    expect(listed).toMatchObject({ ...row, sellsPerpetual: false, customers: { text: "1", isCapped: false } });
    const unknown = await partnersView({ ...context, actor: operator }, { partner: "nobody" });
    expect(unknown).toMatchObject({ ok: true, value: { chosen: null } });
    expect(await partnersView({ ...context, actor }, {})).toMatchObject({ refusal: { code: "role-needed" } });
  });
});
