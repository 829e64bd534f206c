import { decideAccess } from "#app/domain/access/permissions.ts";
import { deviceStateAt, runsOutAt, wholeDaysLeft } from "#app/domain/migration-plan/kms-activation.ts";
import type { DeviceState } from "#app/domain/migration-plan/device-states.ts";
import { isoWeekOf, mondayOfWeek, type WeekCount, weeklyPlan } from "#app/domain/migration-plan/weeks.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { Refusal, RefusalOf } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import {
  countDevicesByState,
  countDevicesByWeek,
  countMigrationDevices,
  listMigrationDevices,
  type MigrationDevice,
  migrationDeviceKey,
} from "#db/repositories/migration-devices.ts";
import { findCustomerInScope } from "./customer-head.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type DayText, type Format, formatFor, type InstantText } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

/** A day, or an instant where the list had a time. */
export type ActivationText =
  | { readonly day: DayText; readonly instant: null }
  | { readonly day: DayText; readonly instant: InstantText };

export type DeviceRow = {
  readonly nameKey: string;
  readonly name: string;
  readonly activated: ActivationText;
  /** When it runs out: in the course of that day where only the day of the activation is known. */
  readonly runsOut: ActivationText;
  /** Whole days of 24 hours; negative from 24 hours after it ran out. */
  readonly daysLeft: number;
  readonly state: DeviceState;
  readonly group: string | null;
  readonly product: string | null;
  readonly note: string | null;
  readonly doneAt: InstantText | null;
};

export type WeekBar = Pick<WeekCount, "open" | "done"> & {
  readonly weekIndex: number;
  readonly year: number;
  readonly week: number;
  readonly monday: DayText;
  readonly isPresent: boolean;
};

export type MigrationPlanView = {
  readonly customer: { readonly id: string; readonly name: string };
  /** All devices of the plan. */
  readonly total: { readonly value: number; readonly text: string };
  readonly counts: Record<DeviceState, { readonly value: number; readonly text: string }>;
  /** By the week in which they run out; what ran out long ago is together. */
  readonly weeks: readonly WeekBar[];
  readonly earlier: Pick<WeekCount, "open" | "done"> | null;
  readonly state: DeviceState | null;
  readonly search: string;
  /** Devices that the filter finds. */
  readonly found: { readonly value: number; readonly text: string };
  readonly rows: readonly DeviceRow[];
  readonly links: PageLinks;
  /** Why this reader changes nothing here; null for who may. */
  readonly planRefusal: RefusalOf<"role-needed"> | null;
};

export const deviceKeyShape = ["number", "number", "string"] as const;

/** The plan of a customer's move from volume licensing: what runs out when, and what is done. Five queries. */
export async function migrationPlanView(
  context: ViewContext,
  params: PageParams & { readonly customerId: string; readonly state: DeviceState | null; readonly search: string },
): Promise<Result<MigrationPlanView, Refusal>> {
  const found = await findCustomerInScope(context, "see-software", params.customerId);
  if (!found.ok) return found;
  const { db, at, actor, reader } = context;
  const { id: customerId, partnerId, name } = found.value;
  const scope = { partnerId, customerId };
  const { state, search } = params;
  const filter = { state, search, at };
  const page = await listMigrationDevices(db, scope, filter, pageRequestOf(params, deviceKeyShape));
  const counts = await countDevicesByState(db, scope, at);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const matching =
    search === "" ? (state === null ? total : counts[state]) : await countMigrationDevices(db, scope, filter);
  const plan = weeklyPlan(await countDevicesByWeek(db, scope), at);
  const format = formatFor(reader);
  const countText = (value: number) => ({ value, text: format.number(value) });
  const access = decideAccess(actor, "plan-migration");
  return ok({
    customer: { id: customerId, name },
    total: countText(total),
    counts: {
      "ran-out": countText(counts["ran-out"]),
      "running-out": countText(counts["running-out"]),
      "due-next": countText(counts["due-next"]),
      later: countText(counts.later),
      done: countText(counts.done),
    },
    weeks: plan.weeks.map(({ weekIndex, open, done, isPresent }) => ({
      ...isoWeekOf(weekIndex),
      weekIndex,
      open,
      done,
      isPresent,
      monday: format.day(mondayOfWeek(weekIndex)),
    })),
    earlier: plan.earlier,
    state,
    search,
    found: countText(matching),
    rows: page.rows.map((device) => deviceRowOf(device, context, format)),
    links: pageLinksOf(page, migrationDeviceKey),
    planRefusal: access.ok ? null : access.refusal,
  });
}

function deviceRowOf(device: MigrationDevice, { at }: ViewContext, format: Format): DeviceRow {
  const { activation } = device;
  const textOf = (instant: typeof activation.at): ActivationText => ({
    day: format.day(utcDayOf(instant)),
    instant: activation.isTimeKnown ? format.instant(instant) : null,
  });
  return {
    nameKey: device.nameKey,
    name: device.name,
    activated: textOf(activation.at),
    runsOut: textOf(runsOutAt(activation)),
    daysLeft: wholeDaysLeft(activation, at),
    state: deviceStateAt(device, at),
    group: device.groupName,
    product: device.product,
    note: device.note,
    doneAt: format.instantOrNull(device.doneAt),
  };
}
