import { expect, it } from "vitest";
import { partnersView } from "#app/views/partners.ts";
import { countCustomersByPartner } from "#db/repositories/partners.ts";
import { recorded } from "#test/db/support/recorder.ts";
import { buildCustomer, buildOperatorActor, buildPartner, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const at = instant("2024-03-01T00:00:00Z");

describeOnBothDatabases("the operator's list of partners", (database) => {
  async function buildCustomers(partnerId: string, count: number) {
    const rows = Array.from({ length: count }, (_one, index) => ({
      id: testIds.next(),
      partner_id: partnerId,
      name: `Customer ${index}`,
      name_folded: `customer ${index}`,
      domain: `n${index}.example`,
      country: "DE",
      validation_status: null,
      created_at: index,
    }));
    for (let from = 0; from < count; from += 250)
      await database()
        .db.insertInto("customer")
        .values(rows.slice(from, from + 250))
        .execute();
  }

  it("says how many customers each has, counted up to a thousand, with one statement for the page", async () => {
    const { db, take } = recorded(database().db);
    const operator = await buildOperatorActor(db);
    const [none, one, nearly, many] = [
      await buildPartner(db, { name: "A, without" }),
      await buildPartner(db, { name: "B, with one" }),
      await buildPartner(db, { name: "C, with 999" }),
      await buildPartner(db, { name: "D, with 1,001" }),
    ];
    await buildCustomer(db, one.id);
    await buildCustomers(nearly.id, 999);
    await buildCustomers(many.id, 1001);
    take();
    const read = async (language: "en" | "de") => {
      const view = await partnersView({ db, at, actor: operator, reader: { language, timeZone: "UTC" } }, {});
      if (!view.ok) throw new Error(view.refusal.code);
      return new Map(view.value.partners.map(({ id, customers }) => [id, customers.text]));
    };
    const english = await read("en");
    expect(take()).toHaveLength(2);
    expect([none, one, nearly, many].map(({ id }) => english.get(id))).toEqual(["0", "1", "999", "1,000+"]);
    expect((await read("de")).get(many.id)).toBe("1.000+");
    const counts = await countCustomersByPartner(db, [one.id, many.id], 3);
    expect(counts).toEqual(
      new Map([
        [one.id, 1],
        [many.id, 3],
      ]),
    );
    expect(await countCustomersByPartner(db, [], 3)).toEqual(new Map());
  });
});
