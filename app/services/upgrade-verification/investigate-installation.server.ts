import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { decideHold, decideLift, presentDevices } from "#app/domain/upgrade-verification/decide-installation.ts";
import { fingerprintOf, isReleased, verdictOfDevice } from "#app/domain/upgrade-verification/installation-order.ts";
import { insertInvestigation, liftInvestigation } from "#db/repositories/installation-orders-verifications.ts";
import { updateInstallationDevice } from "#db/repositories/installation-orders.ts";
import type { ServiceDeps } from "../ports.ts";
import {
  changeInstallation,
  type ChangeRefusal,
  installationNotices,
  writeInstallation,
} from "./change-installation.server.ts";
import { tellInstallerByLetter } from "./tell-installer.server.ts";
import type { InstallationSide } from "#app/domain/upgrade-verification/installation-scope.ts";

export type InvestigateInput = {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly reason: string;
};

/** Who investigates: the operator, or an installer its own orders. */
export function investigatingSide(actor: Actor): InstallationSide {
  return actor.kind === "operator" ? "operator" : "installer";
}

/** Opens an investigation of an order, or of one of its devices: nothing more is imaged until it is lifted. */
export async function openInvestigation(
  deps: ServiceDeps,
  actor: Actor,
  { idempotencyKey, orderId, ...wish }: InvestigateInput & { readonly serialNumber: string },
  at: Temporal.Instant,
): Promise<
  Result<{ readonly orderId: string }, ChangeRefusal | RefusalOf<"installation-held" | "answer-text-needed">>
> {
  const logAs = "investigation-opened";
  const change = {
    action: "investigate-installations",
    side: investigatingSide(actor),
    operation: "open-investigation",
    logAs,
    orderId,
    idempotencyKey,
    wish,
  } as const;
  return changeInstallation<{ orderId: string }, ChangeRefusal | RefusalOf<"installation-held" | "answer-text-needed">>(
    deps,
    actor,
    change,
    at,
    async (book) => {
      const decision = decideHold(book.order, wish.reason, at);
      if (!decision.ok) return decision;
      const serial = wish.serialNumber.trim();
      const device = serial === "" ? null : book.devices.find(({ serialNumber }) => serialNumber === serial);
      if (device === undefined) return refused({ code: "not-found", what: "installation" });
      const reason = wish.reason.trim();
      const id = deps.ids.next();
      await insertInvestigation(book.tx, {
        id,
        orderId,
        partnerId: book.order.partnerId,
        deviceId: device?.id ?? null,
        reason,
        openedAt: at,
        openedBy: book.actor.userId,
        liftedAt: null,
        liftedBy: null,
        liftReason: "",
      });
      const about = { key: id, devices: device === null ? presentDevices(book.devices).length : 1, number: 0, reason };
      const notices = await installationNotices(book, ["investigation-opened", "investigation-to-follow"], about);
      const values = { reason, serialNumber: serial === "" ? null : serial };
      const written = await writeInstallation(deps, book, { order: decision.value, logAs, values, notices });
      if (!written.ok) return written;
      const { devices } = about;
      const stopped = { kind: "installation-stopped", key: id, number: 0, devices, because: "held" } as const;
      await tellInstallerByLetter(book.tx, deps, book, stopped, at);
      return ok({ orderId });
    },
  );
}

/** Lifts the hold, with a reason. */
export async function closeInvestigation(
  deps: ServiceDeps,
  actor: Actor,
  { idempotencyKey, orderId, reason }: InvestigateInput,
  at: Temporal.Instant,
): Promise<
  Result<{ readonly orderId: string }, ChangeRefusal | RefusalOf<"installation-not-held" | "answer-text-needed">>
> {
  const logAs = "investigation-lifted";
  const change = {
    action: "investigate-installations",
    side: investigatingSide(actor),
    operation: "lift-investigation",
    logAs,
    orderId,
    idempotencyKey,
    wish: reason,
  } as const;
  return changeInstallation<
    { orderId: string },
    ChangeRefusal | RefusalOf<"installation-not-held" | "answer-text-needed">
  >(deps, actor, change, at, async (book) => {
    const decision = decideLift(book.order, reason, at);
    if (!decision.ok) return decision;
    const order = decision.value;
    await liftInvestigation(book.tx, order, { at, by: book.actor.userId, reason: reason.trim() });
    const devices = book.devices.filter((device) => isReleased(device, order, book)).length;
    const about = { key: `lifted:${order.version}`, devices, number: 0, reason: reason.trim() };
    const notices = devices === 0 ? [] : await installationNotices(book, ["installation-released"], about);
    const written = await writeInstallation(deps, book, { order, logAs, values: { reason: reason.trim() }, notices });
    if (!written.ok) return written;
    const released = { kind: "devices-released", key: about.key, number: 0, devices } as const;
    if (devices > 0) await tellInstallerByLetter(book.tx, deps, book, released, at);
    return ok({ orderId });
  });
}

export type QualificationInput = {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly deviceId: string;
  readonly isQualifying: boolean;
  readonly reason: string;
};

/** The operator's written word on a base that the matrix does not know, or that cannot be told. */
export async function decideQualification(
  deps: ServiceDeps,
  actor: Actor,
  { idempotencyKey, orderId, ...wish }: QualificationInput,
  at: Temporal.Instant,
): Promise<
  Result<
    { readonly orderId: string; readonly serialNumber: string },
    ChangeRefusal | RefusalOf<"nothing-to-decide" | "answer-text-needed">
  >
> {
  const logAs = "qualification-decided";
  const change = {
    action: "decide-qualifications",
    side: "operator",
    operation: "decide-qualification",
    logAs,
    orderId,
    idempotencyKey,
    wish,
  } as const;
  type Decided = { orderId: string; serialNumber: string };
  return changeInstallation<Decided, ChangeRefusal | RefusalOf<"nothing-to-decide" | "answer-text-needed">>(
    deps,
    actor,
    change,
    at,
    async (book) => {
      const { order } = book;
      const device = presentDevices(book.devices).find(({ id }) => id === wish.deviceId);
      if (device === undefined) return refused({ code: "not-found", what: "installation" });
      if (verdictOfDevice(device, order).result !== "unknown") return refused({ code: "nothing-to-decide" });
      const reason = wish.reason.trim();
      if (reason === "") return refused({ code: "answer-text-needed" });
      const { isQualifying } = wish;
      const fingerprint = fingerprintOf(device, order);
      const decided = { ...device, decision: { isQualifying, reason, by: book.actor.userId, at, fingerprint } };
      await updateInstallationDevice(book.tx, order, decided);
      const devices = book.devices.map((one) => (one.id === device.id ? decided : one));
      const { serialNumber } = device;
      const after = { ...order, changedAt: at, version: order.version + 1 };
      const values = { serialNumber, isQualifying, reason };
      const written = await writeInstallation(deps, book, { order: after, devices, logAs, values });
      return written.ok ? ok({ orderId, serialNumber }) : written;
    },
  );
}
