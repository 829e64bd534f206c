import type { Temporal } from "temporal-polyfill";
import { msPerDay } from "../calendar/civil.ts";
import { instantOfEpochMs } from "../calendar/utc-days.ts";
import type { DeviceState, OpenDeviceState } from "./device-states.ts";

/**
 * How long a device that was activated by a KMS host stays active after its last activation, in days of 24 hours.
 * Rule: moving from volume licensing.
 */
export const kmsActivationDays = 180;

const kmsActivationMs = kmsActivationDays * msPerDay;

/**
 * When a device was last activated by KMS. Where only the day is known it is counted from 00:00 UTC of that day, the
 * earliest that it can have been, so that the plan never promises time that is not there.
 */
export type KmsActivation = { readonly at: Temporal.Instant; readonly isTimeKnown: boolean };

/** A device that has this many days left, or fewer, is running out. Our choice. */
export const runningOutDays = 7;
/** And with this many or fewer it is due next. Our choice, the same as the first announcement of a renewal. */
export const dueNextDays = 30;

/**
 * The instant at which a device stops being active, 180 days of 24 hours after its activation. Half-open: until just
 * before it the device is active, at it no longer. No zone has a say in it, and no change of clocks.
 */
export function runsOutAt(activation: Pick<KmsActivation, "at">): Temporal.Instant {
  return instantOfEpochMs(activation.at.epochMilliseconds + kmsActivationMs);
}

/** Whole days of 24 hours from now until a device runs out, truncated; negative from 24 hours after it ran out. */
export function wholeDaysLeft(activation: Pick<KmsActivation, "at">, now: Temporal.Instant): number {
  const days = Math.trunc((runsOutAt(activation).epochMilliseconds - now.epochMilliseconds) / msPerDay);
  // Minus nought is not a number of days.
  return days === 0 ? 0 : days;
}

/** Activations of one state: later than `after` and not later than `through`, in epoch milliseconds; null for no bound. */
export type ActivationRange = { readonly after: number | null; readonly through: number | null };

/**
 * When devices were last activated that are in a state at an instant and not done. The ranges follow each other
 * without a gap: states on a page, counts and lists all come from this one table.
 */
export function activationRangesAt(at: Temporal.Instant): Record<OpenDeviceState, ActivationRange> {
  const ranOut = at.epochMilliseconds - kmsActivationMs;
  const runningOut = ranOut + runningOutDays * msPerDay;
  const dueNext = ranOut + dueNextDays * msPerDay;
  return {
    "ran-out": { after: null, through: ranOut },
    "running-out": { after: ranOut, through: runningOut },
    "due-next": { after: runningOut, through: dueNext },
    later: { after: dueNext, through: null },
  };
}

/** What a device asks for at an instant. */
export function deviceStateAt(
  device: { readonly activation: Pick<KmsActivation, "at">; readonly isDone: boolean },
  at: Temporal.Instant,
): DeviceState {
  if (device.isDone) return "done";
  const { epochMilliseconds } = device.activation.at;
  const ranges = activationRangesAt(at);
  if (epochMilliseconds <= (ranges["ran-out"].through ?? 0)) return "ran-out";
  if (epochMilliseconds <= (ranges["running-out"].through ?? 0)) return "running-out";
  return epochMilliseconds <= (ranges["due-next"].through ?? 0) ? "due-next" : "later";
}
