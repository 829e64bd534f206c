import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { partnersView } from "#app/views/partners.ts";

/** The partners as a file, each with how many customers it has and whether it sells perpetual software. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-partners");
  return csvOfList(visitor, {
    name: "partners",
    columns: ["partner_id", "name", "country", "customers", "sells_perpetual"],
    read: (keys) => partnersView(visitor.view, keys),
    rowsOf: ({ partners }) =>
      partners.map(({ id, name, country, customers, sellsPerpetual }) => [
        id,
        name,
        country.code,
        // Counted no further than the list does.
        customers.isCapped ? customers.text : customers.count,
        sellsPerpetual ? "yes" : "no",
      ]),
  });
}
