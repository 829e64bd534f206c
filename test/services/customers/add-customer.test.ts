import { expect, it } from "vitest";
import { addCustomer, type AddCustomerInput } from "#app/services/customers/add-customer.server.ts";
import { findCustomer, searchCustomers } from "#db/repositories/customers.ts";
import { buildPartnerActor, buildTenant, instant, testIds } from "#test/support/builders.ts";
import { countRows } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2024-03-01T12:00:00Z");

function input(fields: Partial<AddCustomerInput> = {}): AddCustomerInput {
  return {
    idempotencyKey: testIds.next(),
    name: "Müller & Söhne GmbH",
    domain: "Mueller.Example",
    country: "DE",
    validationStatus: null,
    ...fields,
  };
}

describeOnBothDatabases("adding a customer", (database) => {
  const deps = () => serviceDeps(database().db, at);

  it("stores and logs it, and it is found by its words", async () => {
    const { db } = database();
    const { actor, partner } = await buildTenant(db);
    const added = await addCustomer(deps(), actor, input({ name: "  Müller  &\tSöhne GmbH " }), at);
    const id = added.ok ? added.value.customerId : "";
    expect(await findCustomer(db, partner.id, id)).toMatchObject({
      name: "Müller & Söhne GmbH",
      nameFolded: "muller & sohne gmbh",
      domain: "mueller.example",
      validationStatus: null,
    });
    const list = { sort: "name", direction: "asc", limit: 10, cursor: null } as const;
    for (const search of ["muller", "SÖHNE", "mueller.ex", "gmb mul", id.slice(0, 20)])
      expect((await searchCustomers(db, partner.id, search, list)).rows.map((row) => row.id)).toEqual([id]);
    expect((await searchCustomers(db, partner.id, "muller ag", list)).rows).toEqual([]);
    const logged = await db.selectFrom("activity").selectAll().where("customer_id", "=", id).execute();
    expect(logged).toMatchObject([{ action: "customer-added", outcome: "done" }]);
  });

  it("adds one when the same form is sent ten times at once, or ten forms with one domain", async () => {
    const { db } = database();
    const { actor } = await buildTenant(db);
    const customers = await countRows(db, "customer");
    const form = input();
    const answers = await Promise.all(Array.from({ length: 10 }, () => addCustomer(deps(), actor, form, at)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const others = await Promise.all(
      Array.from({ length: 10 }, () => addCustomer(deps(), actor, input({ domain: "other.example" }), at)),
    );
    expect(others.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await countRows(db, "customer")).toBe(customers + 2);
  });

  it.each([
    [{ name: "  " }, { field: "name", reason: "missing" }],
    [{ name: "x".repeat(201) }, { field: "name", reason: "too-long" }],
    [{ domain: "no domain" }, { field: "domain", reason: "not-a-domain" }],
    [{ domain: "-a.example" }, { field: "domain", reason: "not-a-domain" }],
    [{ domain: "localhost" }, { field: "domain", reason: "not-a-domain" }],
    [{ country: "ZZ" }, { field: "country", reason: "unknown-market" }],
  ])("refuses %o", async (fields, refusal) => {
    const { actor } = await buildTenant(database().db);
    expect(await addCustomer(deps(), actor, input(fields), at)).toEqual({
      ok: false,
      refusal: { code: "invalid-field", ...refusal },
    });
  });

  it("lets two partners serve the same domain, and one only once", async () => {
    const { db } = database();
    const a = await buildTenant(db);
    const b = await buildTenant(db);
    expect(await addCustomer(deps(), a.actor, input(), at)).toMatchObject({ ok: true });
    expect(await addCustomer(deps(), b.actor, input(), at)).toMatchObject({ ok: true });
    expect(await addCustomer(deps(), a.actor, input(), at)).toMatchObject({
      refusal: { code: "invalid-field", field: "domain", reason: "taken" },
    });
  });

  it("is for admin agents and global admins", async () => {
    const { db } = database();
    const { partner } = await buildTenant(db);
    const sales = await buildPartnerActor(db, partner.id, ["sales-agent"]);
    expect(await addCustomer(deps(), sales, input(), at)).toMatchObject({ refusal: { code: "role-needed" } });
  });
});
