import { type ExpressionBuilder, type Selectable, sql, type SqlBool } from "kysely";
import type { Temporal } from "temporal-polyfill";
import { msPerDay } from "#app/domain/calendar/civil.ts";
import { deviceKey, type ListedDevice } from "#app/domain/migration-plan/device-list.ts";
import { activationRangesAt, kmsActivationDays } from "#app/domain/migration-plan/kms-activation.ts";
import { type DeviceState, deviceStates } from "#app/domain/migration-plan/device-states.ts";
import type { WeekCount } from "#app/domain/migration-plan/weeks.ts";
import type { Db } from "../client.ts";
import { instantColumn, readFlag, readInstant, readInstantOrNull } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { Database, MigrationDeviceTable } from "../schema.ts";

/** Devices of the move from volume licensing: one plan for one customer of one partner. */
export type PlanScope = { readonly partnerId: string; readonly customerId: string };

export type MigrationDevice = ListedDevice & {
  readonly isDone: boolean;
  readonly doneAt: Temporal.Instant | null;
};

/** Which devices of a plan: in one state at an instant, in any but done, or in any at all, with a text in their name or group or without. */
export type DeviceFilter = {
  readonly state: DeviceState | "open" | null;
  /** Empty for all. */
  readonly search: string;
  readonly at: Temporal.Instant;
};

/** Makes the plan of a customer where there is none, and holds it: changes of its devices follow each other. */
export async function lockPlan(tx: Db, scope: PlanScope, at: Temporal.Instant): Promise<void> {
  const { partnerId, customerId } = scope;
  await tx
    .insertInto("migration_plan")
    .values({
      partner_id: partnerId,
      customer_id: customerId,
      created_at: instantColumn(at),
      changed_at: instantColumn(at),
    })
    .onConflict((conflict) => conflict.columns(["partner_id", "customer_id"]).doNothing())
    .execute();
  const query = tx
    .selectFrom("migration_plan")
    .select("changed_at")
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId);
  await lockedForChange(tx, query).executeTakeFirstOrThrow();
}

export async function touchPlan(tx: Db, scope: PlanScope, at: Temporal.Instant): Promise<void> {
  await tx
    .updateTable("migration_plan")
    .set({ changed_at: instantColumn(at) })
    .where("partner_id", "=", scope.partnerId)
    .where("customer_id", "=", scope.customerId)
    .execute();
}

const nextColumns = ["is_done", "activated_at", "name_key"] as const;

/** The key of a device in its list. */
export function migrationDeviceKey(device: MigrationDevice): (string | number)[] {
  return [device.isDone ? 1 : 0, device.activation.at.epochMilliseconds, device.nameKey];
}

/** One page of devices: what is not done first, and of those what runs out first. */
export async function listMigrationDevices(
  db: Db,
  scope: PlanScope,
  filter: DeviceFilter,
  page: PageRequest,
): Promise<Page<MigrationDevice>> {
  let query = db
    .selectFrom("migration_device")
    .selectAll()
    .where((is) => inFilter(is, scope, filter));
  if (page.cursor !== null) query = query.where(beyondKey(nextColumns, "asc", page.cursor));
  for (const column of nextColumns) query = query.orderBy(column, readDirection("asc", page.cursor));
  const rows = await query.limit(page.limit + 1).execute();
  return pageOf(rows.map(deviceOfRow), page);
}

/** How many devices a filter finds. A plan is small enough to be counted whole. */
export async function countMigrationDevices(db: Db, scope: PlanScope, filter: DeviceFilter): Promise<number> {
  const row = await db
    .selectFrom("migration_device")
    .select((select) => select.fn.countAll<number | string>().as("devices"))
    .where((is) => inFilter(is, scope, filter))
    .executeTakeFirstOrThrow();
  return Number(row.devices);
}

/** Devices by state at an instant. */
export async function countDevicesByState(
  db: Db,
  scope: PlanScope,
  at: Temporal.Instant,
): Promise<Record<DeviceState, number>> {
  const ranges = activationRangesAt(at);
  const row = await db
    .selectFrom("migration_device")
    .select([
      countOf(sql`is_done = 0 and activated_at <= ${ranges["ran-out"].through}`).as("ran-out"),
      countOf(sql`is_done = 0 and activated_at <= ${ranges["running-out"].through}`).as("running-out"),
      countOf(sql`is_done = 0 and activated_at <= ${ranges["due-next"].through}`).as("due-next"),
      countOf(sql`is_done = 0`).as("later"),
      countOf(sql`is_done = 1`).as("done"),
    ])
    .where("partner_id", "=", scope.partnerId)
    .where("customer_id", "=", scope.customerId)
    .executeTakeFirstOrThrow();
  const upTo = deviceStates.map((state) => Number(row[state]));
  const [ranOut = 0, runningOut = 0, dueNext = 0, later = 0, done = 0] = upTo;
  return {
    "ran-out": ranOut,
    "running-out": runningOut - ranOut,
    "due-next": dueNext - runningOut,
    later: later - dueNext,
    done,
  };
}

function countOf(condition: ReturnType<typeof sql>) {
  return sql<number | string>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;
}

/** Devices by the week in which they run out. Whole numbers are divided, so that both databases truncate alike. */
export async function countDevicesByWeek(db: Db, scope: PlanScope): Promise<WeekCount[]> {
  // 1970-01-01 was a Thursday, three days after the Monday that its week began with.
  const week = sql<
    number | string
  >`(activated_at + ${sql.lit((kmsActivationDays + 3) * msPerDay)}) / ${sql.lit(7 * msPerDay)}`;
  const rows = await db
    .selectFrom("migration_device")
    .select([week.as("week"), countOf(sql`is_done = 0`).as("open"), countOf(sql`is_done = 1`).as("done")])
    .where("partner_id", "=", scope.partnerId)
    .where("customer_id", "=", scope.customerId)
    .groupBy(week)
    .execute();
  return rows
    .map((row) => ({ weekIndex: Number(row.week), open: Number(row.open), done: Number(row.done) }))
    .toSorted((a, b) => a.weekIndex - b.weekIndex);
}

/** Which devices are changed: named ones, or all that a filter finds. */
export type DeviceChoice = { readonly nameKeys: readonly string[] } | DeviceFilter;

/** Marks devices as done; names of those that were not before. */
export async function markDevicesDone(
  tx: Db,
  scope: PlanScope,
  choice: DeviceChoice,
  done: { readonly at: Temporal.Instant; readonly by: string },
): Promise<string[]> {
  const rows = await tx
    .updateTable("migration_device")
    .set({ is_done: 1, done_at: instantColumn(done.at), done_by: done.by })
    .where((is) => isChosen(tx, is, scope, choice))
    .where("is_done", "=", 0)
    .returning("name")
    .execute();
  return rows.map(({ name }) => name);
}

/** Takes the mark back; names of those that had it. */
export async function reopenDevices(tx: Db, scope: PlanScope, choice: DeviceChoice): Promise<string[]> {
  const rows = await tx
    .updateTable("migration_device")
    .set({ is_done: 0, done_at: null, done_by: null })
    .where((is) => isChosen(tx, is, scope, choice))
    .where("is_done", "=", 1)
    .returning("name")
    .execute();
  return rows.map(({ name }) => name);
}

/** Takes devices out of the plan; their names. */
export async function deleteDevices(tx: Db, scope: PlanScope, choice: DeviceChoice): Promise<string[]> {
  const rows = await tx
    .deleteFrom("migration_device")
    .where((is) => isChosen(tx, is, scope, choice))
    .returning("name")
    .execute();
  return rows.map(({ name }) => name);
}

type DeviceExpressions = ExpressionBuilder<Database, "migration_device">;

function isChosen(db: Db, is: DeviceExpressions, scope: PlanScope, choice: DeviceChoice) {
  if (!("nameKeys" in choice)) return inFilter(is, scope, choice);
  return is.and([ofPlan(is, scope), isAnyOf(db, "name_key", choice.nameKeys)]);
}

function ofPlan(is: DeviceExpressions, { partnerId, customerId }: PlanScope) {
  return is.and([is("partner_id", "=", partnerId), is("customer_id", "=", customerId)]);
}

function inFilter(is: DeviceExpressions, scope: PlanScope, { state, search, at }: DeviceFilter) {
  const conditions = [ofPlan(is, scope)];
  if (state !== null) conditions.push(is("is_done", "=", state === "done" ? 1 : 0));
  if (state !== null && state !== "done" && state !== "open") {
    const { after, through } = activationRangesAt(at)[state];
    if (after !== null) conditions.push(is("activated_at", ">", after));
    if (through !== null) conditions.push(is("activated_at", "<=", through));
  }
  const key = deviceKey(search.trim());
  if (key !== "") {
    const pattern = `%${key.replace(/[!%_]/g, (sign) => `!${sign}`)}%`;
    conditions.push(is.or([likeText("name_key", pattern), likeText("group_key", pattern)]));
  }
  return is.and(conditions);
}

/** The escape character is named, because SQLite has none of its own. */
function likeText(column: string, pattern: string) {
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '!'`;
}

function deviceOfRow(row: Selectable<MigrationDeviceTable>): MigrationDevice {
  return {
    name: row.name,
    nameKey: row.name_key,
    activation: { at: readInstant(row.activated_at), isTimeKnown: readFlag(row.is_time_known) },
    groupName: row.group_name,
    product: row.product,
    note: row.note,
    isDone: readFlag(row.is_done),
    doneAt: readInstantOrNull(row.done_at),
  };
}
