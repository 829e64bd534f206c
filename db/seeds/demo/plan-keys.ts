import { Temporal } from "temporal-polyfill";
import { customerUserOf } from "./people.ts";
import { choiceName, type DemoFile, demoFiles, mistakenFile, refreshedFile } from "./files.ts";
import { type DemoLine, type DemoLineRef, type Planner, staffAddress } from "./planner.ts";
import { type DemoPool, demoPools, poolName, poolsOf } from "./pools.ts";
import { type Random, seededRandom } from "./random.ts";
import { shelf, type ShelfItem } from "./shelf.ts";

/**
 * What became of keys and downloads: the operator stocks pools and puts files up, resellers and customers fetch them.
 * Follows from the purchases, so it is planned after them. A pool is given as many keys as are drawn from it and are
 * to be left at the end.
 */
export function planKeysAndFiles(planner: Planner): void {
  const drawn = new Map<string, number>();
  for (const line of boughtLines(planner)) {
    const random = seededRandom(`keys of ${refName(line.ref)}`);
    const asked = planLooks(planner, random, line);
    if (asked !== null) drawn.set(poolName(asked), (drawn.get(poolName(asked)) ?? 0) + 1);
    planDownloads(planner, random, line);
  }
  planLeakedKey(planner, (lost) => drawn.set(poolName(lost), (drawn.get(poolName(lost)) ?? 0) + 1));
  planWithoutKey(planner);
  for (const one of demoPools) planStock(planner, one, drawn.get(poolName(one)) ?? 0);
  planFiles(planner);
}

const operator = { by: "operator@turnus.example" };

/** From when on there are pools and files: about four years before the demo is loaded. */
const stockedDaysAgo = 1400;

type Bought = {
  readonly ref: DemoLineRef;
  readonly customer: string;
  readonly item: ShelfItem;
  readonly at: Temporal.Instant;
  /** When somebody cancels it; null where nobody does. */
  readonly cancelledAt: Temporal.Instant | null;
};

/** What was bought and can have a key: purchases of old count where they are for good. */
function boughtLines(planner: Planner): Bought[] {
  const steps = planner.steps();
  const cancelled = new Map<string, Temporal.Instant>();
  for (const { at, outcome, action } of steps)
    if (outcome === "done" && (action.kind === "cancel-subscription" || action.kind === "cancel-perpetual"))
      cancelled.set(refName(action.line), at);
  const since = planner.daysAgo(stockedDaysAgo - 5, "12:00");
  return steps.flatMap(({ at, action }) =>
    action.kind !== "buy"
      ? []
      : action.lines
          .map(([name]: DemoLine, lineNumber) => {
            const ref = { purchase: action.purchase, lineNumber };
            const cancelledAt = cancelled.get(refName(ref)) ?? null;
            return { ref, customer: action.customer, item: shelf[name], at, cancelledAt };
          })
          .filter((line) => line.item.termDuration === null || isAfter(line.at, since))
          .map((line) => (isAfter(line.at, since) ? line : { ...line, at: since })),
  );
}

function refName({ purchase, lineNumber }: DemoLineRef): string {
  return `${purchase}:${lineNumber}`;
}

function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0;
}

/** Which pool a key was drawn from; null where nobody has asked for one yet. */
function planLooks(planner: Planner, random: Random, line: Bought): DemoPool | null {
  const pools = poolsOf(line.item);
  const newest = pools[0];
  if (newest === undefined) return null;
  const from = random.chance(72) ? newest : random.pick(pools);
  const first = soonAfter(random, line, 9);
  // Whoever waits for a key from the empty pool must not have one.
  if (line.customer === waiting.customer) return null;
  if (!isOver(planner, first) || !random.chance(line.customer === "brandt" ? 80 : 45)) return null;
  const look = (at: Temporal.Instant, by: string) =>
    planner.act(at, line.customer, { kind: "reveal-key", ...about(line), version: from.version }, { by });
  const people = lookersOf(line.customer);
  look(first, random.pick(people));
  const second = first.add({ hours: random.between(3, 8 * 24) });
  const isUsable = line.cancelledAt === null || isAfter(line.cancelledAt, second);
  if (random.chance(35) && isUsable && isOver(planner, second)) look(second, random.pick(people));
  return from;
}

/** Links are sent to customers, and most of them are used. */
function planDownloads(planner: Planner, random: Random, line: Bought): void {
  const files = demoFiles.filter((file) => file.productId === line.item.productId);
  const at = soonAfter(random, line, 7);
  if (files.length === 0 || line.cancelledAt !== null || !isOver(planner, at) || !random.chance(25)) return;
  const by = staffAddress(line.customer, "admin.agent");
  const isCopied = random.chance(65);
  const usedAfterHours = isCopied ? (random.chance(70) ? random.between(1, 72) : null) : 0;
  const link = {
    ...about(line),
    choice: choiceName(random.pick(files)),
    linkKind: isCopied ? "copied" : "own",
    address: isCopied ? `203.0.113.${random.between(2, 250)}` : "198.51.100.24",
  } as const;
  planner.act(at, line.customer, { kind: "make-link", ...link }, { by });
  if (usedAfterHours === null) return;
  const usedAt = at.add({ hours: usedAfterHours, seconds: 4 });
  if (isOver(planner, usedAt)) planner.act(usedAt, line.customer, { kind: "use-link", ...link }, { by });
}

function about({ ref, customer }: Bought) {
  return { line: ref, customer };
}

/** Within some days of the purchase, and before it is cancelled. */
function soonAfter(random: Random, { at, cancelledAt }: Bought, daysMax: number): Temporal.Instant {
  const minutes = random.between(25, daysMax * 24 * 60);
  if (cancelledAt === null) return at.add({ minutes });
  const untilMinutes = (cancelledAt.epochMilliseconds - at.epochMilliseconds) / 60_000;
  return at.add({ milliseconds: Math.round(untilMinutes * 60_000 * 0.6) });
}

function isOver({ now }: Planner, at: Temporal.Instant): boolean {
  return isAfter(now, at);
}

/** Who looks at keys of a customer: mostly the reseller, and the customer's own admin where there is one. */
function lookersOf(customer: string): readonly string[] {
  const staff = ["admin.agent", "admin.agent", "global.admin"].map((local) => staffAddress(customer, local));
  const own = customerUserOf(customer, "customer-global-admin");
  return own === undefined ? staff : [...staff, own.email];
}

/** A key that leaked: looked at, withdrawn, and the fresh one fetched. */
function planLeakedKey(planner: Planner, onDrawn: (from: DemoPool) => void): void {
  const item = shelf["office-ltsc"];
  const line = boughtLines(planner).find(
    (one) =>
      one.customer === "brandt" &&
      one.item === item &&
      one.cancelledAt === null &&
      isAfter(planner.daysAgo(62, "00:00"), one.at),
  );
  const from = poolsOf(item)[0];
  if (line === undefined || from === undefined) return;
  const isDrawn = planner.steps().some(({ action }) => {
    if (action.kind !== "reveal-key" || action.version !== from.version) return false;
    return refName(action.line) === refName(line.ref);
  });
  const wish = { ...about(line), version: from.version };
  planner.act(planner.daysAgo(41, "09:14"), "brandt", { kind: "reveal-key", ...wish });
  if (!isDrawn) onDrawn(from);
  const reason = "Der Schlüssel stand in einer Anleitung, die ein Dienstleister ins Netz gestellt hat.";
  planner.act(planner.daysAgo(30, "10:02"), "brandt", { kind: "withdraw-key", ...wish, reason });
  onDrawn(from);
  const own = customerUserOf("brandt", "customer-global-admin");
  if (own !== undefined)
    planner.act(planner.daysAgo(29, "07:48"), "brandt", { kind: "reveal-key", ...wish }, { by: own.email });
}

/** Who asked for a key that is not there: its pool is empty, or there is none. */
const waiting = { customer: "waikato", item: shelf["visio-ltsc"] } as const;

function planWithoutKey(planner: Planner): void {
  const asked: readonly (readonly [customer: string, item: ShelfItem, version: string, hoursAgo: number])[] = [
    [waiting.customer, waiting.item, "2021", 30],
    ["brandt", shelf["biztalk-branch"], "2016", 51],
  ];
  for (const [customer, item, version, hours] of asked) {
    const line = boughtLines(planner).find((one) => one.customer === customer && one.item === item);
    if (line === undefined) continue;
    const wish = { kind: "reveal-key", ...about(line), version } as const;
    planner.act(planner.hoursAgo(hours), customer, wish, { outcome: "refused" });
  }
}

/** Keys that come with a later file, where plenty are left. */
const refillKeys = 20;

function planStock({ act, daysAgo, hoursAgo }: Planner, one: DemoPool, drawn: number): void {
  const stocked = daysAgo(stockedDaysAgo, "08:10");
  const name = poolName(one);
  const fileName = (batch: number) => `mak-${one.productId}-${one.version || "all"}-${batch}.txt`.replaceAll(" ", "-");
  act(stocked, "brandt", { kind: "add-pool", pool: name }, operator);
  const isRefilled = one.left >= refillKeys + 6;
  const keys = one.left + drawn - (isRefilled ? refillKeys : 0);
  const file = { kind: "import-keys", pool: name, isLeftOpen: false } as const;
  if (keys > 0) act(stocked, "brandt", { ...file, fileName: fileName(1), keys }, operator);
  if (isRefilled) act(daysAgo(207, "13:22"), "brandt", { ...file, fileName: fileName(2), keys: refillKeys }, operator);
  // One file waits for somebody to look at it.
  if (name === "DEMOPRD0WSD1:*:2019")
    act(hoursAgo(3.2), "brandt", { ...file, fileName: fileName(2), keys: 25, isLeftOpen: true }, operator);
}

function planFiles({ act, daysAgo }: Planner): void {
  for (const [index, file] of demoFiles.entries()) {
    const at = daysAgo(stockedDaysAgo, "08:30").add({ minutes: 3 * index });
    act(at, "brandt", { kind: "add-file", file }, operator);
  }
  const added = (days: number, file: DemoFile) =>
    act(daysAgo(days, "14:40"), "brandt", { kind: "add-file", file }, operator);
  added(118, refreshedFile);
  added(64, mistakenFile);
  const choice = choiceName(mistakenFile);
  act(daysAgo(64, "15:38"), "brandt", { kind: "remove-file", choice }, operator);
}
