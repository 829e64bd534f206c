import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { linkProductToGroup, nameProductGroup } from "#app/services/product-list/group-hand-work.server.ts";
import { importProductList } from "#app/services/product-list/import-product-list.server.ts";
import { listFileOf } from "#app/services/product-list/read-list-file.server.ts";
import { findEdition } from "#db/repositories/product-list-editions.ts";
import { listGroups } from "#db/repositories/product-list-groups.ts";
import { listLinkableProducts } from "#db/repositories/product-list-links.ts";
import { demoEditions } from "#db/seeds/product-list/editions.ts";
import type { DemoDeps } from "./demo-deps.ts";
import type { DemoPeople } from "./load-people.ts";

/** Which products we sell belong to which group: words of a product's title, and the group's name. */
const belongings: readonly (readonly [RegExp, string])[] = [
  [/^SQL Server/, "SQL Server"],
  [/^Windows (?:Server|Rights)/, "Windows Server"],
  [/^Exchange Server/, "Exchange Server"],
  [/^SharePoint Server/, "SharePoint Server"],
  [/^System Center/, "System Center Server"],
  [/^BizTalk Server/, "BizTalk Server"],
  // Goes over to the next edition once the operator has said that the group under its new name is this one.
  [/^Microsoft Identity Manager/, "Forefront Identity Manager"],
  [/^Project Server/, "Project Server"],
  [/^Skype for Business Server/, "Skype for Business Server"],
  [/^Visual Studio/, "Visual Studio mit MSDN"],
  [/^(?:Office|Project|Visio) (?:LTSC|Professional|Standard)/, "Office-Suites und Office-Anwendungen"],
  [/^Windows \d/, "Windows-Desktopbetriebssystem"],
];

/**
 * Two editions of the product list, as the operator imported them in the beginning, and what was added by hand between
 * them: a name that was in doubt, and the products that belong to groups.
 */
export async function loadProductLists(deps: DemoDeps, people: DemoPeople, at: Temporal.Instant): Promise<void> {
  const operator = people.actors.get("operator@turnus.example");
  const [first, second] = demoEditions;
  if (operator === undefined || first === undefined || second === undefined)
    throw new Error("The demo has an operator and two editions");
  const importAt = async ({ fileName, text }: typeof first, importedAt: Temporal.Instant) => {
    const file = listFileOf(fileName, new TextEncoder().encode(text));
    const answer = await importProductList(deps, operator, file, importedAt);
    if (!answer.ok) throw new Error(`The product list of the demo is refused: ${JSON.stringify(answer)}`);
  };
  await importAt(first, at);
  await addByHand(deps, operator, at.add({ hours: 1 }));
  await importAt(second, at.add({ hours: 24 }));
}

async function addByHand(deps: DemoDeps, operator: Actor, at: Temporal.Instant): Promise<void> {
  const edition = await findEdition(deps.db, null);
  if (edition === undefined) return;
  const groups = await listGroups(deps.db, edition.id);
  const keyOf = (name: string) => groups.find((group) => group.name === name)?.key;
  const translator = keyOf("Microsoft Translator API");
  if (translator !== undefined)
    await nameProductGroup(deps, operator, { groupKey: translator, name: "Microsoft Translator" }, at);
  for (const { productId, title } of await listLinkableProducts(deps.db)) {
    const name = belongings.find(([words]) => words.test(title))?.[1];
    const groupKey = name === undefined ? undefined : keyOf(name);
    if (groupKey !== undefined) await linkProductToGroup(deps, operator, { groupKey, productId, isLinked: true }, at);
  }
}
