import { expect, it } from "vitest";
import { cancelPerpetual } from "#app/services/purchases/cancel-perpetual.server.ts";
import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import { changeSupportRequest } from "#app/services/support/change-request.server.ts";
import { type GrantCancellationInput, grantCancellation } from "#app/services/support/grant-cancellation.server.ts";
import { insertCharges } from "#db/repositories/charges.ts";
import { findSubscription } from "#db/repositories/subscriptions.ts";
import { invoiceViolations } from "#test/jobs/support/invariants.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import {
  buildOperatorActor,
  buildPerpetualPurchase,
  buildPortalSetting,
  buildSku,
  buildSubscription,
  buildTenant,
  chargeOf,
  instant,
  type PurchaseOptions,
  type SkuOptions,
  testIds,
} from "#test/support/builders.ts";
import { checksumOfTables } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { openRequest, supportDeps } from "#test/support/support-requests.ts";

const boughtAt = instant("2024-03-01T10:00:00Z");
/** Long after every window. */
const at = instant("2024-05-20T10:00:00Z");

describeOnBothDatabases("granting a cancellation", (database) => {
  const deps = () => supportDeps(database().db, at);

  async function buildSubscribed(options: Partial<PurchaseOptions> = {}, skuOptions: SkuOptions = {}) {
    const { db } = database();
    const tenant = await buildTenant(db);
    const operator = await buildOperatorActor(db);
    const { sku } = await buildSku(db, skuOptions);
    const subscription = await buildSubscription(db, {
      customer: tenant.customer,
      sku,
      at: boughtAt,
      quantity: 3,
      unitPriceMinor: 10_001,
      ...options,
    });
    const requestId = await openRequest(deps(), tenant.actor, at, { reference: subscription.id });
    const read = async () => (await findSubscription(db, tenant.partner.id, subscription.id))?.subscription;
    const credits = () =>
      db
        .selectFrom("credit")
        .selectAll()
        .where("partner_id", "=", tenant.partner.id)
        .orderBy("amount_minor", "desc")
        .execute();
    return { ...tenant, operator, sku, subscription, requestId, read, credits };
  }

  const grantOf = (requestId: string, rest: Partial<GrantCancellationInput> = {}): GrantCancellationInput => ({
    idempotencyKey: testIds.next(),
    requestId,
    lineNumber: null,
    amountMinor: 20_000,
    reason: "Goodwill, once",
    ...rest,
  });

  it("cancels a subscription long after its window, with the amount, the reason and the words of both sides", async () => {
    const { db } = database();
    const { actor, operator, subscription, requestId, read, credits, partner, customer } = await buildSubscribed();
    expect(
      await cancelSubscription(
        deps(),
        actor,
        { idempotencyKey: testIds.next(), subscriptionId: subscription.id, isConfirmed: true, shownCreditMinor: null },
        at,
      ),
    ).toMatchObject({ refusal: { code: "cancellation-window-closed" } });

    expect(await grantCancellation(deps(), operator, grantOf(requestId), at)).toEqual({
      ok: true,
      value: { requestId, customerId: customer.id, creditMinor: 20_000, currency: "EUR" },
    });
    expect(await read()).toMatchObject({ cancelledAt: at, isAutoRenewOn: false, nextTerm: null });
    const [credit, ...others] = await credits();
    expect(others).toEqual([]);
    expect(credit).toMatchObject({ kind: "granted", amount_minor: 20_000, credited_at: at.epochMilliseconds });
    expect(await db.selectFrom("granted_credit").selectAll().where("request_id", "=", requestId).execute()).toEqual([
      { credit_id: credit?.id, request_id: requestId, partner_id: partner.id, reason: "Goodwill, once" },
    ]);
    const request = await db
      .selectFrom("support_request")
      .selectAll()
      .where("id", "=", requestId)
      .executeTakeFirstOrThrow();
    expect(request).toMatchObject({
      status: "closed",
      granted_minor: 20_000,
      granted_currency: "EUR",
      granted_by: operator.userId,
      closed_at: at.epochMilliseconds,
    });
    const log = await db
      .selectFrom("activity")
      .select(["action", "new_json", "actor_kind"])
      .where("partner_id", "=", partner.id)
      .where("actor_kind", "=", "operator")
      .orderBy("id")
      .execute();
    expect(log.map(({ action }) => action)).toEqual(["subscription-cancelled", "cancellation-granted"]);
    expect(JSON.parse(log[0]?.new_json ?? "")).toEqual({
      status: "deleted",
      creditMinor: 20_000,
      currency: "EUR",
      granted: true,
      requestId,
    });
    const notices = await db
      .selectFrom("notice")
      .select("kind")
      .where("partner_id", "=", partner.id)
      .orderBy("kind")
      .execute();
    expect(notices.map(({ kind }) => kind)).toEqual(["cancelled", "support-answered"]);
  });

  it.each([
    ["nothing", 0, [], true],
    ["one cent", 1, [1], true],
    ["all that was charged", 30_003, [30_003], true],
    ["one cent more", 30_004, [], false],
    ["less than nothing", -1, [], false],
    ["half a cent", 0.5, [], false],
  ])("%s: %i", async (_amount, amountMinor, credited, isOk) => {
    const { operator, requestId, credits, read } = await buildSubscribed();
    const answer = await grantCancellation(deps(), operator, grantOf(requestId, { amountMinor }), at);
    expect(answer.ok).toBe(isOk);
    if (!answer.ok)
      expect(answer.refusal).toEqual({ code: "grant-above-charged", amountMaxMinor: 30_003, currency: "EUR" });
    expect((await credits()).map((credit) => credit.amount_minor)).toEqual(credited);
    expect((await read())?.cancelledAt).toEqual(isOk ? at : null);
  });

  it("spreads the amount over the charges of the term, the latest first, none beyond itself", async () => {
    const { db } = database();
    const { operator, requestId, subscription, credits } = await buildSubscribed({ billingPlan: "monthly" });
    await insertCharges(db, at, [
      chargeOf(subscription, 2, "cycle-charge", instant("2024-04-01T00:00:00Z")),
      chargeOf(subscription, 3, "cycle-charge", instant("2024-05-01T00:00:00Z")),
    ]);
    expect(
      await grantCancellation(deps(), operator, grantOf(requestId, { amountMinor: 30_003 + 5 }), at),
    ).toMatchObject({ value: { creditMinor: 30_008 } });
    expect((await credits()).map((credit) => credit.amount_minor)).toEqual([30_003, 5]);
    const charges = await db
      .selectFrom("charge")
      .innerJoin("credit", "credit.charge_id", "charge.id")
      .select(["charge.cycle_number", "credit.amount_minor"])
      .where("charge.subscription_id", "=", subscription.id)
      .orderBy("charge.cycle_number")
      .execute();
    expect(charges).toEqual([
      { cycle_number: 2, amount_minor: 5 },
      { cycle_number: 3, amount_minor: 30_003 },
    ]);
  });

  it("cancels what no page cancels: a plan that is never cancelled, a reservation, what is under review", async () => {
    const { db } = database();
    for (const kind of ["third-party-plan", "azure-reservation"] as const) {
      const { operator, requestId, read } = await buildSubscribed({}, { kind });
      expect((await grantCancellation(deps(), operator, grantOf(requestId), at)).ok).toBe(true);
      expect((await read())?.cancelledAt).toEqual(at);
    }
    await buildPortalSetting(db, "perpetual-review-above", { EUR: 10_000 });
    const { actor, customer } = await buildTenant(db);
    const operator = await buildOperatorActor(db);
    const { sku } = await buildSku(db, { kind: "perpetual-software" });
    const soon = instant("2024-05-19T10:00:00Z");
    const purchase = await buildPerpetualPurchase(db, { customer, sku, at: soon, quantity: 2, unitPriceMinor: 9_999 });
    const byPage = { idempotencyKey: testIds.next(), ...purchase, isNoticeConfirmed: true };
    expect(await cancelPerpetual(deps(), actor, byPage, at)).toMatchObject({ refusal: { code: "under-review" } });
    const requestId = await openRequest(deps(), actor, at, { reference: purchase.orderId });
    const tooMuch = grantOf(requestId, { amountMinor: 19_999 });
    expect(await grantCancellation(deps(), operator, tooMuch, at)).toMatchObject({
      refusal: { code: "grant-above-charged", amountMaxMinor: 19_998 },
    });
    expect(await grantCancellation(deps(), operator, grantOf(requestId, { amountMinor: 19_998 }), at)).toMatchObject({
      value: { creditMinor: 19_998 },
    });
    expect(await cancelPerpetual(deps(), actor, { ...byPage, idempotencyKey: testIds.next() }, at)).toMatchObject({
      refusal: { code: "purchase-cancelled" },
    });
  });

  it("of thirty operators at once one grants; the others learn that it was granted", async () => {
    const { requestId, credits } = await buildSubscribed();
    const operators = await Promise.all(Array.from({ length: 3 }, () => buildOperatorActor(database().db)));
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => {
        const operator = operators[n % 3];
        if (operator === undefined) throw new Error("no operator");
        return grantCancellation(deps(), operator, grantOf(requestId, { amountMinor: 1_000 + n }), at);
      }),
    );
    const [won, ...alsoWon] = answers.filter((answer) => answer.ok);
    expect(alsoWon).toEqual([]);
    for (const answer of answers)
      if (!answer.ok) expect(answer.refusal).toEqual({ code: "support-granted", grantedAt: at.epochMilliseconds });
    const written = await credits();
    expect(written.map((credit) => credit.amount_minor)).toEqual([won?.ok ? won.value.creditMinor : 0]);
  });

  it("sent again gives the first answer and no second credit; with another amount it is refused", async () => {
    const { operator, requestId, credits } = await buildSubscribed();
    const input = grantOf(requestId);
    const first = await grantCancellation(deps(), operator, input, at);
    const before = await checksumOfTables(database().db);
    expect(await grantCancellation(deps(), operator, input, at.add({ minutes: 5 }))).toEqual(first);
    expect(await checksumOfTables(database().db)).toEqual(before);
    expect(await grantCancellation(deps(), operator, { ...input, amountMinor: 1 }, at)).toMatchObject({
      refusal: { code: "idempotency-key-reused" },
    });
    expect(await credits()).toHaveLength(1);
  });

  it("the partner who cancels at the same time, and the operator: one credit", async () => {
    const inWindow = boughtAt.add({ hours: 3 });
    const { actor, operator, subscription, requestId, credits } = await buildSubscribed();
    const byPage = {
      idempotencyKey: testIds.next(),
      subscriptionId: subscription.id,
      isConfirmed: true,
      shownCreditMinor: null,
    };
    const answers = await Promise.all([
      cancelSubscription(deps(), actor, byPage, inWindow),
      grantCancellation(deps(), operator, grantOf(requestId), inWindow),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await credits()).toHaveLength(1);
  });

  it("is refused where nothing can be cancelled, and then the request stays as it was", async () => {
    const { db } = database();
    const { actor, operator, requestId, subscription } = await buildSubscribed();
    const aboutNothing = await openRequest(deps(), actor, at);
    expect(await grantCancellation(deps(), operator, grantOf(aboutNothing), at)).toMatchObject({
      refusal: { code: "grant-not-possible" },
    });
    expect(await grantCancellation(deps(), operator, grantOf(requestId, { reason: "  " }), at)).toMatchObject({
      refusal: { code: "support-text-needed" },
    });
    const closed = { idempotencyKey: testIds.next(), requestId, text: "", status: "closed", attachments: [] } as const;
    await changeSupportRequest(deps(), actor, closed, at);
    expect(await grantCancellation(deps(), operator, grantOf(requestId), at)).toMatchObject({
      refusal: { code: "support-closed" },
    });
    const found = await findSubscription(db, subscription.partnerId, subscription.id);
    expect(found?.subscription.cancelledAt).toBeNull();
    const afterTerm = instant("2025-03-02T00:00:00Z");
    const second = await openRequest(deps(), actor, at, { reference: subscription.id });
    expect(await grantCancellation(deps(), operator, grantOf(second), afterTerm)).toMatchObject({
      refusal: { code: "being-renewed" },
    });
    expect(
      await db.selectFrom("support_request").select("granted_at").where("id", "=", second).executeTakeFirst(),
    ).toEqual({ granted_at: null });
  });

  it("only the operator grants; the attempt of anybody else is logged", async () => {
    const { actor, requestId, credits, partner } = await buildSubscribed();
    expect(await grantCancellation(deps(), actor, grantOf(requestId), at)).toMatchObject({
      refusal: { code: "role-needed", roles: ["operator"] },
    });
    expect(await credits()).toEqual([]);
    const log = await database()
      .db.selectFrom("activity")
      .select(["action", "outcome"])
      .where("partner_id", "=", partner.id)
      .where("outcome", "=", "refused")
      .execute();
    expect(log).toEqual([{ action: "cancellation-granted", outcome: "refused" }]);
  });

  it("the credit stands on the next invoice, once", async () => {
    const { db } = database();
    const { operator, requestId, partner } = await buildSubscribed();
    await runAt(jobDeps(db, at), "issue-invoices", instant("2024-04-06T00:00:00Z"));
    await grantCancellation(deps(), operator, grantOf(requestId), at);
    const sixthOfJune = instant("2024-06-06T00:00:00Z");
    await runAt(jobDeps(db, sixthOfJune), "issue-invoices", sixthOfJune);
    const lines = await db
      .selectFrom("invoice_line")
      .innerJoin("invoice", "invoice.id", "invoice_line.invoice_id")
      .select(["invoice.period", "invoice_line.kind", "invoice_line.amount_minor"])
      .where("invoice.partner_id", "=", partner.id)
      .orderBy("invoice.period")
      .execute();
    expect(lines).toEqual([
      { period: "2024-03", kind: "charge", amount_minor: 30_003 },
      { period: "2024-05", kind: "credit", amount_minor: -20_000 },
    ]);
    expect(await invoiceViolations(db)).toEqual([]);
  });
});
