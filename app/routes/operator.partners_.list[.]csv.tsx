import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { partnersView } from "#app/views/partners.ts";

/** The partners as a file, each with whether it sells perpetual software. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-partners");
  return csvOfList(visitor, {
    name: "partners",
    columns: ["partner_id", "name", "country", "sells_perpetual"],
    read: (keys) => partnersView(visitor.view, keys),
    rowsOf: ({ partners }) =>
      partners.map(({ id, name, country, sellsPerpetual }) => [id, name, country.code, sellsPerpetual ? "yes" : "no"]),
  });
}
