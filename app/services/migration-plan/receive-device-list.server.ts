import { setImmediate } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { msPerHour } from "#app/domain/calendar/civil.ts";
import { safeFileName } from "#app/domain/entitlement/file-name.ts";
import { looksLikeKey } from "#app/domain/entitlement/key-format.ts";
import { readDeviceList } from "#app/domain/migration-plan/read-device-list.ts";
import type { DeviceList } from "#app/domain/migration-plan/device-list.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import {
  insertDeviceListDraft,
  insertDraftDevices,
  insertDraftLineRefusals,
  markDraftChecked,
} from "#db/repositories/device-list-drafts.ts";
import { bucketOf, takeAttempt } from "../accounts/rate-limit.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { decodeDeviceList } from "./decode-device-list.server.ts";
import { deleteOldDeviceListDrafts } from "./discard-device-list.server.ts";
import { requirePlanner } from "./plan-access.server.ts";

export type ReceiveDeviceListInput = {
  readonly customerId: string;
  /** Null for a list that was pasted. */
  readonly fileName: string | null;
  readonly content: Uint8Array;
};

/** Lists that one user may bring in an hour; against one who fills the database with drafts. Our choice. */
export const listsPerUserMax = 60;
const listsWindowMs = msPerHour;

const rowsPerPiece = 2_000;

/**
 * Reads a list of devices as a dry run: the plan stays as it is, and the draft says what an import would do. The draft
 * is written in pieces, so that others get their turn, and is there for nobody before all of it is.
 */
export async function receiveDeviceList(
  deps: ServiceDeps,
  actor: Actor,
  input: ReceiveDeviceListInput,
  at: Temporal.Instant,
): Promise<
  Result<
    { readonly draftId: string },
    RefusalOf<"role-needed" | "not-found" | "too-many-attempts" | "device-list-unreadable" | "device-list-too-long">
  >
> {
  const { customerId, content } = input;
  const access = await requirePlanner(deps, actor, { customerId, logAs: "device-list-imported", at });
  if (!access.ok) return access;
  const { scope, actor: planner } = access.value;
  const bucket = bucketOf("device-lists", planner.userId);
  const limit = { bucket, attemptsMax: listsPerUserMax, windowMs: listsWindowMs };
  const { decision } = await takeAttempt(deps.db, limit, at);
  if (!decision.ok) return decision;
  await deleteOldDeviceListDrafts(deps, at);

  const list = readDeviceList(decodeDeviceList(content), at);
  if (!list.ok) return list;
  const draftId = deps.ids.next();
  const { linesRead, mergedLines, refusedLines, devices } = list.value;
  await insertDeviceListDraft(deps.db, {
    ...scope,
    id: draftId,
    fileName: input.fileName === null ? null : quietFileName(input.fileName),
    linesRead,
    devices: devices.length,
    mergedLines,
    refusedLines,
    uploadedBy: planner.userId,
    uploadedAt: at,
  });
  await writeInPieces(deps, draftId, list.value);
  return ok({ draftId });
}

async function writeInPieces({ db }: ServiceDeps, draftId: string, list: DeviceList): Promise<void> {
  await insertDraftLineRefusals(db, draftId, list.refusals);
  for (let start = 0; start < list.devices.length; start += rowsPerPiece) {
    const piece = list.devices.slice(start, start + rowsPerPiece);
    await db.transaction().execute((tx) => insertDraftDevices(tx, draftId, piece));
    await setImmediate();
  }
  await markDraftChecked(db, draftId);
}

/** A file that is called by a key would carry it into the log. */
function quietFileName(fileName: string): string {
  const safe = safeFileName(fileName);
  return looksLikeKey(safe) ? "devices.csv" : safe;
}
