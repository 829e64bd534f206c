import { randomFillSync } from "node:crypto";
import type { Ids } from "#app/services/ports.ts";

const counterMax = 0xfff;
const poolBytes = 4096;
/** Hex digits of randomness in one id; the first of them only chooses the variant. */
const randomDigits = 16;

/** The third group of an id by its counter: `7000` … `7fff`. A renewal makes four ids, so that every step counts. */
const counterGroups = Array.from({ length: counterMax + 1 }, (_, count) => `7${count.toString(16).padStart(3, "0")}`);

/** The variant's digit by a random one, each as often as the others. */
const variants = new Map("0123456789abcdef".split("").map((digit, index) => [digit, "89ab"[index % 4] ?? "8"]));

/**
 * UUIDs of version 7: the millisecond first, then a counter, then random bits, so that rows made one after the other
 * lie side by side in an index. The random part keeps them unguessable enough to be ids; they are never secrets.
 */
export function createUuidIds(nowMs: () => number): Ids {
  // Its own: two makers that shared their random bytes would make the same id in the same millisecond.
  const pool = Buffer.alloc(poolBytes);
  let digits = "";
  let offset = 0;
  let lastMs = 0;
  let timeGroups = timeGroupsOf(lastMs);
  let counter = 0;
  return {
    next() {
      const ms = Math.max(nowMs(), lastMs);
      counter = ms === lastMs ? counter + 1 : 0;
      const isFull = counter > counterMax;
      if (isFull) counter = 0;
      if (isFull || ms !== lastMs) {
        lastMs = isFull ? ms + 1 : ms;
        timeGroups = timeGroupsOf(lastMs);
      }
      if (offset + randomDigits > digits.length) {
        digits = randomFillSync(pool).toString("hex");
        offset = 0;
      }
      const random = offset;
      offset += randomDigits;
      return (
        `${timeGroups}-${counterGroups[counter]}-${variants.get(digits.charAt(random))}` +
        `${digits.slice(random + 1, random + 4)}-${digits.slice(random + 4, random + randomDigits)}`
      );
    },
  };
}

function timeGroupsOf(ms: number): string {
  const time = ms.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}
