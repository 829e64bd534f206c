import { expect } from "vitest";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { chargesPerTerm } from "#app/domain/catalog/terms.ts";
import type { Db } from "#db/client.ts";

/**
 * What is true of every state that the portal can be in, after every step of every test that cares to ask:
 * terms tile without gap or overlap, charges are a beginning of their schedule, credits never exceed charges,
 * and no running subscription is without a next due date.
 */
export async function assertInvariants(db: Db, only: { readonly subscriptionId?: string } = {}): Promise<void> {
  const problems = await findViolations(db);
  expect(problems.filter((problem) => problem.startsWith(only.subscriptionId ?? ""))).toEqual([]);
}

export async function findViolations(db: Db): Promise<string[]> {
  const problems: string[] = [];
  const subscriptions = await db.selectFrom("subscription").selectAll().execute();
  const terms = groupBy(
    await db.selectFrom("term").selectAll().orderBy("term_number").execute(),
    (row) => row.subscription_id,
  );
  const charges = groupBy(
    await db
      .selectFrom("charge")
      .selectAll()
      .where("subscription_id", "is not", null)
      .orderBy("cycle_number")
      .execute(),
    (row) => `${row.subscription_id}:${row.term_number}`,
  );
  for (const row of subscriptions) {
    const say = (problem: string) => problems.push(`${row.id} ${problem}`);
    const own = terms.get(row.id) ?? [];
    if (own.length !== row.term_number) say(`has ${own.length} terms and stands in term ${row.term_number}`);
    own.forEach((term, index) => {
      if (term.term_number !== index + 1) say(`has no term ${index + 1}`);
      const next = own[index + 1];
      if (next !== undefined && next.start_at !== term.end_at)
        say(`has a gap or an overlap after term ${term.term_number}`);
      if (term.end_at % 86_400_000 !== 0) say(`ends term ${term.term_number} within a day`);
      const cycles = charges.get(`${row.id}:${term.term_number}`) ?? [];
      const expected = chargesPerTerm(term.duration, term.billing_plan);
      if (cycles.length > expected)
        say(`was charged ${cycles.length} of ${expected} cycles in term ${term.term_number}`);
      if (next !== undefined && cycles.length !== expected)
        say(`left term ${term.term_number} with ${cycles.length} of ${expected} charges`);
      cycles.forEach((charge, position) => {
        if (charge.cycle_number !== position + 1) say(`skipped a cycle in term ${term.term_number}`);
        if (charge.charged_at < term.start_at || charge.charged_at >= term.end_at)
          say(`was charged outside term ${term.term_number}`);
        if (charge.recorded_at < charge.charged_at) say(`was charged ahead of time in term ${term.term_number}`);
        if (charge.unit_price_minor !== term.unit_price_minor || charge.quantity !== term.quantity)
          say(`was charged another price in term ${term.term_number}`);
      });
    });
    const present = own.at(-1);
    if (present !== undefined && (present.start_at !== row.term_start_at || present.end_at !== row.term_end_at))
      say("differs from its present term");
    const presentCharges = charges.get(`${row.id}:${row.term_number}`)?.length ?? 0;
    if (presentCharges !== row.charged_cycles)
      say(`says ${row.charged_cycles} cycles are charged and has ${presentCharges}`);
    if (row.cancelled_at === null && row.expired_at === null) {
      const nextDue = Math.min(row.term_end_at, row.next_charge_at ?? Number.POSITIVE_INFINITY);
      if (!Number.isFinite(nextDue)) say("runs without a next due date");
      const isCharged = row.charged_cycles === chargesPerTerm(row.term_duration, row.billing_plan);
      if (isCharged !== (row.next_charge_at === null)) say("has a wrong date for its next charge");
    } else if (row.next_charge_at !== null) say("has ended and is still to be charged");
    if (row.cancelled_at !== null && row.cancelled_at >= row.window_ends_at) say("was cancelled after its window");
  }
  problems.push(...(await creditViolations(db)));
  problems.push(...(await invoiceViolations(db)));
  return problems;
}

async function creditViolations(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("credit")
    .innerJoin("charge", "charge.id", "credit.charge_id")
    .select([
      "credit.charge_id",
      "credit.amount_minor as credited",
      "charge.amount_minor as charged",
      "credit.credited_at",
    ])
    .execute();
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const row of rows) {
    if (row.credited > row.charged) problems.push(`credit of ${row.credited} on a charge of ${row.charged}`);
    if (seen.has(row.charge_id)) problems.push(`two credits on charge ${row.charge_id}`);
    seen.add(row.charge_id);
  }
  return problems;
}

/**
 * Every charge and credit is on one invoice or on none, once; lines sum to totals, customers' sums too; numbers of a
 * partner have no gap; an invoice holds nothing of a later month. With all of that the sum over all invoices and what
 * is on none equals charges less credits, which is asked as well.
 */
export async function invoiceViolations(db: Db): Promise<string[]> {
  const problems: string[] = [];
  const charges = await db
    .selectFrom("charge")
    .select(["id", "partner_id", "currency", "amount_minor", "charged_at"])
    .execute();
  const credits = await db
    .selectFrom("credit")
    .select(["id", "partner_id", "currency", "amount_minor", "credited_at"])
    .execute();
  const lines = await db.selectFrom("invoice_line").selectAll().execute();
  const unbilled = await db.selectFrom("unbilled").selectAll().execute();
  const invoices = await db.selectFrom("invoice").selectAll().orderBy("number").execute();
  const customers = await db.selectFrom("invoice_customer").selectAll().execute();

  const money = new Map<string, { amount: number; at: number; partner_id: string; currency: string }>();
  for (const row of charges) money.set(row.id, { ...row, amount: row.amount_minor, at: row.charged_at });
  for (const row of credits) money.set(row.id, { ...row, amount: -row.amount_minor, at: row.credited_at });
  const placed = [...lines.map((line) => line.id), ...unbilled.map((row) => row.id)];
  if (new Set(placed).size !== placed.length) problems.push("something is on two invoices, or on one and unbilled");
  if (placed.length !== money.size) problems.push(`${money.size} charges and credits, and ${placed.length} are placed`);
  const invoiceById = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  for (const row of [...lines, ...unbilled]) {
    const source = money.get(row.id);
    if (source === undefined || source.amount !== row.amount_minor || source.at !== row.dated_at)
      problems.push(`${row.id} is not what was charged or credited`);
    if (!("invoice_id" in row)) continue;
    const invoice = invoiceById.get(row.invoice_id);
    if (invoice?.currency !== source?.currency || invoice?.partner_id !== source?.partner_id)
      problems.push(`${row.id} is on somebody else's invoice`);
    if (instantOfEpochMs(row.dated_at).toString().slice(0, 7) > (invoice?.period ?? ""))
      problems.push(`${row.id} is invoiced ahead of its month`);
  }
  const total = (rows: readonly { amount_minor: number }[]) => rows.reduce((sum, row) => sum + row.amount_minor, 0);
  if (total(charges) - total(credits) !== total(lines) + total(unbilled))
    problems.push("invoices and unbilled differ from charges less credits");
  for (const invoice of invoices) {
    const own = lines.filter((line) => line.invoice_id === invoice.id);
    const added = own.reduce((sum, line) => sum + line.added_tax_minor, 0);
    if (
      own.length !== invoice.line_count ||
      total(own) !== invoice.subtotal_minor ||
      total(own) + added !== invoice.total_minor
    )
      problems.push(`the lines of ${invoice.number} do not sum to its total`);
    const ofCustomers = customers.filter((row) => row.invoice_id === invoice.id);
    if (ofCustomers.reduce((sum, row) => sum + row.subtotal_minor, 0) !== invoice.subtotal_minor)
      problems.push(`the customers of ${invoice.number} do not sum to its total`);
  }
  for (const [partnerId, own] of groupBy(
    invoices.filter((row) => row.number !== null),
    (row) => row.partner_id,
  )) {
    const numbers = own.map((row) => Number(row.number?.slice(6)));
    if (numbers.some((number, index) => number !== index + 1))
      problems.push(`${partnerId} has a gap in its numbers: ${numbers.join()}`);
    const series = new Set(own.map((row) => row.number?.slice(0, 6)));
    if (series.size !== 1) problems.push(`${partnerId} has numbers of several series`);
    const periods = own.map((row) => row.period);
    if (periods.join() !== [...periods].sort().join())
      problems.push(`${partnerId} has months out of order: ${periods.join()}`);
  }
  return problems;
}

/** Nothing that was due at an instant is left, but what is parked or waits for its next try. */
export async function assertNothingLeftDue(db: Db, atMs: number): Promise<void> {
  const left = await db
    .selectFrom("subscription")
    .select(["id", "term_end_at", "next_charge_at"])
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .where("held_at", "is", null)
    .where((eb) => eb.or([eb("term_end_at", "<=", atMs), eb("next_charge_at", "<=", atMs)]))
    .execute();
  expect(left, `left due at ${instantOfEpochMs(atMs).toString()}`).toEqual([]);
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
