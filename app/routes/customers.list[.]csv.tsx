import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { oneOf, searchText } from "#app/http/search-params.ts";
import { customersView } from "#app/views/customers.ts";

/** The customers that the list's search finds, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-customers");
  const parameters = new URL(args.request.url).searchParams;
  const params = {
    search: searchText(parameters) ?? "",
    sort: oneOf(parameters, "sort", ["name", "domain", "country"]),
    direction: oneOf(parameters, "direction", ["asc", "desc"]),
  };
  return csvOfList(visitor, {
    name: "customers",
    columns: ["customer", "customer_id", "domain", "country", "currency", "validation", "active_subscriptions"],
    read: (keys) => customersView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ rows }) =>
      rows.map(({ name, id, domain, country, currency, validationStatus, activeSubscriptions: active }) => [
        name,
        id,
        domain,
        country.code,
        currency,
        validationStatus,
        // Counted no further than the list does.
        active.isCapped ? active.text : active.count,
      ]),
  });
}
