import type { LoaderFunctionArgs } from "@remix-run/node";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { releasedDevices } from "#app/http/released-devices.server.ts";
import { installationView } from "#app/views/upgrade-verification/installation.ts";

/** The devices of an order that may be imaged now, and no others, to be handed to an installer without access. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-installations");
  const { orderId = "" } = args.params;
  const order = orThrow(await installationView(visitor.view, "customer", { orderId }), visitor);
  return releasedDevices(order, visitor.t);
}
