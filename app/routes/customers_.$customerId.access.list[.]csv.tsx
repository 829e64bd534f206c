import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { paths } from "#app/http/paths.ts";
import { logListExport } from "#app/services/activity/log-list-export.server.ts";
import { customerAccessView } from "#app/views/customer-access.ts";

const schema = z.object({ intent: z.literal("export") });

/** The page is the customer's; whoever comes here by address alone is led there, if the customer is theirs. */
export async function loader(args: LoaderFunctionArgs) {
  const { customerId } = await customerOf(args);
  return redirect(paths.customerAccess(customerId));
}

/** Who of a customer can sign in, as a file. It names people, so that the export is a line of the log. */
export async function action(args: ActionFunctionArgs) {
  const { visitor, customerId } = await customerOf(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  await logListExport(visitor.deps, visitor.actor, "customer-users", visitor.at);
  return csvOfList(visitor, {
    name: "customer-users",
    columns: ["customer", "name", "email", "roles", "state", "added_at", "last_signed_in_at"],
    read: (keys) => customerAccessView(visitor.view, { customerId, ...keys }),
    rowsOf: ({ customer, users }) =>
      users.map(({ displayName, email, roles, state, createdAt, lastSignedInAt }) => [
        customer.name,
        displayName,
        email,
        roles.join(" "),
        state,
        createdAt.iso,
        lastSignedInAt?.iso ?? null,
      ]),
  });
}

/** The customer that the address names, once it is the reader's: nothing is logged for any other. */
async function customerOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-customers");
  const customerId = args.params["customerId"] ?? "";
  orThrow(await customerAccessView(visitor.view, { customerId }), visitor);
  return { visitor, customerId };
}
