import { setTimeout as sleep } from "node:timers/promises";
import { findAnswer, keepAnswer } from "#app/services/api-clients/kept-answers.server.ts";
import { ApiFault } from "../wire/fault.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";

const running = new Map<string, Promise<ApiAnswer>>();
const waitMs = 30_000;

/**
 * A call that changes something, once: with the request id of a call that was answered it gets the first answer, also
 * after a restart, and leaves no second line in the log. While the first runs it waits for it, then 409.
 */
export async function answerOnce(call: ApiCall, run: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  if (!call.isRequestIdSent) return run();
  const owner = `api:${call.caller.clientId}:${call.actor.userId}`;
  const name = `${owner} ${call.idempotencyKey}`;
  const first = running.get(name);
  if (first !== undefined) return waitFor(first, call.path);
  const answering = answerKept(call, owner, run);
  running.set(name, answering);
  try {
    return await answering;
  } finally {
    running.delete(name);
  }
}

async function answerKept(call: ApiCall, owner: string, run: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  const key = `answer-${call.idempotencyKey}`;
  const kept = await findAnswer(call.deps, owner, key, call.at);
  if (kept !== undefined) return kept;
  const answer = await run();
  const { status = 200, body, headers, isSecret } = answer;
  if (isSecret !== true && isKept(status))
    await keepAnswer(call.deps, owner, key, { status, body, ...(headers === undefined ? {} : { headers }) }, call.at);
  return answer;
}

/** What tells the client to try again, or to sign in again, is not the last word. */
function isKept(status: number): boolean {
  return status < 500 && status !== 401 && status !== 409 && status !== 429;
}

async function waitFor(first: Promise<ApiAnswer>, path: string): Promise<ApiAnswer> {
  const stop = new AbortController();
  const late = sleep(waitMs, null, { signal: stop.signal, ref: false }).catch(() => null);
  const answer = await Promise.race([first, late]).finally(() => stop.abort());
  if (answer !== null) return answer;
  const isOrder = /\/(orders|carts)(\/|$)/i.test(path);
  throw new ApiFault({
    status: 409,
    code: isOrder ? 800_060 : 800_082,
    description: `${isOrder ? "The order is in progress." : "Not ready. Try again."} The same call is still running.`,
  });
}
