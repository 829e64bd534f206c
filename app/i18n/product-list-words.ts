import type { ListProblem, ListWarning } from "#app/domain/licensing/product-list/product-list.ts";
import { productListCalculators } from "./locales/en/product-list-calculators.ts";
import { productListCodes } from "./locales/en/product-list-codes.ts";
import { productList } from "./locales/en/product-list.ts";
import type { Translate } from "./translator.ts";

/** Why a document is refused, in words. */
export function productListProblem({ code, text }: Pick<ListProblem, "code" | "text">, t: Translate): string {
  return t(`productList:problems.${code}`, { text });
}

/** What could be read only in part, in words. */
export function productListWarning({ code, text }: Pick<ListWarning, "code" | "text">, t: Translate): string {
  return t(`productList:warnings.${code}`, { text });
}

/** What a code of a legend means, in the reader's words; null for a code that an edition brings anew. */
export function meaningOfCode(
  { legend, code }: { readonly legend: "columns" | "cells" | "attributes"; readonly code: string },
  t: Translate,
): string | null {
  const known: Readonly<Record<string, string>> = productListCodes[legend];
  if (!Object.hasOwn(known, code)) return null;
  // The key is one of the table above; i18next's own types do not follow that far.
  return (t as unknown as (key: string) => string)(`productListCodes:${legend}.${code}`);
}

/** What an entry of the change log is about: an attribute, a kind of row, a note. */
export function changedPart(part: string, t: Translate): string {
  const [kind = "", name = ""] = part.split(":");
  if (kind === "attribute" && isKeyOf(productList.attribute, name)) return t(`productList:attribute.${name}`);
  if (kind === "row" && isKeyOf(productList.rowKind, name)) return t(`productList:rowKind.${name}`);
  if (part === "legend") return t("productList:editions.legendPart");
  if (part === "promotion") return t("productList:editions.promotionPart");
  if (part === "note") return t("productList:editions.notePart");
  return t(part === "group" ? "productList:editions.groupPart" : "productList:editions.printedPart");
}

function isKeyOf<T extends object>(table: T, name: string): name is keyof T & string {
  return Object.hasOwn(table, name);
}

/** Words for an answer of a calculator. Facts that are codes themselves, such as a pool, are said in words. */
export function calculatorAnswer(code: string, shown: Readonly<Record<string, string>>, t: Translate): string {
  const facts = Object.entries(shown).map(([name, fact]) => [
    name,
    name === "pool" ? calculatorWords("option", `the-${fact}`, t) : fact,
  ]);
  return calculatorWords("answers", code, t, Object.fromEntries(facts) as Record<string, string>);
}

/** Words for an option of a field; some say another thing in another field. */
export function calculatorOption(field: string, value: string, t: Translate): string {
  const own = `${field}-${value}`;
  return calculatorWords("option", Object.hasOwn(productListCalculators.option, own) ? own : value, t);
}

/** The label of a field; fields of a line carry its number behind their name. */
export function calculatorField(name: string, t: Translate): string {
  return calculatorWords("field", name.replace(/\d$/, ""), t);
}

/** Words for a code of a calculator. Codes that are not in the table stand for themselves. */
function calculatorWords(
  part: "field" | "option" | "answers",
  code: string,
  t: Translate,
  facts: Readonly<Record<string, string>> = {},
): string {
  if (!Object.hasOwn(productListCalculators[part], code)) return code;
  // The key is one of the table; i18next's own types do not follow that far.
  const say = t as unknown as (key: string, facts: Readonly<Record<string, string>>) => string;
  return say(`productListCalculators:${part}.${code}`, facts);
}
