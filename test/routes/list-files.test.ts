import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "#app/http/paths.ts";
import type { Person } from "./support/settle.ts";
import { openSite, type Site } from "./support/site.ts";

type Row = Readonly<Record<string, string>>;

describe("lists as files over HTTP", () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite("sqlite");
  });
  afterAll(() => site.close());

  const rowsOf = ({ status, headers, text }: Awaited<ReturnType<Site["get"]>>): Row[] => {
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    return parse(text, { bom: true, columns: true }) as Row[];
  };
  const fileOf = async (path: string, person: Person) => rowsOf(await site.get(path, person));
  const exported = async (path: string, person: Person) => {
    const logged = await exportsLogged();
    const rows = rowsOf(await site.post(path, person, [["intent", "export"]]));
    expect(await exportsLogged()).toBe(logged + 1);
    return rows;
  };
  const exportsLogged = async () => {
    const { count } = await site.db
      .selectFrom("activity")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("action", "=", "list-exported")
      .executeTakeFirstOrThrow();
    return Number(count);
  };

  it("a customer's own products are those that were bought for it, and name neither money nor keys", async () => {
    const rows = await fileOf(paths.ownProductsCsv(), "customer-global-admin");
    const bought = await site.db
      .selectFrom("order_line")
      .innerJoin("order", "order.id", "order_line.order_id")
      .where("order.customer_id", "=", site.a.customer)
      .where("order.kind", "=", "purchase")
      .select(["order_id", "line_number"])
      .execute();
    const keysOf = (lines: [string | undefined, string | undefined][]) => lines.map((key) => key.join("/")).toSorted();
    expect(keysOf(rows.map((row) => [row["order_id"], row["line"]]))).toEqual(
      keysOf(bought.map(({ order_id, line_number }) => [order_id, String(line_number)])),
    );
    const renewing = rows.find(({ order_id, line }) => order_id === site.a.order && line === "0");
    expect(renewing).toMatchObject({ term: "P1Y", renews: "yes", status: "usable", quantity: "2" });
    expect(Object.keys(rows[0] ?? {}).join(" ")).not.toMatch(/price|amount|total|currency|key/);
  });

  it("a customer's own accesses name the own people, and of the partner the name alone; the export is logged", async () => {
    const rows = await exported(paths.ownAccessesCsv(), "customer-global-admin");
    expect(rows.length).toBeGreaterThan(0);
    const ofSeller = rows.filter(({ by }) => by === "seller");
    expect(ofSeller.map(({ order_id }) => order_id)).toContain(site.a.order);
    for (const { user, address } of ofSeller)
      expect([user, address]).toEqual(["Harbour & Pine Cloud Services Ltd", ""]);
  });

  it("who of a customer can sign in is a file for its partner, logged once, and for nobody else", async () => {
    const path = paths.customerAccessCsv(site.a.customer);
    const rows = await exported(path, "admin-agent");
    const own = rows.find(({ email }) => email === site.emails["customer-global-admin"]);
    expect(own).toMatchObject({ roles: "customer-global-admin", state: "active" });
    const logged = await exportsLogged();
    const stranger = await site.post(path, "of-other-partner", [["intent", "export"]]);
    expect(stranger.status).toBe(404);
    expect(await exportsLogged()).toBe(logged);
  });

  it.each([
    { path: () => paths.ownAccessesCsv(), person: "customer-global-admin", to: () => paths.ownAccesses() },
    {
      path: () => paths.customerAccessCsv(site.a.customer),
      person: "admin-agent",
      to: () => paths.customerAccess(site.a.customer),
    },
  ] as const)("a file that is logged is not had by address alone", async ({ path, person, to }) => {
    const { status, location } = await site.get(path(), person);
    expect([status, location]).toEqual([302, to()]);
  });

  it("the chains of the log are a row for each, with what was last found", async () => {
    const chains = await site.db.selectFrom("activity_chain").select("chain").execute();
    const rows = await fileOf(paths.activityChainsCsv(), "operator");
    expect(new Set(rows.map(({ chain }) => chain))).toEqual(
      new Set(chains.map(({ chain }) => (chain === "" ? "portal" : chain))),
    );
    expect(rows).toHaveLength(chains.length);
    for (const row of rows) {
      expect(row["lines"]).toMatch(/^\d+$/);
      expect(["intact", "broken", "unchecked"]).toContain(row["state"]);
    }
  });

  it("API clients are a file without anything of a secret, and tax rates have a point whatever the reader's language is", async () => {
    const clients = await fileOf(paths.apiClientsCsv(), "global-admin");
    const own = clients.find(({ client_id }) => client_id === site.a.apiClient);
    expect(own).toMatchObject({ state: "active" });
    expect(clients.map(({ client_id }) => client_id)).not.toContain(site.b.apiClient);
    const secrets = await site.db.selectFrom("api_client").select("secret_hint").execute();
    for (const { secret_hint } of secrets) expect(Object.values(own ?? {})).not.toContain(secret_hint);

    const rates = await fileOf(paths.taxRatesCsv(), "operator");
    const stored = await site.db.selectFrom("tax_rate").select(["market", "rate_millionths"]).execute();
    expect(rates.map(({ market, percent }) => `${market} ${Number(percent) * 10_000}`).toSorted()).toEqual(
      stored.map(({ market, rate_millionths }) => `${market} ${rate_millionths}`).toSorted(),
    );
  });

  it("a list of more rows than a page has is whole in its file", async () => {
    const address = { kind: "lsp", address: "Kai 3", return_address: "forms@many.example" } as const;
    const many = Array.from({ length: 120 }, (_, number) => ({
      id: `many-${number}`,
      name: `Many ${number}`,
      ...address,
      partner_id: null,
      return_instructions: "",
      version: 1,
    }));
    await site.db.insertInto("installer").values(many).execute();
    const all = await site.db.selectFrom("installer").select("id").execute();
    const rows = await fileOf(paths.installersCsv(), "operator");
    expect(new Set(rows.map((row) => row["installer_id"]))).toEqual(new Set(all.map(({ id }) => id)));
    expect(rows).toHaveLength(all.length);
  });

  it("the partners are a file of the operator, with how many customers each has and what it sells", async () => {
    const rows = await fileOf(paths.partnersCsv(), "operator");
    const stored = await site.db.selectFrom("partner").select(["id", "name", "country"]).execute();
    expect(new Set(rows.map(({ partner_id }) => partner_id))).toEqual(new Set(stored.map(({ id }) => id)));
    expect(new Set(rows.map(({ sells_perpetual }) => sells_perpetual))).toEqual(new Set(["yes"]));
    const own = await site.db.selectFrom("customer").select("id").where("partner_id", "=", site.a.partner).execute();
    expect(rows.find(({ partner_id }) => partner_id === site.a.partner)).toMatchObject({ customers: `${own.length}` });
  });

  it("an installer's orders and those that wait for the operator are files, filtered as their tab is", async () => {
    const handedOver = await fileOf(paths.imagingOrdersCsv(), "admin-agent");
    const ids = handedOver.map((row) => row["order_id"]);
    expect(ids).toContain(site.a.installation);
    expect(ids).not.toContain(site.a.installationDraft);
    expect(ids).not.toContain(site.b.installation);
    expect(await fileOf(`${paths.imagingOrdersCsv()}?state=draft`, "admin-agent")).toEqual([]);

    const { installationToHold: held } = site.b;
    await site.db.updateTable("installation_order").set({ held_at: 1 }).where("id", "=", held).execute();
    const waiting = await fileOf(paths.installationsToLookAtCsv(), "operator");
    const ofHeld = waiting.filter(({ order_id }) => order_id === held);
    expect(ofHeld.map(({ is_held }) => is_held)).toEqual(["yes"]);
    expect(waiting.map((row) => row["order_id"])).not.toContain(site.a.installationDraft);
  });
});
