import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { lineNumberOf } from "#app/http/keys-words.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { paths } from "#app/http/paths.ts";
import { logListExport } from "#app/services/activity/log-list-export.server.ts";
import { entitlementAccessesView } from "#app/views/entitlement-accesses.ts";

const schema = z.object({ intent: z.literal("export") });

/** The page is the history's; whoever comes here by address alone is led there, if it is theirs. */
export async function loader(args: LoaderFunctionArgs) {
  const { customerId, orderId, lineNumber } = (await purchaseOf(args)).params;
  return redirect(paths.keyHistory(customerId, orderId, lineNumber));
}

/** Who saw a key or fetched a file, as a file itself. It names people, so that the export is a line of the log. */
export async function action(args: ActionFunctionArgs) {
  const { visitor, params } = await purchaseOf(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  await logListExport(visitor.deps, visitor.actor, "key-history", visitor.at);
  return csvOfList(visitor, {
    name: "key-history",
    columns: ["at", "action", "side", "user", "address", "version", "file", "copied_by", "copied_at"],
    read: (keys) => entitlementAccessesView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ accesses }) =>
      accesses.map(({ at, action: done, side, userName, address, version, fileName, copied }) => [
        at.iso,
        done,
        side,
        userName,
        address,
        version,
        fileName,
        copied?.by ?? null,
        copied?.at.iso ?? null,
      ]),
  });
}

/** The purchase that the address names, once it is the reader's: nothing is logged for any other. */
async function purchaseOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-key-activity");
  const { customerId = "", orderId = "", lineNumber: text } = args.params;
  const lineNumber = lineNumberOf(text);
  if (lineNumber === undefined) throw refuse({ code: "not-found", what: "order" }, visitor);
  const params = { customerId, orderId, lineNumber };
  orThrow(await entitlementAccessesView(visitor.view, { ...params, after: null, before: null }), visitor);
  return { visitor, params };
}
