import { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { addDays, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { Result } from "#app/domain/result.ts";
import {
  addAgreement,
  addEnrollment,
  changeAgreementRole,
} from "#app/services/service-activation/agreements.server.ts";
import { orderService, reserveLicences } from "#app/services/service-activation/order-services.server.ts";
import { changeSubscriptionContact } from "#app/services/service-activation/subscription-contact.server.ts";
import { insertAccountUsers, insertAssignments, insertServiceAccount } from "#db/repositories/service-accounts.ts";
import type { DemoDeps } from "./demo-deps.ts";
import { actorNamed, type DemoPeople } from "./load-people.ts";

type Step = { readonly at: Temporal.Instant; readonly perform: () => Promise<void> };

/** Does what is due of the demo's volume licensing up to an instant. */
export type LicensingDemo = { runUntil(upTo: Temporal.Instant): Promise<void> };

type Plan = {
  readonly agent: string;
  readonly customer: string;
  /** Global admin of the customer, and of its account. */
  readonly admin: { readonly email: string; readonly name: string };
  readonly organization: string;
  /** Has a contact whom no e-mail reaches. */
  readonly subsidiary: string;
  /** Signed a Server and Cloud Enrollment, to which Azure is offered. */
  readonly cloud: string;
  readonly agreement: string;
  readonly account: { readonly name: string; readonly domain: string; readonly country: string };
  readonly users: readonly string[];
  readonly language: "en" | "de";
};

const plans: readonly Plan[] = [
  {
    agent: "admin.agent@nordlicht.example",
    customer: "brandt",
    admin: { email: "global.admin@brandt-hafenlogistik.example", name: "Frauke Brandt" },
    organization: "Brandt Hafenlogistik GmbH",
    subsidiary: "Brandt Werft GmbH",
    cloud: "Brandt Rechenzentrum GmbH",
    agreement: "V7713402",
    account: { name: "Brandt Hafenlogistik", domain: "brandt-hafenlogistik.example", country: "DE" },
    users: ["Imke Ahlers", "Frauke Brandt", "Jette Clasen", "Ole Harms", "Finn Lorenzen", "Anke Petersen", "Timo Wulf"],
    language: "de",
  },
  {
    agent: "admin.agent@harbourpine.example",
    customer: "cedar-ridge",
    admin: { email: "global.admin@cedarridgecu.example", name: "Denise Okafor" },
    organization: "Cedar Ridge Credit Union",
    subsidiary: "Cedar Ridge Mortgage",
    cloud: "Cedar Ridge Data Services",
    agreement: "V8820917",
    account: { name: "Cedar Ridge", domain: "cedarridgecu.example", country: "US" },
    users: ["Inez Alvarez", "Paul Becker", "Lily Chen", "Denise Okafor", "Tom Walsh"],
    language: "en",
  },
];

/** How long ago the first enrollment ended: it is in grace. */
const endedDays = 55;

/**
 * Two customers with volume licensing, through the portal's own services: an enrollment that ended and is in grace with
 * its E3, one that renews it with E5 and tied itself to the same account, and one of a subsidiary whose contact gets no
 * e-mail because of the address; it has a reservation beside. A Server and Cloud Enrollment is offered Azure.
 */
export function planLicensing(deps: DemoDeps, people: DemoPeople, now: Temporal.Instant): LicensingDemo {
  const steps = plans
    .flatMap((plan) => stepsOf(deps, people, plan, now))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  let done = 0;
  return {
    async runUntil(upTo) {
      for (;;) {
        const step = steps[done];
        if (step === undefined || Temporal.Instant.compare(step.at, upTo) > 0) return;
        done += 1;
        await step.perform();
      }
    },
  };
}

function stepsOf(deps: DemoDeps, people: DemoPeople, plan: Plan, now: Temporal.Instant): Step[] {
  const book = new Map<string, string>();
  const idOf = (name: string) => book.get(name) ?? "";
  const endsOn = addDays(utcDayOf(now), -endedDays);
  const { language } = plan;
  const begin: Step = {
    at: daysBefore(now, 200),
    perform: async () => {
      const at = daysBefore(now, 200);
      const actor = actorNamed(people, plan.agent);
      await enterAgreement(deps, actor, { plan, people, book }, at);
      await enroll(
        deps,
        actor,
        book,
        { plan, name: "old", organization: plan.organization, startsOn: addDays(endsOn, -1095), endsOn },
        at,
      );
      await contact(deps, actor, idOf("old"), { name: plan.admin.name, email: plan.admin.email, language }, at);
      await order(deps, actor, { enrollmentId: idOf("old"), serviceId: "office-365-e3", quantity: 200 }, at);
      const accountId = idOf("account");
      const users = plan.users.map((name) => {
        const local = name.toLowerCase().replaceAll(" ", ".");
        return { id: deps.ids.next(), name, email: `${local}@${plan.account.domain}` };
      });
      await insertAccountUsers(deps.db, accountId, users);
      await insertAssignments(deps.db, {
        accountId,
        userIds: users.map(({ id }) => id),
        serviceId: "office-365-e3",
        at,
      });
      const moved = users.slice(0, -2).map(({ id }) => id);
      book.set("moved", moved.join(","));
    },
  };
  const renewedAt = daysBefore(now, endedDays - 1);
  const renew: Step = {
    at: renewedAt,
    perform: async () => {
      const actor = actorNamed(people, plan.agent);
      const startsOn = addDays(endsOn, 1);
      await enroll(
        deps,
        actor,
        book,
        { plan, name: "new", organization: plan.organization.toUpperCase(), startsOn, endsOn: addDays(endsOn, 1096) },
        renewedAt,
      );
      await contact(deps, actor, idOf("new"), { name: plan.admin.name, email: plan.admin.email, language }, renewedAt);
      await order(deps, actor, { enrollmentId: idOf("new"), serviceId: "office-365-e5", quantity: 200 }, renewedAt);
      await insertAssignments(deps.db, {
        accountId: idOf("account"),
        userIds: idOf("moved").split(","),
        serviceId: "office-365-e5",
        at: renewedAt,
      });
    },
  };
  const blockedAt = daysBefore(now, 3);
  const blocked: Step = {
    at: blockedAt,
    perform: async () => {
      const actor = actorNamed(people, plan.agent);
      const startsOn = addDays(utcDayOf(now), -20);
      await enroll(
        deps,
        actor,
        book,
        { plan, name: "blocked", organization: plan.subsidiary, startsOn, endsOn: addDays(startsOn, 1095) },
        blockedAt,
      );
      await contact(
        deps,
        actor,
        idOf("blocked"),
        { name: "Kim Berg", email: "kim.berg@outlook.com", language },
        blockedAt,
      );
      await order(deps, actor, { enrollmentId: idOf("blocked"), serviceId: "power-bi-pro", quantity: 25 }, blockedAt);
      const reserved = {
        idempotencyKey: deps.ids.next(),
        enrollmentId: idOf("blocked"),
        serviceId: "intune",
        quantity: 10,
        usageFromOn: utcDayOf(blockedAt).toString(),
      };
      valueOf(await reserveLicences(deps, actor, reserved, blockedAt));
    },
  };
  const offeredAt = daysBefore(now, 12);
  const offered: Step = {
    at: offeredAt,
    perform: async () => {
      const actor = actorNamed(people, plan.agent);
      const startsOn = utcDayOf(offeredAt);
      await enroll(
        deps,
        actor,
        book,
        { plan, name: "cloud", organization: plan.cloud, startsOn, endsOn: addDays(startsOn, 1095) },
        offeredAt,
      );
      await contact(
        deps,
        actor,
        idOf("cloud"),
        { name: plan.admin.name, email: plan.admin.email, language },
        offeredAt,
      );
    },
  };
  return [begin, renew, blocked, offered];
}

async function enterAgreement(
  deps: DemoDeps,
  actor: Actor,
  { plan, people, book }: { readonly plan: Plan; readonly people: DemoPeople; readonly book: Map<string, string> },
  at: Temporal.Instant,
): Promise<void> {
  const admin = actorNamed(people, plan.admin.email);
  if (admin.kind !== "customer" || actor.kind !== "partner")
    throw new TypeError("The demo's people are of other kinds");
  const { customerId, partnerId } = admin;
  const wish = {
    idempotencyKey: deps.ids.next(),
    customer: customerId,
    number: plan.agreement,
    programme: "enterprise",
  } as const;
  const { agreementId } = valueOf(await addAgreement(deps, actor, wish, at));
  book.set("agreement", agreementId);
  for (const [userId, role] of [
    [admin.userId, "agreement-admin"],
    [admin.userId, "vlsc-admin"],
    [admin.userId, "online-admin"],
  ] as const)
    valueOf(
      await changeAgreementRole(
        deps,
        actor,
        { idempotencyKey: deps.ids.next(), agreementId, userId, role, isGiven: true },
        at,
      ),
    );
  const account = {
    id: deps.ids.next(),
    partnerId,
    customerId,
    name: plan.account.name,
    country: plan.account.country,
    domains: [plan.account.domain],
    admins: [{ ...plan.admin, kind: "global" as const }],
  };
  await insertServiceAccount(deps.db, account, { by: actor.userId, at });
  book.set("account", account.id);
}

async function enroll(
  deps: DemoDeps,
  actor: Actor,
  book: Map<string, string>,
  one: {
    readonly plan: Plan;
    readonly name: string;
    readonly organization: string;
    readonly startsOn: Temporal.PlainDate;
    readonly endsOn: Temporal.PlainDate;
  },
  at: Temporal.Instant,
): Promise<void> {
  const endings: Record<string, string> = { old: "51", new: "88", blocked: "93", cloud: "96" };
  const wish = {
    idempotencyKey: deps.ids.next(),
    agreementId: book.get("agreement") ?? "",
    number: `${one.plan.agreement.slice(1)}${endings[one.name] ?? "00"}`,
    organizationName: one.organization,
    programme: one.name === "cloud" ? "server-cloud" : "enterprise",
    startsOn: one.startsOn.toString(),
    endsOn: one.endsOn.toString(),
    predecessorId: one.name === "new" ? (book.get("old") ?? null) : null,
  } as const;
  book.set(one.name, valueOf(await addEnrollment(deps, actor, wish, at)).enrollmentId);
}

async function contact(
  deps: DemoDeps,
  actor: Actor,
  enrollmentId: string,
  person: { readonly name: string; readonly email: string; readonly language: "en" | "de" },
  at: Temporal.Instant,
): Promise<void> {
  valueOf(
    await changeSubscriptionContact(deps, actor, { idempotencyKey: deps.ids.next(), enrollmentId, ...person }, at),
  );
}

async function order(
  deps: DemoDeps,
  actor: Actor,
  wish: { readonly enrollmentId: string; readonly serviceId: string; readonly quantity: number },
  at: Temporal.Instant,
): Promise<void> {
  const request = { idempotencyKey: deps.ids.next(), ...wish, usageFromOn: utcDayOf(at).toString() };
  valueOf(await orderService(deps, actor, request, at));
}

function daysBefore(now: Temporal.Instant, days: number): Temporal.Instant {
  return now.subtract({ hours: days * 24 });
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`A step of the demo's volume licensing was refused: ${result.refusal.code}`);
  return result.value;
}
