import { Temporal } from "temporal-polyfill";
import { createArgon2Passwords } from "#app/adapters/argon2-passwords.ts";
import { createActivityKeys } from "#app/services/activity/activity-keys.server.ts";
import type { Clock, Ids, KeyServices, PortalDeps } from "#app/services/ports.ts";
import type { Db } from "#db/client.ts";
import { type Random, seededRandom } from "./random.ts";

/** A clock that stands where it is put, and moves on a little each time it is read, so that a run takes time. */
export type DemoClock = Clock & {
  /** Never backwards: what is done first keeps the earlier instant. */
  readonly moveTo: (at: Temporal.Instant) => void;
  /** Epoch milliseconds where it stands, without moving it. */
  readonly standsAtMs: () => number;
};

const tickMs = 4;

export function createDemoClock(): DemoClock {
  let ms = 0;
  let ahead = 0;
  return {
    now: () => {
      ahead += tickMs;
      return Temporal.Instant.fromEpochMilliseconds(ms + ahead);
    },
    refresh: async () => {},
    standsAtMs: () => ms + ahead,
    moveTo: (at) => {
      ms = Math.max(ms, at.epochMilliseconds);
      ahead = 0;
    },
  };
}

/** UUIDs of version 7 by the demo's clock, with seeded chance: the same demo has the same ids in the same order. */
function createSeededIds(nowMs: () => number, random: Random): Ids {
  let counter = 0;
  let lastMs = 0;
  return {
    next: () => {
      const ms = Math.max(nowMs(), lastMs);
      counter = ms === lastMs ? counter + 1 : 0;
      lastMs = counter > 0xfff ? ms + 1 : ms;
      if (counter > 0xfff) counter = 0;
      const time = lastMs.toString(16).padStart(12, "0");
      const tail = random.hex(8);
      const variant = "89ab"[Number.parseInt(tail[0] ?? "0", 16) % 4];
      return [
        time.slice(0, 8),
        time.slice(8),
        `7${counter.toString(16).padStart(3, "0")}`,
        `${variant}${tail.slice(1, 4)}`,
        tail.slice(4),
      ].join("-");
    },
  };
}

export type DemoDeps = Omit<PortalDeps, "mail" | "webhooks"> & { readonly clock: DemoClock };

/** What the services and jobs are given while the demo is loaded: the real ones, but for the clock and the ids. */
export function createDemoDeps(db: Db, keyServices: KeyServices): DemoDeps {
  const clock = createDemoClock();
  return {
    db,
    clock,
    ids: createSeededIds(clock.standsAtMs, seededRandom("ids")),
    passwords: createArgon2Passwords(),
    activityKeys: createActivityKeys(keyServices.keyVault),
    mode: "sandbox",
    ...keyServices,
  };
}
