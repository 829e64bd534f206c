import { setTimeout as sleep } from "node:timers/promises";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import { clockMoveAtWork, startClockMove } from "#app/services/clock/start-clock-move.server.ts";
import { instantText, readWireDate } from "../wire/dates.ts";
import { invalidProperty, unsupportedOperation } from "../wire/fault.ts";
import type { ApiAnswer, ApiCall, Handler } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";

/** How long to rest between two looks at a move that is under way, in milliseconds. */
const lookEveryMs = 25;

/** Beside a sandbox these addresses say that they are not supported in this environment. */
export function sandboxOnly(handler: Handler): Handler {
  return async (call) => {
    if (call.deps.mode !== "sandbox") return { ok: false, refusal: { code: "sandbox-only" } };
    return handler(call);
  };
}

/** GET /sandbox/clock */
export async function readClock(call: ApiCall): Promise<ApiAnswer> {
  await call.deps.clock.refresh();
  return { body: { now: instantText(call.deps.clock.now()) } };
}

/** POST /sandbox/clock: moves it forward, runs what falls due on the way, and answers when all of it is done. */
export async function moveClock(call: ApiCall): Promise<ApiAnswer> {
  const to = readWireDate("now", call.bodyObject()["now"]).instant;
  const { deps } = call;
  // Any program of a sandbox may move its clock: it acts for the portal, as the jobs do that run on the way.
  orRefuse(await startClockMove(deps, { kind: "system", job: "sandbox-api" }, to));
  while (clockMoveAtWork(deps) !== null) await sleep(lookEveryMs);
  await deps.clock.refresh();
  const now = deps.clock.now();
  if (isBefore(now, to)) throw invalidProperty("now", `The clock stopped at ${instantText(now)}: a job failed there.`);
  return { body: { now: instantText(now) } };
}

let resetting: Promise<void> | undefined;

/** POST /sandbox/reset: back to the demo as of now. Two at once are one. */
export async function resetSandbox(call: ApiCall): Promise<ApiAnswer> {
  const { startOver, deps } = call;
  if (startOver === null) throw unsupportedOperation("There is no demo to go back to.");
  if (clockMoveAtWork(deps) !== null) throw unsupportedOperation("The clock is being moved. Wait for it.");
  resetting ??= startOver().finally(() => (resetting = undefined));
  await resetting;
  return readClock(call);
}
