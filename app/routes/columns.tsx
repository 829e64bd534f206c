import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { listNames } from "#app/domain/lists/columns.ts";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { paths } from "#app/http/paths.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { chooseColumns } from "#app/services/accounts/arrange-pages.server.ts";

const schema = z.object({
  list: z.enum(listNames),
  show: z.array(z.string().max(60)).max(50).default([]),
  redirectTo: z.string().optional(),
});

export function loader() {
  return redirect(paths.home());
}

/** Keeps which columns of a list its reader sees, and goes back to the list. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await requireUser(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { list, show, redirectTo } = form.value;
  orThrow(await chooseColumns(visitor.deps, visitor.actor, { list, shown: show }, visitor.at), visitor);
  return redirect(safeRedirect(redirectTo, paths.home()), 303);
}
