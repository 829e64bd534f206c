import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { paths } from "#app/http/paths.ts";
import { putFirstStepsAway } from "#app/services/accounts/arrange-pages.server.ts";

const schema = z.object({ firstSteps: z.enum(["put-away", "show"]) });

export function loader() {
  return redirect(paths.home());
}

/** Puts the first steps on the home page away, or brings them back. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await requireUser(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const isPutAway = form.value.firstSteps === "put-away";
  orThrow(await putFirstStepsAway(visitor.deps, visitor.actor, isPutAway, visitor.at), visitor);
  return redirect(paths.home(), 303);
}
