import type { ListProblem, ListWarning } from "#app/domain/licensing/product-list/product-list.ts";
import type { Translate } from "./translator.ts";

/** Why a document is refused, in words. */
export function productListProblem({ code, text }: Pick<ListProblem, "code" | "text">, t: Translate): string {
  return t(`productList:problems.${code}`, { text });
}

/** What could be read only in part, in words. */
export function productListWarning({ code, text }: Pick<ListWarning, "code" | "text">, t: Translate): string {
  return t(`productList:warnings.${code}`, { text });
}
