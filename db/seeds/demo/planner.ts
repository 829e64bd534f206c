import { Temporal } from "temporal-polyfill";
import type { LinkKind } from "#app/domain/entitlement/download.ts";
import type { JobName } from "#app/domain/jobs/job-names.ts";
import type { SupportSeverity, SupportStatus, SupportTopic } from "#app/domain/support/support-request.ts";
import { demoCustomers, type DemoCustomer } from "./customers.ts";
import type { DemoFile } from "./files.ts";
import { demoPartners, type DemoPartner } from "./people.ts";
import { seededRandom } from "./random.ts";
import { shelf, type ShelfItem, type ShelfName } from "./shelf.ts";

/** What goes into a cart: `["windows-user-cal-1y", 120]`. */
export type DemoLine = readonly [name: ShelfName, quantity: number];

/** One line of one purchase of the plan, so that later steps can speak of it. */
export type DemoLineRef = { readonly purchase: number; readonly lineNumber: number };

/** What somebody does, and whether the portal lets them. A step that ends otherwise is a fault of the plan. */
export type DemoAction =
  | { readonly kind: "add-customer"; readonly customer: string }
  | { readonly kind: "buy"; readonly purchase: number; readonly customer: string; readonly lines: readonly DemoLine[] }
  | { readonly kind: "leave-cart"; readonly customer: string; readonly lines: readonly DemoLine[] }
  | { readonly kind: "switch-auto-renew"; readonly line: DemoLineRef; readonly isOn: boolean }
  | { readonly kind: "plan-auto-renew-off"; readonly line: DemoLineRef; readonly on: Temporal.PlainDate }
  | { readonly kind: "schedule-next-term"; readonly line: DemoLineRef; readonly to: DemoLine }
  | { readonly kind: "cancel-subscription"; readonly line: DemoLineRef }
  | { readonly kind: "cancel-perpetual"; readonly line: DemoLineRef }
  | { readonly kind: "withdraw-offers"; readonly items: readonly ShelfName[]; readonly untilOn: Temporal.PlainDate }
  | { readonly kind: "settle-validation" }
  | { readonly kind: "sign-in"; readonly email: string; readonly hasWrongPassword: boolean }
  | { readonly kind: "run-job"; readonly job: JobName }
  /** Makes a record unreadable, so that its renewal fails; mending it leaves it to be released. */
  | { readonly kind: "damage-record"; readonly line: DemoLineRef }
  | { readonly kind: "mend-record"; readonly line: DemoLineRef }
  | DemoKeyAction
  | DemoMigrationAction
  | DemoSupportAction;

/** Whose line of which purchase, for what is done with its keys and downloads. */
type AboutLine = { readonly line: DemoLineRef; readonly customer: string };

/** A link to the file of a choice, and from where it is used. */
type DemoLink = AboutLine & {
  readonly choice: string;
  readonly linkKind: LinkKind;
  readonly address: string;
};

export type DemoKeyAction =
  | { readonly kind: "add-pool"; readonly pool: string }
  | {
      readonly kind: "import-keys";
      readonly pool: string;
      readonly fileName: string;
      readonly keys: number;
      /** Read and checked, and then left to be decided on. */
      readonly isLeftOpen: boolean;
    }
  | { readonly kind: "add-file"; readonly file: DemoFile }
  | { readonly kind: "remove-file"; readonly choice: string }
  | (AboutLine & { readonly kind: "reveal-key"; readonly version: string })
  | (AboutLine & { readonly kind: "withdraw-key"; readonly version: string; readonly reason: string })
  | (DemoLink & { readonly kind: "make-link" })
  | (DemoLink & { readonly kind: "use-link" });

/** The move from volume licensing: a list of devices comes in, devices are marked as done. */
export type DemoMigrationAction =
  | { readonly kind: "list-devices"; readonly customer: string }
  | { readonly kind: "mark-devices"; readonly customer: string; readonly search: string };

/** A support request, called by a name of the plan. */
export type DemoSupportAction = { readonly request: string; readonly customer: string } & (
  | {
      readonly kind: "ask-support";
      readonly topic: SupportTopic;
      readonly severity: SupportSeverity;
      readonly title: string;
      readonly description: string;
      readonly line?: DemoLineRef;
      /** Minor units of the customer's currency. */
      readonly askedMinor?: number;
      readonly file?: { readonly name: string; readonly text: string };
    }
  | { readonly kind: "answer-support" | "note-support"; readonly text: string; readonly status?: SupportStatus }
  | { readonly kind: "grant-support"; readonly amountMinor: number; readonly reason: string }
);

export type DemoStep = {
  readonly at: Temporal.Instant;
  /** E-mail address of whoever does it. */
  readonly by: string;
  readonly outcome: "done" | "refused";
  readonly action: DemoAction;
};

/** Collects the steps of the plan. Steps that would lie in the future, or before there was a price, are left out. */
export type Planner = {
  readonly now: Temporal.Instant;
  /** The UTC day of `now`. */
  readonly today: Temporal.PlainDate;
  /** A time of a day so many days before today; negative days lie ahead. */
  readonly daysAgo: (days: number, time: string) => Temporal.Instant;
  readonly hoursAgo: (hours: number) => Temporal.Instant;
  /** Null where there was no price yet, or where the time has not come. */
  readonly buy: (customer: string, at: Temporal.Instant, lines: readonly DemoLine[]) => readonly DemoLineRef[] | null;
  readonly act: (at: Temporal.Instant, customer: string, action: DemoAction, options?: ActOptions) => void;
  readonly steps: () => readonly DemoStep[];
};

export type ActOptions = { readonly by?: string; readonly outcome?: DemoStep["outcome"] };

export function customerOf(key: string): DemoCustomer {
  const customer = demoCustomers.find((other) => other.key === key);
  if (customer === undefined) throw new TypeError(`No customer of the demo: ${key}`);
  return customer;
}

export function partnerOf(customer: DemoCustomer): DemoPartner {
  const partner = demoPartners.find((other) => other.key === customer.partner);
  if (partner === undefined) throw new TypeError(`No partner of the demo: ${customer.partner}`);
  return partner;
}

/** Address of a member of staff of the partner that a customer belongs to: `admin.agent`, `sales.agent` … */
export function staffAddress(customerKey: string, local: string): string {
  return `${local}@${partnerOf(customerOf(customerKey)).mailDomain}`;
}

export function createPlanner(now: Temporal.Instant): Planner {
  const steps: DemoStep[] = [];
  const today = now.toZonedDateTimeISO("UTC").toPlainDate();
  const buyers = seededRandom("buyers");
  let purchases = 0;
  const isOver = (at: Temporal.Instant) => Temporal.Instant.compare(at, now) < 0;
  return {
    now,
    today,
    daysAgo: (days, time) => instantOn(today.subtract({ days }), time),
    hoursAgo: (hours) => now.subtract({ milliseconds: Math.round(hours * 3_600_000) }),
    buy: (customer, at, lines) => {
      const by = staffAddress(customer, buyers.chance(70) ? "admin.agent" : "global.admin");
      if (!isOver(at) || !lines.every(([name]) => isPricedAt(shelf[name], at))) return null;
      const purchase = purchases;
      purchases += 1;
      steps.push({ at, by, outcome: "done", action: { kind: "buy", purchase, customer, lines } });
      return lines.map((_, lineNumber) => ({ purchase, lineNumber }));
    },
    act: (at, customer, action, options = {}) => {
      if (!isOver(at)) return;
      const by = options.by ?? staffAddress(customer, "admin.agent");
      steps.push({ at, by, outcome: options.outcome ?? "done", action });
    },
    // A stable sort: what was planned first at an instant is done first.
    steps: () => [...arrivals(steps, now), ...steps].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)),
  };
}

/** Every customer is added some days before its first purchase; one without any, half a year ago. */
function arrivals(steps: readonly DemoStep[], now: Temporal.Instant): DemoStep[] {
  const random = seededRandom("arrivals");
  return demoCustomers.map(({ key }) => {
    const firsts = steps.filter(({ action }) => action.kind === "buy" && action.customer === key).map(({ at }) => at);
    const first = firsts.toSorted((a, b) => Temporal.Instant.compare(a, b))[0] ?? now.subtract({ hours: 24 * 180 });
    const at = first.subtract({ minutes: random.between(60 * 20, 60 * 24 * 9) });
    const by = staffAddress(key, random.chance(50) ? "global.admin" : "admin.agent");
    return { at, by, outcome: "done", action: { kind: "add-customer", customer: key } };
  });
}

export function instantOn(day: Temporal.PlainDate, time: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: "UTC", plainTime: Temporal.PlainTime.from(time) }).toInstant();
}

function isPricedAt(item: ShelfItem, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(instantOn(Temporal.PlainDate.from(item.since), "00:00"), at) <= 0;
}
