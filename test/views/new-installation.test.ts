import { expect, it } from "vitest";
import { insertAgreement } from "#db/repositories/agreements.ts";
import { newInstallationView } from "#app/views/upgrade-verification/installations.ts";
import { buildCustomer, buildPartner, buildPartnerActor, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { valueOf } from "#test/support/installations.ts";

const at = instant("2026-11-02T09:00:00Z");

describeOnBothDatabases("The customers that an upgrade installation can be prepared for", (database) => {
  async function build() {
    const { db } = database();
    const partner = await buildPartner(db);
    const actor = await buildPartnerActor(db, partner.id);
    const add = async (options: Parameters<typeof buildCustomer>[2], agreements: number, partnerId = partner.id) => {
      const customer = await buildCustomer(db, partnerId, options);
      for (let n = 0; n < agreements; n++)
        await insertAgreement(db, {
          id: testIds.next(),
          partnerId,
          customerId: customer.id,
          number: `A${testIds.next().slice(-12).toUpperCase()}`,
          programme: "enterprise",
          createdAt: at,
          createdBy: actor.userId,
        });
      return customer;
    };
    const read = async (params: { search?: string; after?: string | null; before?: string | null }) => {
      const context = { db, actor, at, reader: { language: "de", timeZone: "UTC" } } as const;
      const { choice } = valueOf(await newInstallationView(context, { customerId: "", search: "", ...params }));
      if (choice === null) throw new Error("A customer was chosen");
      return choice;
    };
    const find = async (search: string) => (await read({ search })).customers.map(({ name }) => name);
    return { db, partner, actor, add, read, find };
  }

  it("are those with an agreement, found by the beginning of a word of the name, by domain and by id", async () => {
    const { db, add, read, find } = await build();
    const contoso = await add({ name: "Contoso Licht GmbH", domain: "contoso.example", country: "AT" }, 2);
    const tide = await add({ name: "Tidewater Freight", domain: "tide.example" }, 1);
    await add({ name: "Contoso ohne Vertrag", domain: "ohne.example" }, 0);
    const other = await buildPartner(db);
    await add({ name: "Contoso von nebenan", domain: "nebenan.example" }, 1, other.id);
    const all = await read({});
    expect(all.customers).toEqual([
      { id: contoso.id, name: "Contoso Licht GmbH", domain: "contoso.example", country: "Österreich" },
      { id: tide.id, name: "Tidewater Freight", domain: "tide.example", country: "Deutschland" },
    ]);
    expect(all.links).toEqual({ previous: null, next: null });
    expect(await find("contoso")).toEqual(["Contoso Licht GmbH"]);
    expect(await find("LICHT con")).toEqual(["Contoso Licht GmbH"]);
    expect(await find("tide.ex")).toEqual(["Tidewater Freight"]);
    expect(await find(tide.id)).toEqual(["Tidewater Freight"]);
    expect(await find("nebenan")).toEqual([]);
    expect(await find("ohne")).toEqual([]);
    expect(await find("ontoso")).toEqual([]);
  });

  it("stand on pages by name, forwards and back, each once, also while they are searched", async () => {
    const { add, read } = await build();
    for (let n = 0; n < 120; n++)
      await add({ name: `${n % 2 === 0 ? "Even" : "Odd"} ${String(n).padStart(3, "0")}` }, 1 + (n % 2));
    for (const [search, count] of [
      ["", 120],
      ["even", 60],
    ] as const) {
      const forwards: string[][] = [];
      const keys: (string | null)[] = [];
      for (let after: string | null = null; ;) {
        const { customers, links } = await read({ search, after });
        forwards.push(customers.map(({ name }) => name));
        keys.push(links.previous);
        after = links.next;
        if (after === null) break;
      }
      expect(new Set(forwards.flat()).size).toBe(count);
      expect(forwards.flat()).toHaveLength(count);
      expect(forwards.flat()).toEqual(forwards.flat().toSorted());
      expect(forwards).toHaveLength(Math.ceil(count / 50));
      const back = await read({ search, before: keys.at(-1) ?? null });
      expect(back.customers.map(({ name }) => name)).toEqual(forwards.at(-2));
    }
  });

  it("are not asked for where one was named", async () => {
    const { db, actor, add } = await build();
    const customer = await add({ name: "Contoso" }, 1);
    const context = { db, actor, at, reader: { language: "en", timeZone: "UTC" } } as const;
    const view = valueOf(await newInstallationView(context, { customerId: customer.id, search: "x" }));
    expect(view).toMatchObject({ customer: { id: customer.id, name: "Contoso" }, choice: null });
  });
});
