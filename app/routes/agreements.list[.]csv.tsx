import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { searchText } from "#app/http/search-params.ts";
import { agreementsView } from "#app/views/service-activation/agreements.ts";

/** The agreements of volume licensing that the search finds, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-agreements");
  const { searchParams } = new URL(args.request.url);
  const params = { search: searchText(searchParams) ?? "" };
  return csvOfList(visitor, {
    name: "agreements",
    columns: ["agreement", "agreement_id", "programme", "customer", "enrollments"],
    read: (keys) => agreementsView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ agreements }) =>
      agreements.map(({ number, id, programme, customer, enrollments }) => [
        number,
        id,
        programme,
        customer,
        enrollments,
      ]),
  });
}
