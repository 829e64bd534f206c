import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { histories } from "./operations.ts";
import { type Counts, createWorld } from "./world.ts";

/**
 * A simulated year, again and again: every history is drawn from a seed, every step is followed by all invariants, every
 * tick by a second one that must change nothing. `SIMULATOR_SEED=… SIMULATOR_SECONDS=600 npx vitest run test/simulator`
 * looks further; a history that breaks a promise is printed with its seed, shortened to what is needed.
 */
const seconds = Number(process.env["SIMULATOR_SECONDS"] ?? 15);
const seed = process.env["SIMULATOR_SEED"] === undefined ? 2_024 : Number(process.env["SIMULATOR_SEED"]);

describe("the simulator", () => {
  it(
    `keeps every promise through ${seconds} seconds of histories from seed ${seed}`,
    async () => {
      const total: Counts = {};
      const oneHistory = fc.asyncProperty(histories, async (operations) => {
        const world = await createWorld();
        try {
          for (const operation of operations) await world.perform(operation);
          // Whatever happened, a working scheduler brings it in order.
          await world.perform({ kind: "tick" });
        } finally {
          for (const [name, count] of Object.entries(world.counts)) total[name] = (total[name] ?? 0) + count;
          await world.dispose();
        }
      });
      await fc.assert(oneHistory, {
        seed,
        numRuns: 100_000,
        interruptAfterTimeLimit: seconds * 1_000,
        markInterruptAsFailure: false,
        endOnFailure: false,
      });
      // A simulation in which nothing goes through would prove nothing.
      for (const name of [
        "buy",
        "cancel",
        "switch",
        "schedule",
        "tick",
        "two ticks at once",
        "crash",
        "cancel: cancellation-window-closed",
      ])
        expect(total[name] ?? 0, `${name} never happened: ${JSON.stringify(total)}`).toBeGreaterThan(0);
    },
    (seconds + 60) * 1_000,
  );
});
