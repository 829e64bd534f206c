import type { Actor } from "#app/domain/access/roles.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { findMarket } from "#app/domain/catalog/markets.ts";
import type { Result } from "#app/domain/result.ts";
import { signIn } from "#app/services/accounts/sign-in.server.ts";
import { importPriceList } from "#app/services/catalog/import-price-list.server.ts";
import { addCustomer } from "#app/services/customers/add-customer.server.ts";
import { addCartLine } from "#app/services/purchases/add-cart-line.server.ts";
import { cancelPerpetual } from "#app/services/purchases/cancel-perpetual.server.ts";
import { checkOut } from "#app/services/purchases/check-out.server.ts";
import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { scheduleNextTerm } from "#app/services/subscriptions/schedule-next-term.server.ts";
import { planAutoRenewOff } from "#app/services/subscriptions/plan-auto-renew.server.ts";
import { switchAutoRenew } from "#app/services/subscriptions/switch-auto-renew.server.ts";
import { dayColumn, readInstant } from "#db/columns.ts";
import { demoCustomers } from "./customers.ts";
import type { DemoDeps } from "./demo-deps.ts";
import { actorNamed, customerIdOf, type DemoPeople, loadUsersOfCustomer } from "./load-people.ts";
import { type DemoShelves, performKeyStep } from "./perform-key-step.ts";
import { performMigrationStep } from "./perform-migration-step.ts";
import { performSupportStep } from "./perform-support-step.ts";
import { customerOf, type DemoAction, type DemoLine, type DemoLineRef, type DemoStep } from "./planner.ts";
import { demoPassword } from "./people.ts";
import { shelf } from "./shelf.ts";
import { withdrawnPriceList } from "./withdrawn-list.ts";

/** What a purchase of the plan became. */
type DemoOrder = {
  readonly orderId: string;
  /** By line number; null for perpetual software. */
  readonly subscriptionIds: ReadonlyMap<number, string | null>;
};

export type DemoBook = {
  readonly deps: DemoDeps;
  readonly people: DemoPeople;
  readonly orders: Map<number, DemoOrder>;
  readonly shelves: DemoShelves;
  /** Support requests by their names in the plan. */
  readonly requests: Map<string, string>;
};

/**
 * Does one step of the plan through the portal's own services, as whoever does it, at its instant.
 *
 * @throws where it ends otherwise than planned: then the plan and the rules do not agree, and one of them is wrong
 */
export async function performStep(book: DemoBook, step: DemoStep): Promise<void> {
  const { by, at, outcome, action } = step;
  const result = await perform(book, actorNamed(book.people, by), step);
  if (result.ok === (outcome === "done")) return;
  const how = result.ok ? "was not refused" : `was refused (${JSON.stringify(result.refusal)})`;
  throw new Error(`The demo's step at ${at.toString()} ${how}: ${JSON.stringify(action)} by ${by}`);
}

const nothing = { ok: true, value: null } as const;

async function perform(book: DemoBook, actor: Actor, { at, action }: DemoStep): Promise<Result<unknown>> {
  const { deps } = book;
  const idempotencyKey = deps.ids.next();
  switch (action.kind) {
    case "add-customer":
      return addDemoCustomer(book, actor, { at, action });
    case "leave-cart":
      return fillCart(book, actor, { at, action });
    case "buy":
      return buy(book, actor, { at, action });
    case "switch-auto-renew": {
      const subscriptionId = subscriptionOf(book, action.line);
      return switchAutoRenew(deps, actor, { idempotencyKey, subscriptionId, isOn: action.isOn }, at);
    }
    case "plan-auto-renew-off": {
      const subscriptionId = subscriptionOf(book, action.line);
      return planAutoRenewOff(deps, actor, { idempotencyKey, subscriptionId, on: action.on }, at);
    }
    case "schedule-next-term": {
      const [name, quantity] = action.to;
      const { termDuration, billingPlan } = shelf[name];
      if (termDuration === null) throw new TypeError("Perpetual software has no next term");
      const nextTerm = { termDuration, billingPlan, quantity };
      const subscriptionId = subscriptionOf(book, action.line);
      return scheduleNextTerm(deps, actor, { idempotencyKey, subscriptionId, ...nextTerm }, at);
    }
    case "cancel-subscription": {
      const subscriptionId = subscriptionOf(book, action.line);
      const input = { idempotencyKey, subscriptionId, isConfirmed: true, shownCreditMinor: null };
      return cancelSubscription(deps, actor, input, at);
    }
    case "cancel-perpetual": {
      const { orderId } = orderOf(book, action.line);
      const { lineNumber } = action.line;
      return cancelPerpetual(deps, actor, { idempotencyKey, orderId, lineNumber, isNoticeConfirmed: true }, at);
    }
    case "withdraw-offers":
      return withdrawOffers(book, actor, { at, action });
    case "settle-validation":
      await settleValidation(book);
      return nothing;
    case "sign-in":
      return signInAs(deps, actor, { at, action });
    case "list-devices":
    case "mark-devices": {
      const customerId = customerIdOf(book.people, action.customer);
      return performMigrationStep({ deps, customerId }, actor, { at, action });
    }
    case "ask-support":
    case "answer-support":
    case "note-support":
    case "grant-support": {
      const customerId = customerIdOf(book.people, action.customer);
      const line = action.kind === "ask-support" ? action.line : undefined;
      const bought = line === undefined ? null : boughtLine(book, action.customer, line);
      return performSupportStep({ deps, customerId, bought, requests: book.requests }, actor, { at, action });
    }
    case "run-job":
      return runJob(deps, actor, { job: action.job, at });
    case "damage-record":
      await writeAnchor(book, action.line, () => unreadable);
      return nothing;
    case "mend-record":
      await writeAnchor(book, action.line, (purchasedOn) => purchasedOn);
      return nothing;
    default:
      return performKeyStep(keyBookOf(book), actor, { at, action });
  }
}

function boughtLine(book: DemoBook, customer: string, line: DemoLineRef) {
  const currency = findMarket(customerOf(customer).country)?.currency;
  if (currency === undefined || currency === null) throw new TypeError(`Nothing is sold to ${customer}`);
  return { orderId: orderOf(book, line).orderId, lineNumber: line.lineNumber, currency };
}

function keyBookOf(book: DemoBook) {
  const { deps, people, shelves } = book;
  return {
    deps,
    shelves,
    orderIdOf: (line: DemoLineRef) => orderOf(book, line).orderId,
    customerIdOf: (customer: string) => customerIdOf(people, customer),
  };
}

/** As long as a day, and none. */
const unreadable = "unreadable";

/** The one thing of the demo that is written past the portal: a damaged record, to be seen parked and released. */
async function writeAnchor(
  book: DemoBook,
  line: DemoLineRef,
  anchorOf: (purchasedOn: string) => string,
): Promise<void> {
  const id = subscriptionOf(book, line);
  const { purchased_at } = await book.deps.db
    .selectFrom("subscription")
    .select("purchased_at")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const anchor = anchorOf(dayColumn(utcDayOf(readInstant(purchased_at))));
  await book.deps.db.updateTable("subscription").set({ anchor_on: anchor }).where("id", "=", id).execute();
}

function signInAs(
  deps: DemoDeps,
  actor: Actor,
  { at, action: { email, hasWrongPassword } }: StepOf<"sign-in">,
): Promise<Result<unknown>> {
  const address = actor.kind === "system" ? null : actor.address;
  const password = hasWrongPassword ? `${demoPassword}?` : demoPassword;
  return signIn(deps, { email, password, address, sessionId: null, userAgent: null }, at);
}

type StepOf<K extends DemoAction["kind"]> = Pick<DemoStep, "at"> & {
  readonly action: Extract<DemoAction, { kind: K }>;
};

/** Customers are added with a good status; `settle-validation` gives each the one it ends with. */
async function addDemoCustomer(
  { deps, people }: DemoBook,
  actor: Actor,
  { at, action }: StepOf<"add-customer">,
): Promise<Result<unknown>> {
  const { name, domain, country, validationStatus } = customerOf(action.customer);
  const fields = { name, domain, country, validationStatus: validationStatus === null ? null : ("allowed" as const) };
  const added = await addCustomer(deps, actor, { idempotencyKey: deps.ids.next(), ...fields }, at);
  if (!added.ok) return added;
  people.customerIds.set(action.customer, added.value.customerId);
  await loadUsersOfCustomer(deps, people, action.customer, at);
  return added;
}

/** The publisher's check of a customer's data has no page; its outcome is written where it is read. */
async function settleValidation({ deps, people }: DemoBook): Promise<void> {
  for (const { key, validationStatus } of demoCustomers)
    await deps.db
      .updateTable("customer")
      .set({ validation_status: validationStatus })
      .where("id", "=", customerIdOf(people, key))
      .execute();
}

async function fillCart(
  { deps, people }: DemoBook,
  actor: Actor,
  { at, action }: { at: DemoStep["at"]; action: { customer: string; lines: readonly DemoLine[] } },
): Promise<Result<{ readonly cartId: string }>> {
  const customerId = customerIdOf(people, action.customer);
  let cartId: string | null = null;
  let result: Result<{ readonly cartId: string }> | null = null;
  for (const [name, quantity] of action.lines) {
    const { productId, skuId, termDuration, billingPlan } = shelf[name];
    const line = { productId, skuId, termDuration, billingPlan, quantity };
    result = await addCartLine(deps, actor, { idempotencyKey: deps.ids.next(), customerId, cartId, ...line }, at);
    if (!result.ok) return result;
    cartId = result.value.cartId;
  }
  if (result === null) throw new TypeError("A cart of the plan without a line");
  return result;
}

async function buy(book: DemoBook, actor: Actor, step: StepOf<"buy">): Promise<Result<unknown>> {
  const { deps, orders } = book;
  const { at, action } = step;
  // People look at their cart for some minutes before they buy it.
  const minutes = 3 + (action.purchase % 9);
  const filled = await fillCart(book, actor, { at: at.subtract({ minutes }), action });
  if (!filled.ok) return filled;
  const input = { idempotencyKey: deps.ids.next(), cartId: filled.value.cartId, shownUnitPrices: [] };
  const bought = await checkOut(deps, actor, input, at);
  if (!bought.ok) return bought;
  const { orderId } = bought.value;
  const lines = await deps.db
    .selectFrom("order_line")
    .select(["line_number", "subscription_id"])
    .where("order_id", "=", orderId)
    .execute();
  const subscriptionIds = new Map(lines.map((line) => [line.line_number, line.subscription_id]));
  orders.set(action.purchase, { orderId, subscriptionIds });
  return bought;
}

function orderOf({ orders }: DemoBook, { purchase }: DemoLineRef): DemoOrder {
  const order = orders.get(purchase);
  if (order === undefined) throw new TypeError(`The plan speaks of purchase ${purchase} before it is made`);
  return order;
}

function subscriptionOf(book: DemoBook, line: DemoLineRef): string {
  const id = orderOf(book, line).subscriptionIds.get(line.lineNumber) ?? null;
  if (id === null) throw new TypeError(`Line ${line.lineNumber} of purchase ${line.purchase} is no subscription`);
  return id;
}

async function withdrawOffers(
  { deps }: DemoBook,
  actor: Actor,
  { at, action }: StepOf<"withdraw-offers">,
): Promise<Result<unknown>> {
  const bytes = await withdrawnPriceList(deps.db, action.items, action.untilOn);
  if (bytes === null) return nothing;
  const fileName = `withdrawals-${action.untilOn.toString()}.csv`;
  return importPriceList(deps, actor, { fileName, bytesTotal: bytes.length, chunks: [bytes] }, at);
}
