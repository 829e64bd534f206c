import type { Temporal } from "temporal-polyfill";
import type { Enrollment, LicensingProgramme } from "../agreements/agreement.ts";
import { msPerDay } from "../calendar/civil.ts";
import { addDays, instantOfEpochMs, isBefore, startOfUtcDay, utcEpochDayOf, epochDayOf } from "../calendar/utc-days.ts";
import { effectiveOrders } from "./activation-mail.ts";
import type { MilestoneKind, ServiceOrder } from "./records.ts";

export const onlineStatuses = ["active", "in-grace", "deprovisioned"] as const;
export type OnlineStatus = (typeof onlineStatuses)[number];

/** Length of grace in days. The documents say none; ours, and set per programme where one differs. */
const graceDaysByDefault = 90;
const graceDaysOf: Partial<Record<LicensingProgramme, number>> = {};
/** From deprovisioning to the deletion of data, in days. Our choice. */
const deletionDays = 30;
const stages = [30, 7, 1] as const;

type Ending = Pick<Enrollment, "endsOn" | "programme">;

/** 00:00 UTC of the day after the enrollment's end: from here its subscriptions are in grace. */
export function graceStartsAt({ endsOn }: Ending): Temporal.Instant {
  return startOfUtcDay(addDays(endsOn, 1));
}

/** When grace ends and the subscriptions are removed: 90 days from the day after the end. */
export function graceEndsAt(enrollment: Ending): Temporal.Instant {
  const days = graceDaysOf[enrollment.programme] ?? graceDaysByDefault;
  return startOfUtcDay(addDays(enrollment.endsOn, 1 + days));
}

/** When the data of removed subscriptions is deleted. */
export function dataDeletedAt(enrollment: Ending): Temporal.Instant {
  return instantOfEpochMs(graceEndsAt(enrollment).epochMilliseconds + deletionDays * msPerDay);
}

/** Rule: active under a running enrollment, in grace under an ended one, deprovisioned after grace. */
export function onlineStatusAt(enrollment: Ending, at: Temporal.Instant): OnlineStatus {
  if (isBefore(at, graceStartsAt(enrollment))) return "active";
  return isBefore(at, graceEndsAt(enrollment)) ? "in-grace" : "deprovisioned";
}

/** What happens to an ended enrollment, in the order of time, with when it is due. */
export function milestonesOf(
  enrollment: Ending,
): readonly { readonly kind: MilestoneKind; readonly dueAt: Temporal.Instant }[] {
  const endsMs = graceEndsAt(enrollment).epochMilliseconds;
  return [
    ...stages.map((days) => ({ kind: `grace-${days}` as const, dueAt: instantOfEpochMs(endsMs - days * msPerDay) })),
    { kind: "deprovisioned" as const, dueAt: graceEndsAt(enrollment) },
    { kind: "data-deleted" as const, dueAt: dataDeletedAt(enrollment) },
  ];
}

/** Days before the end of grace that a milestone announces; null for one that announces none. */
export function stageDaysOf(kind: MilestoneKind): number | null {
  return stages.find((days) => kind === `grace-${days}`) ?? null;
}

/** Licences of a service whose usage has begun: the sum of its orders and reservations. */
export function licensedQuantity(orders: readonly ServiceOrder[], at: Temporal.Instant): number {
  const today = utcEpochDayOf(at);
  return effectiveOrders(orders, at)
    .filter(({ usageFromOn }) => epochDayOf(usageFromOn) <= today)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** A service under one enrollment of an account. */
export type OnlineSubscription = {
  readonly serviceId: string;
  readonly enrollment: Pick<Enrollment, "id" | "number" | "endsOn" | "programme">;
  readonly quantity: number;
};

export type LicenceCount = {
  readonly serviceId: string;
  /** What counts. */
  readonly active: number;
  /** Kept to avoid an interruption; not counted. */
  readonly inGrace: readonly {
    readonly quantity: number;
    readonly number: string;
    readonly endsAt: Temporal.Instant;
  }[];
};

/** Licences per service. Rule: totals count active ones only; those in grace stand beside them and are explained. */
export function licenceCounts(
  subscriptions: readonly OnlineSubscription[],
  at: Temporal.Instant,
): readonly LicenceCount[] {
  const serviceIds = [...new Set(subscriptions.map(({ serviceId }) => serviceId))];
  return serviceIds.map((serviceId) => {
    const mine = subscriptions.filter((one) => one.serviceId === serviceId && one.quantity > 0);
    const of = (status: OnlineStatus) => mine.filter(({ enrollment }) => onlineStatusAt(enrollment, at) === status);
    return {
      serviceId,
      active: of("active").reduce((sum, { quantity }) => sum + quantity, 0),
      inGrace: of("in-grace").map(({ quantity, enrollment }) => {
        return { quantity, number: enrollment.number, endsAt: graceEndsAt(enrollment) };
      }),
    };
  });
}
