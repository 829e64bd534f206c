import type { Temporal } from "temporal-polyfill";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import {
  coveringVersion,
  type Coverage,
  type ImagingRecord,
  type InstallationDevice,
  type InstallationOrder,
  type InstallationState,
  type Verification,
  verdictOfDevice,
} from "./installation-order.ts";

type WrongState = RefusalOf<"installation-wrong-state">;
type Held = RefusalOf<"installation-held">;

function wrongState({ state }: InstallationOrder): WrongState {
  return { code: "installation-wrong-state", state };
}

function heldRefusal({ heldAt }: InstallationOrder): Held | null {
  return heldAt === null ? null : { code: "installation-held", heldAt: heldAt.epochMilliseconds };
}

/** The order after a step. */
function moved(order: InstallationOrder, state: InstallationState, at: Temporal.Instant): InstallationOrder {
  return {
    ...order,
    state,
    changedAt: at,
    version: order.version + 1, // An investigation of a done order does not make it done anew.
    doneAt: state === "done" ? (order.doneAt ?? at) : order.doneAt,
  };
}

/** Devices that stand on the order still. */
export function presentDevices(devices: readonly InstallationDevice[]): readonly InstallationDevice[] {
  return devices.filter(({ removedAt }) => removedAt === null);
}

export type DevicesRefusal = RefusalOf<
  "installation-devices-missing" | "device-not-qualified" | "coa-missing" | "licence-proof-missing"
>;

/**
 * Why devices cannot be certified; null where they can. Rule: every device qualifies, a COA is affixed to each, and the
 * base licence of each was bought. Devices are named by their serial numbers.
 */
export function refusalOfDevices(
  devices: readonly InstallationDevice[],
  order: InstallationOrder,
): DevicesRefusal | null {
  if (devices.length === 0) return { code: "installation-devices-missing" };
  const serialsOf = (isMeant: (device: InstallationDevice) => boolean) =>
    devices.filter(isMeant).map(({ serialNumber }) => serialNumber);
  const unfit = serialsOf((device) => !verdictOfDevice(device, order).result.startsWith("qualifies"));
  if (unfit.length > 0) return { code: "device-not-qualified", serialNumbers: unfit };
  const bare = serialsOf(({ isCoaAffixed }) => !isCoaAffixed);
  if (bare.length > 0) return { code: "coa-missing", serialNumbers: bare };
  const unproved = serialsOf(({ licenceProof }) => licenceProof.trim() === "");
  return unproved.length > 0 ? { code: "licence-proof-missing", serialNumbers: unproved } : null;
}

/** Which devices the next form lists: all at first; after a signature was accepted, those that no accepted version covers. */
export function devicesToVerify(
  order: InstallationOrder,
  devices: readonly InstallationDevice[],
  coverage: Coverage,
): readonly InstallationDevice[] {
  return presentDevices(devices).filter((device) => coveringVersion(device, order, coverage) === undefined);
}

/** Whether the order's own state goes on with a form, or the form is a supplement beside it. */
function isConfirmedAlready({ state }: InstallationOrder): boolean {
  return state === "confirmed" || state === "imaging";
}

/** The version that waits for a signature or an answer. */
export function pendingVersion(verifications: readonly Verification[]): Verification | undefined {
  return verifications.find(({ state }) => state === "open" || state === "sent");
}

export type SubmitRefusal =
  | WrongState
  | Held
  | DevicesRefusal
  | RefusalOf<"nothing-to-verify" | "verification-pending">;

/** Asks for a signature: the first version of the form, or a supplement for what came or changed after one. */
export function decideSubmit(
  order: InstallationOrder,
  devices: readonly InstallationDevice[],
  coverage: Coverage,
  at: Temporal.Instant,
): Result<{ readonly order: InstallationOrder; readonly isSupplement: boolean }, SubmitRefusal> {
  const held = heldRefusal(order);
  if (held !== null) return refused(held);
  const isSupplement = isConfirmedAlready(order);
  if (!isSupplement && order.state !== "draft") return refused(wrongState(order));
  const pending = pendingVersion(coverage.verifications);
  if (pending !== undefined) return refused({ code: "verification-pending", number: pending.number });
  const toVerify = devicesToVerify(order, devices, coverage);
  if (isSupplement && toVerify.length === 0) return refused({ code: "nothing-to-verify" });
  const refusal = refusalOfDevices(toVerify, order);
  if (refusal !== null) return refused(refusal);
  return ok({ order: moved(order, isSupplement ? order.state : "verification-open", at), isSupplement });
}

export type SignRefusal = WrongState | Held | DevicesRefusal | RefusalOf<"verification-answered">;

/** Signs the open version and hands it over. What it lists is checked once more: devices may have changed since. */
export function decideSign(
  order: InstallationOrder,
  verification: Verification | undefined,
  devices: readonly InstallationDevice[],
  coverage: Coverage,
  at: Temporal.Instant,
): Result<{ readonly order: InstallationOrder; readonly listed: readonly InstallationDevice[] }, SignRefusal> {
  const held = heldRefusal(order);
  if (held !== null) return refused(held);
  const isSupplement = isConfirmedAlready(order);
  if (
    verification === undefined ||
    verification.state !== "open" ||
    (!isSupplement && order.state !== "verification-open")
  )
    return refused(wrongState(order));
  const listed = devicesToVerify(order, devices, coverage);
  const refusal = refusalOfDevices(listed, order);
  if (refusal !== null) return refused(refusal);
  const after = moved(order, isSupplement ? order.state : "sent", at);
  return ok({ order: { ...after, handedOverAt: order.handedOverAt ?? at }, listed });
}

export type AnswerRefusal = WrongState | RefusalOf<"verification-answered" | "answer-text-needed">;

/** The installer's answer in writing: accepted, or rejected with a reason, and then the next version is open. */
export function decideAnswer(
  order: InstallationOrder,
  verification: Verification,
  answer: { readonly isAccepted: boolean; readonly text: string },
  at: Temporal.Instant,
): Result<{ readonly order: InstallationOrder }, AnswerRefusal> {
  if (verification.confirmation !== null)
    return refused({ code: "verification-answered", answeredAt: verification.confirmation.at.epochMilliseconds });
  if (verification.state !== "sent") return refused(wrongState(order));
  if (answer.text.trim() === "") return refused({ code: "answer-text-needed" });
  if (isConfirmedAlready(order)) return ok({ order: moved(order, order.state, at) });
  if (order.state !== "sent") return refused(wrongState(order));
  return ok({ order: moved(order, answer.isAccepted ? "confirmed" : "verification-open", at) });
}

export type ImagingRefusal =
  | WrongState
  | Held
  | RefusalOf<"device-not-released" | "device-imaged-already" | "base-kept-without-sa" | "imaging-before-acceptance">;

export type ImagingWish = {
  readonly isBaseKept: boolean;
  readonly startedAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | null;
};

/**
 * Records that a device was imaged. Rule: nothing is installed before the written confirmation is there, and only on
 * devices that the accepted version lists as they are; the base is removed unless the device has active Windows SA.
 */
export function decideImaging(
  order: InstallationOrder,
  device: InstallationDevice,
  facts: Coverage & { readonly records: readonly ImagingRecord[]; readonly devices: readonly InstallationDevice[] },
  wish: ImagingWish,
  at: Temporal.Instant,
): Result<{ readonly order: InstallationOrder; readonly verificationId: string }, ImagingRefusal> {
  const { serialNumber } = device;
  const held = heldRefusal(order);
  if (held !== null) return refused(held);
  if (facts.records.some(({ deviceId }) => deviceId === device.id))
    return refused({ code: "device-imaged-already", serialNumber });
  if (!isConfirmedAlready(order)) return refused(wrongState(order));
  const covering = coveringVersion(device, order, facts);
  if (device.removedAt !== null || covering === undefined)
    return refused({ code: "device-not-released", serialNumber });
  const acceptedAt = covering.confirmation?.at;
  if (acceptedAt !== undefined && wish.startedAt.epochMilliseconds < acceptedAt.epochMilliseconds)
    return refused({ code: "imaging-before-acceptance", acceptedAt: acceptedAt.epochMilliseconds });
  if (wish.isBaseKept && !device.hasSa) return refused({ code: "base-kept-without-sa", serialNumber });
  const finished = new Set(
    facts.records.filter(({ finishedAt }) => finishedAt !== null).map(({ deviceId }) => deviceId),
  );
  if (wish.finishedAt !== null) finished.add(device.id);
  return ok({ order: moved(order, afterImaging(facts.devices, finished), at), verificationId: covering.id });
}

/** `done` once the last device has its image. */
function afterImaging(devices: readonly InstallationDevice[], finished: ReadonlySet<string>): "imaging" | "done" {
  return presentDevices(devices).every(({ id }) => finished.has(id)) ? "done" : "imaging";
}

/** Finishes what was begun. */
export function decideFinish(
  order: InstallationOrder,
  record: ImagingRecord,
  facts: { readonly records: readonly ImagingRecord[]; readonly devices: readonly InstallationDevice[] },
  at: Temporal.Instant,
): Result<{ readonly order: InstallationOrder }, WrongState> {
  if (record.finishedAt !== null || order.state !== "imaging") return refused(wrongState(order));
  const finished = facts.records.filter(({ finishedAt, id }) => finishedAt !== null || id === record.id);
  return ok({
    order: moved(order, afterImaging(facts.devices, new Set(finished.map(({ deviceId }) => deviceId))), at),
  });
}

/** Whether devices can be added, changed and removed. After a signature that uncovers them until a supplement is accepted. */
export function decideDevicesChange(
  order: InstallationOrder,
  at: Temporal.Instant,
): Result<InstallationOrder, WrongState | Held> {
  const held = heldRefusal(order);
  if (held !== null) return refused(held);
  if (order.state === "done" || order.state === "cancelled") return refused(wrongState(order));
  return ok(moved(order, order.state, at));
}

/** Takes a device off the order; one that has its image stays. The last one that was waited for may finish the order. */
export function decideRemoval(
  order: InstallationOrder,
  device: InstallationDevice,
  facts: { readonly records: readonly ImagingRecord[]; readonly devices: readonly InstallationDevice[] },
  at: Temporal.Instant,
): Result<InstallationOrder, WrongState | Held | RefusalOf<"device-imaged-already">> {
  const allowed = decideDevicesChange(order, at);
  if (!allowed.ok) return allowed;
  if (facts.records.some(({ deviceId }) => deviceId === device.id))
    return refused({ code: "device-imaged-already", serialNumber: device.serialNumber });
  if (order.state !== "imaging") return allowed;
  const finished = new Set(
    facts.records.filter(({ finishedAt }) => finishedAt !== null).map(({ deviceId }) => deviceId),
  );
  const left = facts.devices.filter(({ id }) => id !== device.id);
  return ok(moved(order, afterImaging(left, finished), at));
}

/** Gives an order up; possible before the first image. */
export function decideCancel(
  order: InstallationOrder,
  at: Temporal.Instant,
): Result<InstallationOrder, WrongState | Held> {
  const held = heldRefusal(order);
  if (held !== null) return refused(held);
  const isBefore = ["draft", "verification-open", "sent", "confirmed"].includes(order.state);
  return isBefore ? ok(moved(order, "cancelled", at)) : refused(wrongState(order));
}

/** Opens an investigation, which holds the order. One at a time. */
export function decideHold(
  order: InstallationOrder,
  reason: string,
  at: Temporal.Instant,
): Result<InstallationOrder, Held | RefusalOf<"answer-text-needed">> {
  const held = heldRefusal(order);
  if (held !== null) return refused(held);
  if (reason.trim() === "") return refused({ code: "answer-text-needed" });
  return ok({ ...moved(order, order.state, at), heldAt: at });
}

/** Lifts the hold with a reason. */
export function decideLift(
  order: InstallationOrder,
  reason: string,
  at: Temporal.Instant,
): Result<InstallationOrder, RefusalOf<"installation-not-held" | "answer-text-needed">> {
  if (order.heldAt === null) return refused({ code: "installation-not-held" });
  if (reason.trim() === "") return refused({ code: "answer-text-needed" });
  return ok({ ...moved(order, order.state, at), heldAt: null });
}
