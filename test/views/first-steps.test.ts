import { expect, it } from "vitest";
import type { Role } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { putFirstStepsAway } from "#app/services/accounts/arrange-pages.server.ts";
import { logActivity } from "#app/services/activity/log-activity.server.ts";
import { firstSteps } from "#app/views/first-steps.ts";
import { instantColumn } from "#db/columns.ts";
import {
  buildCustomer,
  buildPartner,
  buildPartnerActor,
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  instant,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-11-02T09:00:00Z");

describeOnBothDatabases("the first steps of a new partner", (database) => {
  async function build(roles: readonly Role[] = ["admin-agent"]) {
    const { db } = database();
    const partner = await buildPartner(db);
    const actor = await buildPartnerActor(db, partner.id, roles);
    const steps = (now = at) =>
      firstSteps({ db, actor, at: now, reader: { language: "en", timeZone: "UTC" } }, partner.id);
    const addCustomer = async (createdAt: string) => {
      const customer = await buildCustomer(db, partner.id);
      const row = { created_at: instantColumn(instant(createdAt)) };
      await db.updateTable("customer").set(row).where("id", "=", customer.id).execute();
      return customer;
    };
    return { db, partner, actor, steps, addCustomer };
  }

  it("are told from the record, one after the other, and are gone once a key was seen", async () => {
    const { db, partner, actor, steps, addCustomer } = await build();
    expect(await steps()).toMatchObject({
      done: 0,
      customer: { isDone: false, refusal: null },
      purchase: { isDone: false, of: null },
      key: { isDone: false, at: null },
    });

    const customer = await addCustomer("2026-11-01T09:00:00Z");
    expect(await steps()).toMatchObject({ done: 1, purchase: { isDone: false, of: { id: customer.id } } });

    const plain = await buildSku(db, { needsKey: false });
    await buildSubscription(db, { customer, sku: plain.sku, at });
    expect(await steps()).toMatchObject({ done: 2, purchase: { isDone: true }, key: { at: null } });

    const keyed = await buildSku(db, { kind: "perpetual-software", needsKey: true });
    const { orderId } = await buildPerpetualPurchase(db, { customer, sku: keyed.sku, at });
    expect(await steps()).toMatchObject({ key: { at: { customerId: customer.id, orderId, lineNumber: 0 } } });

    const subject = { partnerId: partner.id, customerId: customer.id, orderId };
    await db
      .transaction()
      .execute((tx) => logActivity(tx, serviceDeps(db, at), actor, [activityDone("key-revealed", at, subject)]));
    expect(await steps()).toBeNull();
  });

  it("are for partners that have had customers for 90 days at most", async () => {
    const { steps, addCustomer } = await build();
    await addCustomer("2026-08-04T09:00:00Z");
    expect(await steps()).not.toBeNull();
    expect(await steps(at.add({ milliseconds: 1 }))).toBeNull();
  });

  it("say who may not do what", async () => {
    const { steps, addCustomer } = await build(["sales-agent"]);
    await addCustomer("2026-11-01T09:00:00Z");
    expect(await steps()).toMatchObject({
      customer: { isDone: true, refusal: null },
      purchase: { refusal: null },
      key: { refusal: { code: "role-needed", action: "see-keys" } },
    });
  });

  it("are put away by one user and stay for the others", async () => {
    const { db, partner, actor, steps } = await build();
    await putFirstStepsAway({ db }, actor, true, at);
    expect(await steps()).toMatchObject({ isPutAway: true, done: 0 });
    const colleague = await buildPartnerActor(db, partner.id);
    const context = { db, actor: colleague, at, reader: { language: "en", timeZone: "UTC" } } as const;
    expect(await firstSteps(context, partner.id)).toMatchObject({ isPutAway: false });
  });
});
