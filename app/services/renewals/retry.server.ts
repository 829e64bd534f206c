import { setTimeout as sleep } from "node:timers/promises";
import { failureKind } from "#db/dialects/failure-kind.ts";

/** Waits between tries of a transaction that met a busy database, in milliseconds. */
const waitsMs = [20, 100, 500, 2_000];

/** Does a piece of work again when the database was busy, deadlocked or away for a moment; any other error passes through. */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (const waitMs of waitsMs) {
    try {
      return await work();
    } catch (error) {
      if (failureKind(error) !== "transient") throw error;
    }
    await sleep(waitMs);
  }
  return work();
}
