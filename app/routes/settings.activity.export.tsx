import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { activityParams } from "#app/http/activity-params.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { paths } from "#app/http/paths.ts";
import { activityCsvColumns } from "#app/services/activity/activity-csv.server.ts";
import { exportActivity } from "#app/services/activity/export-activity.server.ts";
import { chooseFilter } from "#app/views/activity/activity-filter.ts";

const field = z.string().max(100).optional();
const schema = z.object({
  intent: z.literal("export"),
  from: field,
  to: field,
  customer: field,
  user: field,
  action: field,
  partner: field,
});

/** The page is the log's; whoever comes here by address alone is led there. */
export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "open-activity-log");
  return redirect(paths.activity());
}

/** The lines of the filtered range as a CSV file, sent while they are read. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "open-activity-log");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const params = activityParams(new Map(Object.entries(form.value)));
  const { filter, fromOn, toOn } = orThrow(await chooseFilter(visitor.view, params), visitor);
  const rows = orThrow(await exportActivity(visitor.deps, visitor.actor, filter, visitor.at), visitor);
  return csvResponse({ fileName: `activity-${fromOn}-to-${toOn}.csv`, header: activityCsvColumns, rows });
}
