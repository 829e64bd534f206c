import { answerVerification } from "#app/services/upgrade-verification/answer-verification.server.ts";
import { recordImaging } from "#app/services/upgrade-verification/record-imaging.server.ts";
import { installationsView } from "#app/views/upgrade-verification/installations.ts";
import { type InstallationView, installationView } from "#app/views/upgrade-verification/installation.ts";
import { needText } from "../wire/customers.ts";
import { invalidProperty } from "../wire/fault.ts";
import { installationDeviceOf, installationOrderOf, installationSummaryOf } from "../wire/installations.ts";
import { collection } from "../wire/links.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";

const path = "/installationorders";
const textMax = 2_000;

/** GET: orders of upgrade installations that were handed over to the caller's organisation, latest change first. */
export async function listInstallationOrders(call: ApiCall): Promise<ApiAnswer> {
  const params = { state: call.query.get("state") ?? "", after: call.query.get("seekToken") ?? null };
  const { orders, links } = orRefuse(await installationsView(call.view, "installer", params));
  return {
    body: {
      ...collection(orders.map(installationSummaryOf), path),
      ...(links.next === null ? {} : { continuationToken: links.next }),
    },
  };
}

async function orderOf(call: ApiCall): Promise<InstallationView> {
  return orRefuse(await installationView(call.view, "installer", { orderId: call.param("orderId") }));
}

export async function readInstallationOrder(call: ApiCall): Promise<ApiAnswer> {
  return { body: installationOrderOf(await orderOf(call)) };
}

/** GET: the devices that may be imaged now, and no others. */
export async function listReleasableDevices(call: ApiCall): Promise<ApiAnswer> {
  const order = await orderOf(call);
  const devices = order.devices.filter(({ isReleased, imaging }) => isReleased && imaging === null);
  return { body: collection(devices.map(installationDeviceOf), `${path}/${order.id}/devices`) };
}

/** POST: the installer's answer to a version, in writing. */
export async function answerInstallationOrder(call: ApiCall): Promise<ApiAnswer> {
  const body = call.bodyObject();
  const number = body["number"];
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 1)
    throw invalidProperty("number", "the number of a version.");
  const decision = needText("decision", body["decision"], 20);
  if (decision !== "accepted" && decision !== "rejected") throw invalidProperty("decision", "accepted or rejected.");
  const wish = {
    idempotencyKey: call.idempotencyKey,
    orderId: call.param("orderId"),
    number,
    isAccepted: decision === "accepted",
    text: needText("text", body["text"], textMax),
  };
  orRefuse(await answerVerification(call.deps, call.actor, wish, call.at));
  return { body: installationOrderOf(await orderOf(call)) };
}

/** POST: that a device was imaged. Refused where no accepted version covers the device. */
export async function recordImage(call: ApiCall): Promise<ApiAnswer> {
  const body = call.bodyObject();
  const flag = (name: string) => {
    const value = body[name] ?? false;
    if (typeof value !== "boolean") throw invalidProperty(name, "true or false.");
    return value;
  };
  const wish = {
    idempotencyKey: call.idempotencyKey,
    orderId: call.param("orderId"),
    serialNumber: needText("serialNumber", body["serialNumber"], 60),
    image: needText("image", body["image"], 120),
    isBaseKept: flag("isBaseKept"),
    isFinished: flag("isFinished"),
  };
  orRefuse(await recordImaging(call.deps, call.actor, wish, call.at));
  return { status: 201, body: installationOrderOf(await orderOf(call)) };
}
