import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { idempotencyKeyField, parseForm } from "#app/http/form.server.ts";
import { paths } from "#app/http/paths.ts";
import { contentDisposition } from "#app/services/downloads/content-disposition.server.ts";
import { exportEvidence } from "#app/services/upgrade-verification/export-evidence.server.ts";
import { installationView } from "#app/views/upgrade-verification/installation.ts";

const schema = z.object({ idempotencyKey: idempotencyKeyField, reason: z.string().trim().min(1).max(2_000) });

/** The form stands on a page; whoever comes here by address alone is led there. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "investigate-installations");
  const side = visitor.actor.kind === "operator" ? "operator" : "installer";
  const { orderId = "" } = args.params;
  const order = orThrow(await installationView(visitor.view, side, { orderId }), visitor);
  return redirect(paths.exportEvidence(order.id));
}

/** The evidence of an order as a zip, for a reason that is logged. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "investigate-installations");
  const { orderId = "" } = args.params;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) throw refuse({ code: "answer-text-needed" }, visitor);
  const { bytes, fileName } = orThrow(
    await exportEvidence(visitor.deps, visitor.actor, { ...form.value, orderId }, visitor.at),
    visitor,
  );
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Length": String(bytes.length),
      "Content-Disposition": contentDisposition(fileName),
    },
  });
}
