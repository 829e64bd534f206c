import type { LoaderFunctionArgs } from "@remix-run/node";
import { ok } from "#app/domain/result.ts";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { taxRatesView } from "#app/views/tax-rates.ts";

/** The rates of tax that were entered, as a file. The list is one page: a few rates for each market that sells. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-prices");
  return csvOfList(visitor, {
    name: "tax-rates",
    columns: ["market", "percent", "from", "state", "is_included", "is_used"],
    read: async () => {
      const view = await taxRatesView(visitor.view);
      return view.ok ? ok({ rates: view.value.rates, links: { previous: null, next: null } }) : view;
    },
    rowsOf: ({ rates }) =>
      rates.map(({ market, percent, from, state, isIncluded, isUsed }) => [
        market.code,
        { decimal: percent },
        from.iso,
        state,
        isIncluded ? "yes" : "no",
        isUsed ? "yes" : "no",
      ]),
  });
}
