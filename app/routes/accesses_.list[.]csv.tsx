import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { paths } from "#app/http/paths.ts";
import { logListExport } from "#app/services/activity/log-list-export.server.ts";
import { ownAccessesView } from "#app/views/own-accesses.ts";

const schema = z.object({ intent: z.literal("export") });

/** The page is the list's; whoever comes here by address alone is led there. */
export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "see-own-software");
  return redirect(paths.ownAccesses());
}

/** Who saw a key of the own organisation or fetched a file, as a file. It names people: the export is a line of the log. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-own-software");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  // Nothing is logged for somebody who has no software of an own organisation.
  orThrow(await ownAccessesView(visitor.view, { limit: 1 }), visitor);
  await logListExport(visitor.deps, visitor.actor, "own-accesses", visitor.at);
  return csvOfList(visitor, {
    name: "accesses",
    columns: ["at", "action", "by", "user", "address", "product", "order_id", "line", "detail"],
    read: (keys) => ownAccessesView(visitor.view, keys),
    rowsOf: ({ accesses }) =>
      accesses.map(({ at, action: done, by, name, address, productTitle, orderId, lineNumber, detail }) => [
        at.iso,
        done,
        by,
        name,
        address,
        productTitle,
        orderId,
        lineNumber,
        detail,
      ]),
  });
}
