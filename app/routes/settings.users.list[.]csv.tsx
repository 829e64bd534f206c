import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { requirePermission } from "#app/http/auth.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { paths } from "#app/http/paths.ts";
import { logListExport } from "#app/services/activity/log-list-export.server.ts";
import { viewUsers } from "#app/views/users.ts";

const schema = z.object({ intent: z.literal("export") });

/** The page is the list's; whoever comes here by address alone is led there. */
export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "manage-users");
  return redirect(paths.users());
}

/** The users of the own organisation as a file. It names people, so that the export is a line of the log. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-users");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  await logListExport(visitor.deps, visitor.actor, "users", visitor.at);
  return csvOfList(visitor, {
    name: "users",
    columns: ["name", "email", "roles", "state", "added_at", "last_signed_in_at"],
    read: (keys) => viewUsers(visitor.view, keys),
    rowsOf: ({ users }) =>
      users.map(({ displayName, email, roles, state, createdAt, lastSignedInAt }) => [
        displayName,
        email,
        roles.join(" "),
        state,
        createdAt.iso,
        lastSignedInAt?.iso ?? null,
      ]),
  });
}
