import type { Temporal } from "temporal-polyfill";
import { demoCustomers, type DemoCustomer, type DemoSize, type DemoTrade } from "./customers.ts";
import { type DemoLine, type DemoLineRef, instantOn, type Planner } from "./planner.ts";
import { type Random, seededRandom } from "./random.ts";
import { shelf, type ShelfItem, type ShelfName } from "./shelf.ts";

/**
 * What customers have bought over the years, in the ordinary course of business: the book of a reseller, before
 * which the special cases of `stages.ts` stand out. Large customers have many lines, most customers few.
 */

/** How many lines a customer of each size has bought. */
const linesOfSize: Record<DemoSize, readonly [min: number, max: number]> = {
  none: [0, 0],
  small: [1, 3],
  medium: [4, 6],
  large: [9, 12],
};

/** What is usually bought together, by what the customer runs. */
const baskets: Record<DemoTrade, readonly (readonly ShelfName[])[]> = {
  office: [
    ["windows-standard-1y", "windows-user-cal-1y"],
    ["windows-standard-3y-annual", "windows-device-cal-3y-annual"],
    ["office-ltsc"],
    ["office-ltsc", "visio-ltsc"],
    ["windows-11-pro-upgrade"],
    ["project-pro"],
    ["rds-user-cal-1y-monthly"],
    ["windows-user-cal-1y"],
  ],
  industry: [
    ["windows-standard-1y"],
    ["windows-standard-3y-triennial"],
    ["sql-standard-1y", "sql-user-cal"],
    ["sql-standard-3y-annual"],
    ["windows-10-ltsc"],
    ["windows-standard-perpetual", "windows-user-cal-perpetual"],
    ["visio-ltsc", "project-pro"],
    ["suse-1y"],
    ["identity-manager-cal"],
    ["sql-standard-perpetual"],
    ["office-ltsc", "excel-ltsc"],
  ],
  datacenter: [
    ["windows-datacenter-1y"],
    ["windows-datacenter-3y-annual", "system-center-3y-annual"],
    ["windows-datacenter-3y-triennial"],
    ["sql-enterprise-1y"],
    ["sql-enterprise-3y-annual"],
    ["sql-standard-3y-triennial"],
    ["red-hat-1y"],
    ["red-hat-3y"],
    ["suse-3y"],
    ["vm-reservation-1y"],
    ["sql-reservation-3y"],
    ["windows-user-cal-1y"],
    ["system-center-1y"],
    ["rights-management-cal"],
  ],
  "terminal-server": [
    ["windows-standard-1y", "rds-user-cal-1y-annual"],
    ["windows-standard-3y-annual", "rds-user-cal-3y-annual"],
    ["rds-user-cal-1y-monthly"],
    ["rds-user-cal-3y-triennial"],
    ["rds-user-cal-3y-monthly"],
    ["windows-user-cal-1y"],
    ["office-ltsc"],
    ["windows-device-cal-3y-triennial"],
    ["sql-standard-1y"],
    ["windows-11-pro-upgrade"],
  ],
  reservations: [["vm-reservation-1y"], ["sql-reservation-1y"], ["vm-reservation-3y"], ["sql-reservation-3y"]],
};

export function planPortfolios(planner: Planner): void {
  for (const customer of demoCustomers) planPortfolio(planner, customer);
}

function planPortfolio(planner: Planner, customer: DemoCustomer): void {
  const random = seededRandom(`portfolio of ${customer.key}`);
  const [min, max] = linesOfSize[customer.size];
  const wanted = random.between(min, max);
  // Resellers meet their customers one after the other, over five years.
  const firstDaysAgo = random.between(420, 1800);
  let bought = 0;
  // Purchases before there was a price are not made; the bound ends a search that finds none.
  for (let tries = 0; bought < wanted && tries < 200; tries += 1) {
    const daysAgo = tries === 0 ? firstDaysAgo : random.between(12, firstDaysAgo);
    const names = random.pick(baskets[customer.trade]).slice(0, wanted - bought);
    const lines = names.map((name): DemoLine => [name, quantityOf(shelf[name], customer.size, random)]);
    const at = instantOn(workingDay(planner.today.subtract({ days: daysAgo })), businessTime(random));
    const refs = planner.buy(customer.key, at, lines);
    if (refs === null) continue;
    bought += refs.length;
    refs.forEach((ref, index) => {
      const name = names[index];
      if (name !== undefined) planLater(planner, random, customer, { at, item: shelf[name], ref });
    });
  }
}

type Bought = { readonly at: Temporal.Instant; readonly item: ShelfItem; readonly ref: DemoLineRef };

/** What becomes of a line later: a few are cancelled inside their window, some are told not to renew. */
function planLater(planner: Planner, random: Random, { key }: DemoCustomer, { at, item, ref }: Bought): void {
  const day = at.toZonedDateTimeISO("UTC").toPlainDate();
  const later = (days: number) => instantOn(workingDay(day.add({ days })), businessTime(random));
  if (item.termDuration === null) {
    if (random.chance(6)) planner.act(later(random.between(3, 24)), key, { kind: "cancel-perpetual", line: ref });
    return;
  }
  const isCancellable = item.billingPlan !== "one-time" && !["DEMOPRD0RHEL", "DEMOPRD0SUSE"].includes(item.productId);
  if (isCancellable && random.chance(5)) {
    planner.act(later(random.between(1, 4)), key, { kind: "cancel-subscription", line: ref });
  } else if (random.chance(16)) {
    // Before the first term can be over, so that it is switched off in time.
    const withinDays = item.termDuration === "P1M" ? 20 : 300;
    planner.act(later(random.between(6, withinDays)), key, { kind: "switch-auto-renew", line: ref, isOn: false });
  }
}

/** Small customers take little; beyond twenty, people order in fives. */
function quantityOf(item: ShelfItem, size: DemoSize, random: Random): number {
  const [small, large] = item.quantity;
  const share = { none: [0, 0], small: [0, 0.12], medium: [0.12, 0.4], large: [0.4, 1] } as const;
  const [from, to] = share[size];
  const quantity = Math.round(small + (large - small) * (from + (to - from) * random.next()));
  if (quantity > 20) return Math.round(quantity / 5) * 5;
  // Core packs come in pairs: two packs of eight cores are the least a server takes.
  return item.productId.startsWith("DEMOPRD0WS") ? Math.ceil(quantity / 2) * 2 : quantity;
}

function workingDay(day: Temporal.PlainDate): Temporal.PlainDate {
  if (day.dayOfWeek === 6) return day.subtract({ days: 1 });
  return day.dayOfWeek === 7 ? day.add({ days: 1 }) : day;
}

/** When offices between Hamburg and Bristol are open, in UTC. */
function businessTime(random: Random): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(random.between(8, 15))}:${two(random.between(0, 59))}:${two(random.between(0, 59))}`;
}
