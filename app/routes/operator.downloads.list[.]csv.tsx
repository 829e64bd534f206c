import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { searchText } from "#app/http/search-params.ts";
import { downloadProductsView } from "#app/views/shelf/download-files.ts";

/** The products that have files or should, with the number of files of each version, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-downloads");
  const { searchParams } = new URL(args.request.url);
  const params = { search: searchText(searchParams) ?? "" };
  return csvOfList(visitor, {
    name: "downloads",
    columns: ["product_id", "product", "version", "files", "newest_at"],
    read: (keys) => downloadProductsView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ rows }) =>
      rows.flatMap(({ id, title, versions, newest }) =>
        versions.map(({ version, files }) => [id, title, version, files.value, newest?.iso ?? null]),
      ),
  });
}
