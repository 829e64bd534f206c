import type { LoaderFunctionArgs } from "@remix-run/node";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { editionNumber } from "#app/http/product-list-params.ts";
import { productListExport } from "#app/views/product-list/export.ts";

/** What was read of an edition, as a file in a fixed order: two imports of one document give the same bytes. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const number = editionNumber(args.params["number"]);
  const edition = orThrow(await productListExport(visitor.view, { edition: number }), visitor);
  return new Response(`${JSON.stringify(edition, null, 1)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="product-list-${number}.json"`,
    },
  });
}
