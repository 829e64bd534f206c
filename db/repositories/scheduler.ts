import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { JobName } from "#app/domain/jobs/job-names.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant } from "../columns.ts";

/**
 * Takes or prolongs a job's lease; false when another process has it. A lease only saves work: two runs at once
 * are safe without it, because constraints let nothing happen twice.
 */
export async function takeLease(
  db: Db,
  lease: { job: JobName; holder: string; at: Temporal.Instant; untilMs: number },
): Promise<boolean> {
  const until = instantColumn(lease.at) + lease.untilMs;
  const row = await db
    .insertInto("job_lease")
    .values({ job: lease.job, holder: lease.holder, until_at: until })
    .onConflict((conflict) =>
      conflict
        .column("job")
        .doUpdateSet({ holder: lease.holder, until_at: until })
        .where((eb) =>
          eb.or([eb("job_lease.until_at", "<=", instantColumn(lease.at)), eb("job_lease.holder", "=", lease.holder)]),
        ),
    )
    .returning("holder")
    .executeTakeFirst();
  return row?.holder === lease.holder;
}

export async function releaseLease(db: Db, job: JobName, holder: string): Promise<void> {
  await db.deleteFrom("job_lease").where("job", "=", job).where("holder", "=", holder).execute();
}

/** Notes that a scheduler is awake. */
export async function recordTick(db: Db, scheduler: string, at: Temporal.Instant): Promise<void> {
  const tick = { last_tick_at: instantColumn(at) };
  await db
    .insertInto("scheduler_tick")
    .values({ scheduler, ...tick })
    .onConflict((conflict) => conflict.column("scheduler").doUpdateSet(tick))
    .execute();
}

/** When the last of all schedulers ticked; undefined before the first. */
export async function findLastTick(db: Db): Promise<Temporal.Instant | undefined> {
  const row = await db
    .selectFrom("scheduler_tick")
    .select((eb) => eb.fn.max("last_tick_at").as("last_tick_at"))
    .executeTakeFirst();
  return row?.last_tick_at === undefined || row.last_tick_at === null ? undefined : readInstant(row.last_tick_at);
}

/** Moves all ticks along when the sandbox's clock is moved, so that the jump is not taken for silence. */
export async function shiftTicks(db: Db, byMs: number): Promise<void> {
  await db
    .updateTable("scheduler_tick")
    .set({ last_tick_at: sql<number>`last_tick_at + ${byMs}` })
    .execute();
}

/** Forgets schedulers that ended long ago, so that the table does not grow with every start. */
export async function deleteOldTicks(db: Db, before: Temporal.Instant): Promise<void> {
  await db.deleteFrom("scheduler_tick").where("last_tick_at", "<", instantColumn(before)).execute();
}
