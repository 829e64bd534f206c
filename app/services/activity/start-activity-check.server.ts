import { setTimeout as sleep } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import { activityDone } from "#app/domain/activity/activity.ts";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { runSilentAfterMs } from "#app/domain/jobs/job-names.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import {
  findNewestCheck,
  insertCheck,
  interruptSilentChecks,
  putChainCheck,
  updateCheck,
} from "#db/repositories/activity-checks.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { logActivity } from "./log-activity.server.ts";
import { verifyActivity, type VerificationProgress } from "./verify-activity.server.ts";

/** Verifications that this process is at work on, by their database. */
const atWork = new WeakMap<Db, string>();

/** How long a request waits before it answers that the verification is under way, in milliseconds. */
const waitMs = 1500;
/** Rest after each stretch of lines, in which the process answers requests. */
const breathMs = 2;
/** How often progress is noted at most, in milliseconds. */
const noteEveryMs = 500;

export type CheckDeps = Pick<ServiceDeps, "db" | "ids" | "clock" | "activityKeys">;

export type StartedCheck = {
  readonly checkId: string;
  /** Null while it goes on. */
  readonly report: VerificationProgress | null;
  /** Resolves when it has ended, however. */
  readonly finished: Promise<void>;
};

/**
 * Verifies all chains behind the answer, with its progress in the database. One at a time: while one is under way,
 * another request is told of that one.
 */
export async function startActivityCheck(
  deps: CheckDeps,
  actor: Actor,
  at: Temporal.Instant,
): Promise<Result<StartedCheck, RefusalOf<"role-needed">>> {
  const access = decideAccess(actor, "verify-activity");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "activity-verified", refused: access });
  const { db } = deps;
  const here = atWork.get(db);
  if (here !== undefined) return ok({ checkId: here, report: null, finished: Promise.resolve() });
  const checkId = deps.ids.next();
  // From here to the end of the verification, so that two requests at once cannot both pass.
  atWork.set(db, checkId);
  const elsewhere = await checkElsewhere(deps, at).catch((error: unknown) => {
    atWork.delete(db);
    throw error;
  });
  if (elsewhere !== null) {
    atWork.delete(db);
    return ok({ checkId: elsewhere, report: null, finished: Promise.resolve() });
  }
  let report: VerificationProgress | null = null;
  const work = check(deps, actor, checkId, at)
    .then((progress) => {
      report = progress;
    })
    .finally(() => atWork.delete(db));
  const finished = work.catch(() => undefined);
  await Promise.race([finished, sleep(waitMs, undefined, { ref: false })]);
  return ok({ checkId, report, finished });
}

/** A verification that another process is at work on; one that has been silent for too long is marked as cut off. */
async function checkElsewhere({ db }: CheckDeps, at: Temporal.Instant): Promise<string | null> {
  await interruptSilentChecks(db, at.subtract({ milliseconds: runSilentAfterMs }));
  const newest = await findNewestCheck(db);
  return newest?.status === "running" ? newest.id : null;
}

async function check(
  deps: CheckDeps,
  actor: Actor,
  checkId: string,
  at: Temporal.Instant,
): Promise<VerificationProgress> {
  const { db, clock } = deps;
  await insertCheck(db, { id: checkId, startedBy: actor.kind === "system" ? null : actor.userId, at });
  let last: VerificationProgress = { chainsDone: 0, chainsTotal: 0, linesDone: 0, linesTotal: 0, broken: 0 };
  let notedAtMs = 0;
  try {
    last = await verifyActivity(deps, {
      onChain: ({ chain, lines, fault, sealedOn }) =>
        putChainCheck(db, checkId, { chain, lines, fault, sealedOn, checkedAt: clock.now() }),
      onProgress: async (progress) => {
        last = progress;
        if (performance.now() - notedAtMs < noteEveryMs) return;
        notedAtMs = performance.now();
        await updateCheck(db, checkId, progress, clock.now());
      },
      rest: () => sleep(breathMs),
    });
  } catch (error) {
    // Where not even this can be written, the database is gone, and the verification shows as cut off.
    await updateCheck(db, checkId, last, clock.now(), "interrupted").catch(() => undefined);
    throw error;
  }
  const { chainsDone: chains, linesDone: lines, broken } = last;
  await updateCheck(db, checkId, last, clock.now(), broken === 0 ? "intact" : "broken");
  const line = activityDone("activity-verified", at, { partnerId: null }, { newValue: { chains, lines, broken } });
  await db.transaction().execute((tx) => logActivity(tx, deps, actor, [line]));
  return last;
}
