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
import { refusalToSpeak } from "#app/domain/upgrade-verification/speak-for-installer.ts";
import { finishImagingRecord, insertImagingRecord } from "#db/repositories/installation-orders-verifications.ts";
import type { ServiceDeps } from "../ports.ts";
import {
  changeInstallation,
  type ChangeRefusal,
  type InstallationBook,
  installerOf,
  writeInstallation,
} from "./change-installation.server.ts";

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
  /** The partner records what an installer without access did. */
  readonly isForInstaller?: boolean;
};

export type ImagingServiceRefusal =
  | ImagingRefusal
  | ChangeRefusal
  | RefusalOf<"invalid-field" | "installer-has-access">;

/** As whom somebody records: as the installer, or for one that has no access. */
function recorderOf(isForInstaller: boolean) {
  return isForInstaller
    ? ({ action: "speak-for-installers", side: "customer" } as const)
    : ({ action: "answer-verifications", side: "installer" } as const);
}

async function refusalToRecord(book: InstallationBook, isForInstaller: boolean) {
  return isForInstaller ? refusalToSpeak(await installerOf(book)) : null;
}

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
  const { serialNumber: written, image, isBaseKept, isFinished, isForInstaller = false } = wish;
  const startedAt = wish.startedAt ?? at;
  const change = {
    ...recorderOf(isForInstaller),
    operation: "record-imaging",
    logAs,
    orderId,
    idempotencyKey,
    wish: { ...wish, startedAt: wish.startedAt?.epochMilliseconds ?? null },
  } as const;
  type Recorded = { orderId: string; serialNumber: string; isDone: boolean };
  return changeInstallation<Recorded, ImagingServiceRefusal>(deps, actor, change, at, async (book) => {
    const silent = await refusalToRecord(book, isForInstaller);
    if (silent !== null) return refused(silent);
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

type FinishRefusal = RefusalOf<"installation-wrong-state" | "installer-has-access"> | ChangeRefusal;

/** Notes the end of an imaging that was begun. */
export async function finishImaging(
  deps: ServiceDeps,
  actor: Actor,
  input: {
    readonly idempotencyKey: string;
    readonly orderId: string;
    readonly recordId: string;
    readonly isForInstaller?: boolean;
  },
  at: Temporal.Instant,
): Promise<Result<{ readonly orderId: string; readonly isDone: boolean }, FinishRefusal>> {
  const { idempotencyKey, orderId, recordId, isForInstaller = false } = input;
  const logAs = "imaging-finished";
  const change = {
    ...recorderOf(isForInstaller),
    operation: "finish-imaging",
    logAs,
    orderId,
    idempotencyKey,
    wish: recordId,
  } as const;
  type Finished = { orderId: string; isDone: boolean };
  return changeInstallation<Finished, FinishRefusal>(deps, actor, change, at, async (book) => {
    const silent = await refusalToRecord(book, isForInstaller);
    if (silent !== null) return refused(silent);
    const record = book.records.find(({ id }) => id === recordId);
    if (record === undefined) return refused({ code: "not-found", what: "installation" });
    const decision = decideFinish(book.order, record, book, at);
    if (!decision.ok) return decision;
    if (!(await finishImagingRecord(book.tx, record, at))) return refused({ code: "changed-meanwhile" });
    const { order } = decision.value;
    const serialNumber = book.devices.find(({ id }) => id === record.deviceId)?.serialNumber ?? "";
    const written = await writeInstallation(deps, book, { order, logAs, values: { serialNumber } });
    return written.ok ? ok({ orderId, isDone: order.state === "done" }) : written;
  });
}
