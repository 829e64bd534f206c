import { beforeAll, expect, test } from "vitest";
import { checkPriceList, importPriceListDraft } from "#app/services/catalog/import-price-list.server.ts";
import { priceListDraftView, priceListsView, waitingDraftsView } from "#app/views/catalog/price-lists.ts";
import { fileSizeText } from "#app/views/file-size.ts";
import { pricesView } from "#app/views/catalog/prices.ts";
import { productView, productsView } from "#app/views/catalog/products.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import { updatePriceListDraft } from "#db/repositories/price-list-drafts.ts";
import { loadCatalogue } from "#db/seeds/catalog/load-catalogue.ts";
import { buildOperatorActor, buildPartner, buildPartnerActor, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { bytesOf, csvText, type RowFields } from "#test/support/price-lists.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-11-02T09:00:00Z");
const noPage = { after: null, before: null };

describeOnBothDatabases("The operator's views of catalogue and prices", (database) => {
  let context: ViewContext;
  let german: ViewContext;

  beforeAll(async () => {
    const { db } = database();
    await loadCatalogue(serviceDeps(db, at), at);
    const actor = await buildOperatorActor(db);
    context = { db, actor, at, reader: { language: "en", timeZone: "UTC" } };
    german = { ...context, reader: { language: "de", timeZone: "Europe/Berlin" } };
  });

  async function pricesOf(params: Partial<Parameters<typeof pricesView>[1]>, of = context) {
    const view = await pricesView(of, { search: "", market: "", on: "", ...noPage, ...params });
    if (!view.ok) throw new Error(view.refusal.code);
    return view.value;
  }

  test("say of each price whether tax is in it, and where its market is closed", async () => {
    const { rows } = await pricesOf({ market: "BR", search: "sql server 2022 standard" });
    expect(rows).toMatchObject([{ market: { name: "Brazil" }, isMarketOpen: false, isTaxIncluded: true, until: null }]);
    const [japan] = (await pricesOf({ market: "JP", search: "sql server 2022 standard" }, german)).rows;
    expect(japan).toMatchObject({ isMarketOpen: true, isTaxIncluded: false });
    expect(japan?.unitPrice.text).toMatch(/^[\d.]+\s¥$/);
    const reservations = await pricesOf({ market: "BR", search: "reservation" });
    expect(reservations.rows.every(({ isMarketOpen }) => isMarketOpen)).toBe(true);
  });

  test("show the prices of a day at 00:00 UTC, and those of today as of now", async () => {
    const search = "DG7GMGF0FLR2";
    const titles = async (on: string) => {
      const { rows, at: shown } = await pricesOf({ search, market: "DE", on });
      return { prices: rows.map(({ unitPrice }) => unitPrice.amountMinor), at: shown.iso };
    };
    expect(await titles("2022-12-31")).toMatchObject({ at: "2022-12-31T00:00:00Z" });
    expect((await titles("2022-12-31")).prices).toContain(141_810);
    expect((await titles("2023-01-01")).prices).toContain(155_991);
    for (const now of ["", "2026-11-02", "2026-02-30", "yesterday"])
      expect(await titles(now)).toMatchObject({ at: "2026-11-02T09:00:00Z" });
  });

  test("name the last millisecond of a price that ends", async () => {
    const { rows } = await pricesOf({ search: "DG7GMGF0FLR2", market: "DE", on: "2022-06-01" });
    expect(rows.find(({ until }) => until !== null)?.until?.utc).toBe("31 Dec 2022, 23:59 UTC");
  });

  test("page through all prices without losing one", async () => {
    let seen = 0;
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof pricesOf>> = await pricesOf({ market: "US", after });
      seen += page.rows.length;
      after = page.links.next;
    } while (after !== null);
    expect(seen).toBe(59);
    expect((await pricesOf({ market: "US", after: "bm9uc2Vuc2U" })).rows).toHaveLength(50);
  });

  test("show the catalogue by kind and by words, and a product with its markets", async () => {
    const all = await productsView(context, { search: "", kind: null, ...noPage });
    expect(all).toMatchObject({ ok: true, value: { total: "33", isEmpty: false } });
    const some = await productsView(context, { search: "sql", kind: "perpetual-software", ...noPage });
    expect(some.ok && some.value.rows.map(({ title }) => title)).toEqual([
      "SQL Server 2022 CAL",
      "SQL Server 2022 Standard Edition",
    ]);
    const product = await productView(german, "DEMOPRD0ESU1");
    if (!product.ok) throw new Error(product.refusal.code);
    const [first] = product.value.skus;
    expect(first?.prerequisites[0]).toHaveLength(2);
    expect(first?.offers).toMatchObject([{ termDuration: "P1Y", billingPlan: "annual", closedCount: 1 }]);
    expect(first?.offers[0]?.markets.find(({ code }) => code === "DE")).toEqual({
      code: "DE",
      name: "Deutschland",
      isOpen: true,
    });
    expect(await productView(context, "NOSUCHPRODUCT")).toMatchObject({ ok: false, refusal: { code: "not-found" } });
  });

  async function checked(...rows: RowFields[]): Promise<string> {
    const bytes = bytesOf(csvText(...rows));
    const file = { fileName: "list.csv", bytesTotal: bytes.length, chunks: [bytes] };
    const draft = await checkPriceList(serviceDeps(context.db, at), context.actor, file, at);
    if (!draft.ok) throw new Error(draft.refusal.code);
    return draft.value.id;
  }

  test("say of a list on its way in what it would do, and what is wrong with it", async () => {
    const bad = await checked({ UnitPrice: "x", Segment: "y" }, {});
    expect(await priceListDraftView(context, bad, noPage)).toMatchObject({
      ok: true,
      value: {
        draft: { state: "refused", refusedLines: { value: 1 }, lines: { text: "3" } },
        refusals: { value: 2 },
        refusalRows: [
          { line: 2, column: 12 },
          { line: 2, column: 19 },
        ],
      },
    });
    const same = await checked({});
    expect(await priceListDraftView(context, same, noPage)).toMatchObject({
      ok: true,
      value: { changesNothing: true, draft: { state: "checked" }, counts: { unchanged: { value: 1 } } },
    });
    const waiting = await waitingDraftsView(context);
    expect(waiting.ok && waiting.value.drafts.map(({ id }) => id)).toEqual(expect.arrayContaining([bad, same]));

    await importPriceListDraft(serviceDeps(context.db, at), context.actor, same, at);
    expect(await priceListDraftView(context, same, noPage)).toMatchObject({
      ok: true,
      value: { draft: { state: "imported" } },
    });
    const lists = await priceListsView(context, noPage);
    expect(lists).toMatchObject({
      ok: true,
      value: { rows: [{ fileName: "list.csv", importedBy: "Test User" }, { importedBy: null }] },
    });
    expect(await priceListDraftView(context, "none", noPage)).toMatchObject({
      ok: false,
      refusal: { code: "not-found" },
    });
  });

  test("tell a check that was interrupted from one that goes on", async () => {
    const id = await checked({});
    await updatePriceListDraft(context.db, id, { status: "comparing" }, at);
    const stateAt = async (seconds: number) => {
      const view = await priceListDraftView({ ...context, at: at.add({ seconds }) }, id, noPage);
      return view.ok ? view.value.draft.state : view.refusal.code;
    };
    expect(await stateAt(60)).toBe("comparing");
    expect(await stateAt(61)).toBe("interrupted");
  });

  test("are no business of a partner", async () => {
    const partner = await buildPartner(context.db);
    const actor = await buildPartnerActor(context.db, partner.id, ["admin-agent", "global-admin"]);
    const theirs = { ...context, actor };
    const answers = [
      await pricesView(theirs, { search: "", market: "", on: "", ...noPage }),
      await priceListsView(theirs, noPage),
      await waitingDraftsView(theirs),
      await priceListDraftView(theirs, "any", noPage),
      await productsView(theirs, { search: "", kind: null, ...noPage }),
      await productView(theirs, "DEMOPRD0ESU1"),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, refusal: { code: "role-needed" } });
  });

  test.each([
    [999, "999 byte"],
    [61_234, "61 kB"],
    [2_345_678, "2.3 MB"],
    [20_000_000, "20 MB"],
    [5_044_094_976, "5 GB"],
    [5_364_094_976, "5.4 GB"],
  ])("say %i bytes as people do", (bytes, text) => {
    expect(fileSizeText(bytes, "en")).toBe(text);
  });
});
