import type { Temporal } from "temporal-polyfill";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { Enrollment } from "#app/domain/agreements/agreement.ts";
import type { LetterDraft } from "#app/domain/agreements/letters.ts";
import { addDays, epochDayOf, isBefore, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { lastDayOfLink } from "#app/domain/service-activation/activation-link.ts";
import {
  dataDeletedAt,
  graceEndsAt,
  milestonesOf,
  onlineStatusAt,
  stageDaysOf,
} from "#app/domain/service-activation/grace.ts";
import type { MilestoneKind, ServiceAccount } from "#app/domain/service-activation/records.ts";
import type { Db, Tx } from "#db/client.ts";
import { readAccountSubscriptions } from "#db/repositories/account-subscriptions.ts";
import { findAnyEnrollment, listEnrollmentsById } from "#db/repositories/agreements.ts";
import { findContact } from "#db/repositories/enrollment-contacts.ts";
import { addJobRunProgress } from "#db/repositories/job-runs.ts";
import { listKnownLetterKeys } from "#db/repositories/letters.ts";
import { deleteAssignments, listServiceAccounts } from "#db/repositories/service-accounts.ts";
import {
  claimDueServices,
  countDueServices,
  listLinksExpiringOn,
  setNextCheck,
} from "#db/repositories/service-activation.ts";
import { claimWaitingReservations, markReservationEffective } from "#db/repositories/service-orders.ts";
import {
  findAccountLink,
  insertMilestone,
  listEndedEnrollments,
  listMilestones,
} from "#db/repositories/enrollment-accounts.ts";
import { listOnlineServices } from "#db/repositories/online-services.ts";
import { logActivity, loggedTransaction } from "../activity/log-activity.server.ts";
import type { BatchCounts } from "../renewals/advance-due.server.ts";
import { withRetries } from "../renewals/retry.server.ts";
import type { RunContext } from "../renewals/run-context.server.ts";
import { azureOffersDue, offerAzure } from "./azure-offer.server.ts";
import { subjectOf } from "./enrollment-access.server.ts";
import {
  factsOfEnrollment,
  queueLetters,
  recipientsOf,
  recordOf,
  settleEnrollment,
} from "./settle-activation.server.ts";
import { lateNotices, tellOfLimits } from "./watch-limits.server.ts";

const batchSize = 50;
const countedMax = 100_000;
/** Enrollments whose end is looked after in one run. */
const endedMax = 10_000;
const expiryStages = [30, 7] as const;

type Context = RunContext<"volume-licensing">;

/** What is due: reservations, services to look at, and ended enrollments with a milestone ahead of them. */
export async function countVolumeLicensing(db: Db, at: Temporal.Instant): Promise<number> {
  const waiting = await claimWaitingReservations(db, utcDayOf(at), batchSize);
  const announcements = await dueAnnouncements(db, at);
  const ended = await dueEnrollments(db, at);
  const late = await lateNotices(db, at);
  const services = await countDueServices(db, at, countedMax);
  const offers = await azureOffersDue(db, at, countedMax);
  return waiting.length + services + announcements.length + ended.length + late.length + offers.length;
}

/**
 * Everything of service activation that is due up to the run's instant: reservations take effect, services go to their
 * account or contact, Azure is offered, links that end are announced, limits that have passed are told, grace ends. Each step is a transaction of its own, and leaves
 * nothing for a second run at the same instant.
 */
export async function runVolumeLicensing(context: Context, onBatch: (counts: BatchCounts) => void): Promise<void> {
  const steps = [processReservations, settleDue, offerDue] as const;
  for (const step of steps)
    for (;;) {
      if (context.signal?.aborted === true) return;
      const done = await withRetries(() => loggedTransaction(context.deps, (tx) => step(tx, context)));
      if (done === 0) break;
      onBatch({ done, failed: 0 });
    }
  await withRetries(() => loggedTransaction(context.deps, (tx) => announceExpiry(tx, context)));
  await withRetries(() => loggedTransaction(context.deps, (tx) => tellOfLimits(tx, context.deps, context.at)));
  for (const enrollmentId of await dueEnrollments(context.deps.db, context.at)) {
    if (context.signal?.aborted === true) return;
    const done = await withRetries(() =>
      loggedTransaction(context.deps, (tx) => reachMilestones(tx, context, enrollmentId)),
    );
    onBatch({ done, failed: 0 });
  }
}

async function processReservations(tx: Tx, { deps, at, runId }: Context): Promise<number> {
  const reservations = await claimWaitingReservations(tx, utcDayOf(at), batchSize);
  for (const { id, enrollmentId, serviceId } of reservations) {
    await markReservationEffective(tx, id, at);
    await setNextCheck(tx, { enrollmentId, serviceId }, at);
  }
  if (reservations.length > 0)
    await addJobRunProgress(tx, runId, { done: reservations.length, failed: 0, at: deps.clock.now() });
  return reservations.length;
}

async function settleDue(tx: Tx, { deps, actor, at, runId }: Context): Promise<number> {
  const due = await claimDueServices(tx, at, batchSize);
  for (const enrollmentId of new Set(due.map((service) => service.enrollmentId))) {
    const enrollment = await findAnyEnrollment(tx, enrollmentId, { lock: true });
    if (enrollment !== undefined) await settleEnrollment(tx, deps, actor, enrollment, "first-order", at);
  }
  if (due.length > 0) await addJobRunProgress(tx, runId, { done: due.length, failed: 0, at: deps.clock.now() });
  return due.length;
}

/** Offers Azure under Server and Cloud Enrollments that have not ordered it. */
async function offerDue(tx: Tx, { deps, actor, at, runId }: Context): Promise<number> {
  const done = await offerAzure(tx, deps, actor, at, batchSize);
  if (done > 0) await addJobRunProgress(tx, runId, { done, failed: 0, at: deps.clock.now() });
  return done;
}

/** Tells contacts 30 and 7 days before a link ends that was not used; after a downtime with the days that are left. */
async function announceExpiry(tx: Tx, { deps, at }: Context): Promise<void> {
  await queueLetters(tx, deps, at, await dueAnnouncements(tx, at));
}

async function dueAnnouncements(db: Db, at: Temporal.Instant): Promise<LetterDraft[]> {
  const today = utcDayOf(at);
  const ahead = Array.from({ length: expiryStages[0] + 1 }, (_, days) => addDays(today, days));
  const services = await listLinksExpiringOn(db, ahead);
  if (services.length === 0) return [];
  const enrollments = await listEnrollmentsById(
    db,
    services.map(({ enrollmentId }) => enrollmentId),
  );
  const titles = new Map((await listOnlineServices(db)).map(({ id, title }) => [id, title]));
  const drafts: LetterDraft[] = [];
  for (const service of services) {
    const enrollment = enrollments.get(service.enrollmentId);
    const contact = await findContact(db, service.enrollmentId);
    if (enrollment === undefined || contact === undefined) continue;
    const lastDay = lastDayOfLink(service);
    const days = epochDayOf(lastDay) - epochDayOf(today);
    const stage = days <= expiryStages[1] ? expiryStages[1] : expiryStages[0];
    // A link that was made valid again has 30 days from the beginning, and its letter has said so.
    if (stage === expiryStages[0] && epochDayOf(lastDay) !== epochDayOf(service.expiresOn)) continue;
    drafts.push({
      kind: "link-expiring",
      dedupeKey: `expiring:${enrollment.id}:${service.serviceId}:${lastDay.toString()}:${stage}`,
      ...recordOf(enrollment),
      serviceId: service.serviceId,
      contactId: contact.id,
      recipient: { name: contact.name, email: contact.email, language: contact.language },
      facts: {
        ...factsOfEnrollment(enrollment),
        service: titles.get(service.serviceId) ?? service.serviceId,
        days,
        linkExpiresOn: lastDay.toString(),
      },
    });
  }
  const known = await listKnownLetterKeys(
    db,
    drafts.map(({ dedupeKey }) => dedupeKey),
  );
  return drafts.filter(({ dedupeKey }) => !known.has(dedupeKey));
}

/** Ended enrollments that have a milestone to reach by an instant. */
async function dueEnrollments(db: Db, at: Temporal.Instant): Promise<string[]> {
  const ids = await listEndedEnrollments(db, addDays(utcDayOf(at), -1), endedMax);
  if (ids.length === 0) return [];
  const reached = new Map<string, Set<MilestoneKind>>();
  for (const { enrollmentId, kind } of await listMilestones(db, ids))
    reached.set(enrollmentId, (reached.get(enrollmentId) ?? new Set()).add(kind));
  const enrollments = await listEnrollmentsById(db, ids);
  const due: string[] = [];
  for (const id of ids) {
    const enrollment = enrollments.get(id);
    if (enrollment === undefined) continue;
    const kinds = reached.get(id);
    if (milestonesOf(enrollment).some(({ kind, dueAt }) => kinds?.has(kind) !== true && !isBefore(at, dueAt)))
      due.push(id);
  }
  return due;
}

/** Notes what an ended enrollment has come to, and tells its contact and the global admins what is still true. */
async function reachMilestones(tx: Tx, context: Context, enrollmentId: string): Promise<number> {
  const { deps, at, runId } = context;
  const enrollment = await findAnyEnrollment(tx, enrollmentId, { lock: true });
  const link = await findAccountLink(tx, enrollmentId);
  if (enrollment === undefined || link === undefined) return 0;
  const account = (await listServiceAccounts(tx, enrollment)).find(({ id }) => id === link.accountId);
  if (account === undefined) return 0;
  const contact = (await findContact(tx, enrollmentId)) ?? null;
  const due = milestonesOf(enrollment).filter(({ dueAt }) => !isBefore(at, dueAt));
  let done = 0;
  for (const { kind, dueAt } of due) {
    if (!(await insertMilestone(tx, { enrollmentId, kind, dueAt, at }))) continue;
    done += 1;
    const stageDays = stageDaysOf(kind);
    // After a downtime nobody is told of "30 days" when seven are left.
    const isNews = stageDays === null || due.at(-1)?.kind === kind;
    if (stageDays === null) await carryOut(tx, context, enrollment, account, kind);
    if (!isNews) continue;
    await queueLetters(
      tx,
      deps,
      at,
      recipientsOf(account, contact).map((recipient) => letterOf(enrollment, kind, stageDays, recipient)),
    );
  }
  await addJobRunProgress(tx, runId, { done, failed: 0, at: deps.clock.now() });
  return done;
}

/** Removes licences that no running enrollment of the account covers, or notes that their data is gone. */
async function carryOut(
  tx: Tx,
  { deps, actor, at }: Context,
  enrollment: Enrollment,
  account: ServiceAccount,
  kind: MilestoneKind,
): Promise<void> {
  if (kind === "deprovisioned") {
    const subscriptions = await readAccountSubscriptions(tx, account, at);
    const kept = new Set(
      subscriptions
        .filter((one) => onlineStatusAt(one.enrollment, at) !== "deprovisioned")
        .map(({ serviceId }) => serviceId),
    );
    const gone = subscriptions.filter((one) => one.enrollment.id === enrollment.id && !kept.has(one.serviceId));
    await deleteAssignments(tx, account.id, [...new Set(gone.map(({ serviceId }) => serviceId))]);
  }
  const action = kind === "deprovisioned" ? "enrollment-deprovisioned" : "enrollment-data-deleted";
  const newValue = { enrollment: enrollment.number, account: account.name };
  await logActivity(tx, deps, actor, [activityDone(action, at, subjectOf(enrollment), { newValue })]);
}

function letterOf(
  enrollment: Enrollment,
  kind: MilestoneKind,
  stageDays: number | null,
  recipient: LetterDraft["recipient"],
): LetterDraft {
  const base = {
    dedupeKey: `${kind}:${enrollment.id}:${recipient.email.toLowerCase()}`,
    ...recordOf(enrollment),
    serviceId: null,
    contactId: null,
    recipient,
  };
  const facts = factsOfEnrollment(enrollment);
  const deletedAt = dataDeletedAt(enrollment).epochMilliseconds;
  if (stageDays !== null) {
    const graceEnds = graceEndsAt(enrollment).epochMilliseconds;
    return { ...base, kind: "grace-ending", facts: { ...facts, days: stageDays, graceEndsAt: graceEnds, deletedAt } };
  }
  if (kind === "deprovisioned") return { ...base, kind: "deprovisioned", facts: { ...facts, deletedAt } };
  return { ...base, kind: "data-deleted", facts };
}
