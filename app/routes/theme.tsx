import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireUser } from "#app/http/auth.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { paths } from "#app/http/paths.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { updatePreferences } from "#app/services/accounts/update-preferences.server.ts";

const schema = z.object({ theme: z.enum(["system", "light", "dark"]), redirectTo: z.string().optional() });

export function loader() {
  return redirect(paths.home());
}

/** Switches the theme in the profile, from the menu of any page. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await requireUser(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { theme, redirectTo } = form.value;
  await updatePreferences(visitor.deps, visitor.actor, { ...visitor.user.preferences, theme }, visitor.at);
  return redirect(safeRedirect(redirectTo, paths.home()), 303);
}
