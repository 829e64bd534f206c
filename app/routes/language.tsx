import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { cookiesOf } from "#app/http/cookies.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { paths } from "#app/http/paths.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { visitorOf } from "#app/http/visitor.server.ts";
import { languages } from "#app/i18n/languages.ts";
import { updatePreferences } from "#app/services/accounts/update-preferences.server.ts";

const schema = z.object({ language: z.enum(languages), redirectTo: z.string().optional() });

export function loader() {
  return redirect(paths.home());
}

/** Switches the language: in the profile of whoever is signed in, and in a cookie for the sign-in page. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await visitorOf(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { language, redirectTo } = form.value;
  const { user, deps, at } = visitor;
  if (user !== undefined && user.actor.kind !== "system") {
    await updatePreferences(deps, user.actor, { ...user.preferences, language }, at);
  }
  return redirect(safeRedirect(redirectTo, paths.home()), {
    status: 303,
    headers: { "Set-Cookie": await cookiesOf(args.context.portal.env).language.serialize(language) },
  });
}
