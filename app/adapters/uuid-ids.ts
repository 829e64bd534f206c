import { randomFillSync } from "node:crypto";
import type { Ids } from "#app/services/ports.ts";

const counterMax = 0xfff;
const poolBytes = 4096;

/**
 * UUIDs of version 7: the millisecond first, then a counter, then random bits, so that rows made one after the other
 * lie side by side in an index. The random part keeps them unguessable enough to be ids; they are never secrets.
 */
export function createUuidIds(nowMs: () => number): Ids {
  // Its own: two makers that shared their random bytes would make the same id in the same millisecond.
  const pool = Buffer.alloc(poolBytes);
  let lastMs = 0;
  let counter = 0;
  let offset = pool.length;
  return {
    next() {
      const ms = Math.max(nowMs(), lastMs);
      counter = ms === lastMs ? counter + 1 : 0;
      lastMs = counter > counterMax ? ms + 1 : ms;
      if (counter > counterMax) counter = 0;
      if (offset + 8 > pool.length) {
        randomFillSync(pool);
        offset = 0;
      }
      const random = pool.toString("hex", offset, offset + 8);
      offset += 8;
      return format(lastMs, counter, random);
    },
  };
}

function format(ms: number, counter: number, random: string): string {
  const time = ms.toString(16).padStart(12, "0");
  const variant = "89ab"[Number.parseInt(random[0] ?? "0", 16) % 4];
  return (
    `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, "0")}-` +
    `${variant}${random.slice(1, 4)}-${random.slice(4)}`
  );
}
