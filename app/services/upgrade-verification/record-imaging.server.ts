import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  decideFinish,
  decideImaging,
  type ImagingRefusal,
} from "#app/domain/upgrade-verification/decide-installation.ts";
import { serialKeyOf } from "#app/domain/upgrade-verification/installation-order.ts";
import { finishImagingRecord, insertImagingRecord } from "#db/repositories/installation-orders-verifications.ts";
import type { ServiceDeps } from "../ports.ts";
import { changeInstallation, type ChangeRefusal, writeInstallation } from "./change-installation.server.ts";

export type RecordImagingInput = {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly serialNumber: string;
  /** Name of the image; at most 120 characters. */
  readonly image: string;
  readonly isBaseKept: boolean;
  /** Left out: now. */
  readonly startedAt?: Temporal.Instant | undefined;
  readonly isFinished: boolean;
};

export type ImagingServiceRefusal = ImagingRefusal | ChangeRefusal | RefusalOf<"invalid-field">;

/** The installer records that a device was imaged. The database refuses the record itself where nothing covers the device. */
export async function recordImaging(
  deps: ServiceDeps,
  actor: Actor,
  { idempotencyKey, orderId, ...wish }: RecordImagingInput,
  at: Temporal.Instant,
): Promise<
  Result<{ readonly orderId: string; readonly serialNumber: string; readonly isDone: boolean }, ImagingServiceRefusal>
> {
  const logAs = "imaging-recorded";
  const { serialNumber: written, image, isBaseKept, isFinished } = wish;
  const startedAt = wish.startedAt ?? at;
  const change = {
    action: "answer-verifications",
    side: "installer",
    operation: "record-imaging",
    logAs,
    orderId,
    idempotencyKey,
    wish: { ...wish, startedAt: wish.startedAt?.epochMilliseconds ?? null },
  } as const;
  type Recorded = { orderId: string; serialNumber: string; isDone: boolean };
  return changeInstallation<Recorded, ImagingServiceRefusal>(deps, actor, change, at, async (book) => {
    const key = serialKeyOf(written);
    const device = book.devices.find(
      ({ serialNumber, removedAt }) => removedAt === null && serialKeyOf(serialNumber) === key,
    );
    if (device === undefined) return refused({ code: "device-not-released", serialNumber: written });
    if (image.trim() === "") return refused({ code: "invalid-field", field: "image", reason: "missing" });
    if (isBefore(at, startedAt)) return refused({ code: "invalid-field", field: "startedAt", reason: "in-future" });
    const finishedAt = isFinished ? at : null;
    const decision = decideImaging(book.order, device, book, { isBaseKept, startedAt, finishedAt }, at);
    if (!decision.ok) return decision;
    const { order, verificationId } = decision.value;
    await insertImagingRecord(book.tx, {
      id: deps.ids.next(),
      orderId,
      partnerId: order.partnerId,
      deviceId: device.id,
      verificationId,
      image: image.trim(),
      isBaseKept,
      startedAt,
      finishedAt,
      by: book.actor.userId,
    });
    const { serialNumber } = device;
    const values = { serialNumber, image: image.trim(), isBaseKept };
    const done = await writeInstallation(deps, book, { order, logAs, values });
    return done.ok ? ok({ orderId, serialNumber, isDone: order.state === "done" }) : done;
  });
}

/** Notes the end of an imaging that was begun. */
export async function finishImaging(
  deps: ServiceDeps,
  actor: Actor,
  {
    idempotencyKey,
    orderId,
    recordId,
  }: { readonly idempotencyKey: string; readonly orderId: string; readonly recordId: string },
  at: Temporal.Instant,
): Promise<
  Result<{ readonly orderId: string; readonly isDone: boolean }, RefusalOf<"installation-wrong-state"> | ChangeRefusal>
> {
  const logAs = "imaging-finished";
  const change = {
    action: "answer-verifications",
    side: "installer",
    operation: "finish-imaging",
    logAs,
    orderId,
    idempotencyKey,
    wish: recordId,
  } as const;
  type Finished = { orderId: string; isDone: boolean };
  return changeInstallation<Finished, RefusalOf<"installation-wrong-state"> | ChangeRefusal>(
    deps,
    actor,
    change,
    at,
    async (book) => {
      const record = book.records.find(({ id }) => id === recordId);
      if (record === undefined) return refused({ code: "not-found", what: "installation" });
      const decision = decideFinish(book.order, record, book, at);
      if (!decision.ok) return decision;
      if (!(await finishImagingRecord(book.tx, record, at))) return refused({ code: "changed-meanwhile" });
      const { order } = decision.value;
      const serialNumber = book.devices.find(({ id }) => id === record.deviceId)?.serialNumber ?? "";
      const written = await writeInstallation(deps, book, { order, logAs, values: { serialNumber } });
      return written.ok ? ok({ orderId, isDone: order.state === "done" }) : written;
    },
  );
}
