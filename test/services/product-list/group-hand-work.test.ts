import { expect, it } from "vitest";
import {
  linkProductToGroup,
  nameProductGroup,
  settleGroupMatch,
} from "#app/services/product-list/group-hand-work.server.ts";
import { importProductList } from "#app/services/product-list/import-product-list.server.ts";
import { sweepProductListDrafts, uploadProductList } from "#app/services/product-list/list-drafts.server.ts";
import { listFileOf } from "#app/services/product-list/read-list-file.server.ts";
import { productListGroupsView } from "#app/views/product-list/catalogue.ts";
import { productListGroupView } from "#app/views/product-list/group.ts";
import { groupsOfProduct } from "#app/views/product-list/product-groups.ts";
import { findProductListDraft } from "#db/repositories/product-list-drafts.ts";
import { findEdition, listChanges } from "#db/repositories/product-list-editions.ts";
import { listMatches } from "#db/repositories/product-list-matches.ts";
import { buildOperatorActor, buildSku, buildTenant, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { smallProductList } from "#test/support/product-list-document.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-03-02T12:00:00Z");
const portal = { kind: "system", job: "import-product-list" } as const;
const fileOf = (text: string) => listFileOf("liste.txt", new TextEncoder().encode(text));

describeOnBothDatabases("what an operator adds to a group by hand", (database) => {
  const importText = (text: string) => importProductList(serviceDeps(database().db, at), portal, fileOf(text), at);
  const deps = () => serviceDeps(database().db, at);
  const operator = () => buildOperatorActor(database().db);

  async function viewOf(groupKey: string, edition: number | null = null) {
    const { db } = database();
    const context = { db, actor: portal, at, reader: { language: "en", timeZone: "UTC" } } as const;
    const view = await productListGroupView(context, { edition, groupKey });
    if (!view.ok) throw new Error(view.refusal.code);
    return view.value;
  }

  async function changesLogged() {
    const rows = await database()
      .db.selectFrom("activity")
      .select(["action", "outcome"])
      .where("action", "in", ["catalogue-changed", "product-list-imported"])
      .orderBy("id")
      .execute();
    return rows.map(({ action, outcome }) => `${action} ${outcome}`);
  }

  it("is a name with who set it and when, found by a search, and taken back again", async () => {
    await importText(smallProductList);
    const actor = await operator();
    expect(await nameProductGroup(deps(), actor, { groupKey: "group-4", name: " Hafenmeister " }, at)).toMatchObject({
      value: { name: "Hafenmeister" },
    });
    expect(await viewOf("group-4")).toMatchObject({
      name: "Hafenmeister",
      nameSource: "hand",
      confidence: "certain",
      named: { at: { iso: "2026-03-02T12:00:00Z" } },
    });
    const { db } = database();
    const context = { db, actor: portal, at, reader: { language: "en", timeZone: "UTC" } } as const;
    const wish = { edition: null, section: null, pool: null, programme: null };
    const found = await productListGroupsView(context, { ...wish, search: "hafenmeistr" });
    expect(found.ok && found.value.hits[0]).toMatchObject({ kind: "group", group: { key: "group-4" } });
    await nameProductGroup(deps(), actor, { groupKey: "group-4", name: null }, at);
    expect(await viewOf("group-4")).toMatchObject({ name: null, nameSource: "unknown", named: null });
  });

  it("is done once, however often it is asked, and logged once", async () => {
    const actor = await operator();
    const before = (await changesLogged()).length;
    for (let turn = 0; turn < 2; turn += 1)
      await nameProductGroup(deps(), actor, { groupKey: "group-4", name: "Hafen" }, at);
    expect((await changesLogged()).slice(before)).toEqual(["catalogue-changed done"]);
  });

  it("are the products we sell, which lead back to the group", async () => {
    const { db } = database();
    const actor = await operator();
    const { sku } = await buildSku(db);
    const request = { groupKey: "anker-server", productId: sku.productId };
    expect((await linkProductToGroup(deps(), actor, { ...request, isLinked: true }, at)).ok).toBe(true);
    expect((await viewOf("anker-server")).sold.map(({ productId }) => productId)).toEqual([sku.productId]);
    const context = { db, actor: portal, at, reader: { language: "en", timeZone: "UTC" } } as const;
    expect(await groupsOfProduct(context, sku.productId)).toMatchObject([
      { key: "anker-server", name: "Anker Server" },
    ]);
    const nobody = await linkProductToGroup(deps(), actor, { ...request, productId: "NOBODY", isLinked: true }, at);
    expect(nobody).toMatchObject({ ok: false, refusal: { code: "not-found" } });
  });

  it("goes over to the next edition with the groups that are certainly the same, and stays in the old one", async () => {
    await importText(smallProductList.replace("Anker Server Standard", "Anker Server Hochsee"));
    expect(await viewOf("group-4")).toMatchObject({ name: "Hafen", nameSource: "hand", edition: { number: 2 } });
    expect((await viewOf("anker-server")).sold).toHaveLength(1);
    // The group that is known by its place alone says another thing now: its name is not carried over.
    await importText(smallProductList.replace("Wer einen Hafen hat, legt an.", "Wer keinen Hafen hat, treibt."));
    expect(await viewOf("group-4")).toMatchObject({ name: null, edition: { number: 3 } });
    expect(await viewOf("group-4", 2)).toMatchObject({ name: "Hafen" });
    await linkProductToGroup(
      deps(),
      await operator(),
      { groupKey: "anker-server", productId: (await viewOf("anker-server")).sold[0]?.productId ?? "", isLinked: false },
      at,
    );
    expect([(await viewOf("anker-server")).sold.length, (await viewOf("anker-server", 2)).sold.length]).toEqual([0, 1]);
  });

  it("goes over to a doubtful group once an operator has said that it is the same, and back; the changes follow", async () => {
    const { db } = database();
    const actor = await operator();
    const edition = async () => (await findEdition(db, null))?.id ?? "";
    const before = await edition();
    await nameProductGroup(deps(), actor, { groupKey: "group-4", name: "Mole" }, at);
    await importText(smallProductList.replace("Wer einen Hafen hat, legt an.", "Wer eine Mole hat, legt an."));
    const newest = await edition();
    expect(newest).not.toBe(before);
    expect(await listMatches(db, newest)).toMatchObject([
      { from: "group-4", to: "group-4", doubt: "place", state: "open", olderEditionId: before },
    ]);
    const groupChanges = async () =>
      (await listChanges(db, newest)).filter(({ part }) => part === "group").map(({ kind }) => kind);
    expect([await groupChanges(), (await viewOf("group-4")).name]).toEqual([[], null]);

    const settle = (isSame: boolean) => settleGroupMatch(deps(), actor, { groupKey: "group-4", isSame }, at);
    const logged = (await changesLogged()).length;
    expect(await settle(true)).toMatchObject({ value: { isSame: true } });
    expect([await groupChanges(), (await viewOf("group-4")).name]).toEqual([[], "Mole"]);
    expect(await settle(true)).toMatchObject({ ok: true });
    expect(await settle(false)).toMatchObject({ value: { isSame: false } });
    expect([await groupChanges(), (await viewOf("group-4")).name]).toEqual([["added", "removed"], null]);
    expect((await changesLogged()).slice(logged)).toEqual(["catalogue-changed done", "catalogue-changed done"]);
    expect(await settleGroupMatch(deps(), actor, { groupKey: "anker-server", isSame: true }, at)).toMatchObject({
      refusal: { code: "not-found" },
    });
    const { actor: partner } = await buildTenant(db);
    expect(await settleGroupMatch(deps(), partner, { groupKey: "group-4", isSame: true }, at)).toMatchObject({
      refusal: { code: "role-needed" },
    });
  });

  it("is an operator's alone", async () => {
    const { actor } = await buildTenant(database().db);
    for (const name of ["Hafen", null])
      expect(await nameProductGroup(deps(), actor, { groupKey: "group-4", name }, at)).toMatchObject({
        refusal: { code: "role-needed" },
      });
  });

  it("a file that cannot be read leaves a line in the log, from the page as well", async () => {
    const actor = await operator();
    const before = (await changesLogged()).length;
    const damaged = smallProductList.replace("Zellenwerte", "Zellen");
    await importText(damaged);
    await uploadProductList(deps(), actor, fileOf(damaged), at);
    expect((await changesLogged()).slice(before)).toEqual([
      "product-list-imported refused",
      "product-list-imported refused",
    ]);
  });

  it("files that nobody takes within a week are swept away, and no others", async () => {
    const { db } = database();
    const actor = await operator();
    const upload = async (hours: number) => {
      const answer = await uploadProductList(
        deps(),
        actor,
        fileOf(`${smallProductList}${hours}`),
        at.subtract({ hours }),
      );
      if (!answer.ok || !("draftId" in answer.value)) throw new Error("The file is refused");
      return answer.value.draftId;
    };
    const [old, young] = [await upload(7 * 24 + 1), await upload(7 * 24)];
    expect(await sweepProductListDrafts({ db }, at)).toBe(1);
    expect(await findProductListDraft(db, old)).toBeUndefined();
    expect(await findProductListDraft(db, young)).toBeDefined();
  });
});
