import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/http/auth.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { keysAheadView } from "#app/views/shelf/keys-ahead.ts";

/** What each pool will be asked for in each month, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  return csvOfList(visitor, {
    name: "keys-ahead",
    columns: ["product", "edition", "version", "pool_id", "month", "needed", "left", "missing"],
    read: () => keysAheadView(visitor.view),
    rowsOf: ({ pools, months }) =>
      pools.flatMap((pool) =>
        pool.months.map(({ needed, left, missing }, index) => [
          pool.productTitle,
          pool.skuTitle,
          pool.version,
          pool.poolId,
          months[index]?.period ?? null,
          needed,
          left,
          missing,
        ]),
      ),
  });
}
