import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { requirePermission } from "#app/http/auth.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { csvOfList } from "#app/http/list-csv.server.ts";
import { paths } from "#app/http/paths.ts";
import { logListExport } from "#app/services/activity/log-list-export.server.ts";
import { lettersView } from "#app/views/notices/letters.ts";

const schema = z.object({
  intent: z.literal("export"),
  state: z.string().max(40).optional(),
  address: z.string().max(254).optional(),
});

/** The page is the list's; whoever comes here by address alone is led there. */
export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "operate-mail");
  return redirect(paths.letters());
}

/** The letters that the filter finds, as a file. It names people, so that the export is a line of the log. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "operate-mail");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const params = { state: form.value.state ?? "", address: form.value.address ?? "" };
  await logListExport(visitor.deps, visitor.actor, "letters", visitor.at);
  return csvOfList(visitor, {
    name: "letters",
    columns: ["letter_id", "subject", "state", "recipient", "email", "partner", "queued_at", "finished_at", "attempts"],
    read: (keys) => lettersView(visitor.view, { ...params, ...keys }),
    rowsOf: ({ letters }) =>
      letters.map(({ id, subject, state, recipient, email, partnerName, queuedAt, finishedAt, attempts }) => [
        id,
        subject,
        state,
        recipient,
        email,
        partnerName,
        queuedAt.iso,
        finishedAt?.iso ?? null,
        attempts,
      ]),
  });
}
