import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { EnrollmentContact } from "#app/domain/agreements/agreement.ts";
import {
  type AccountChoice,
  type ChoiceFacts,
  decideAccount,
  decideMove,
  decideRunning,
  isGlobalAdmin,
  normalDomain,
} from "#app/domain/service-activation/decide-activation.ts";
import { licenceTasks, noLicencesReasons } from "#app/domain/service-activation/after-activation.ts";
import {
  graceEndsAt,
  licenceCounts,
  licensedQuantity,
  type OnlineSubscription,
  stageDaysOf,
} from "#app/domain/service-activation/grace.ts";
import {
  type ActivationFacts,
  activationReasons,
  activationStep,
} from "#app/domain/service-activation/activation-mail.ts";
import type { AccountLink, ServiceAccount, ServiceOrder } from "#app/domain/service-activation/records.ts";
import { type LinkedEnrollment, renewedFrom } from "#app/domain/service-activation/renewal.ts";

/** The days and numbers at which the rules of service activation turn. */

const instant = (text: string) => Temporal.Instant.from(text);
const day = (text: string) => Temporal.PlainDate.from(text);

const account = (id: string, more: Partial<ServiceAccount> = {}): ServiceAccount => {
  const base = { id, partnerId: "p", customerId: "c", name: `Account ${id}`, country: "DE", domains: [], admins: [] };
  return { ...base, ...more };
};

describe("A renewal by name", () => {
  type Days = { startsOn?: string; endsOn?: string };
  const linked = (
    id: string,
    accountId: string | null,
    { startsOn = "2022-07-01", endsOn = "2025-06-30" }: Days = {},
    programme: LinkedEnrollment["programme"] = "enterprise",
  ): LinkedEnrollment => {
    const days = { startsOn: day(startsOn), endsOn: day(endsOn) };
    return { id, number: `N${id}`, organizationName: "Contoso GmbH", programme, ...days, accountId };
  };
  const renewed = linked("new", null, { startsOn: "2025-07-01", endsOn: "2028-06-30" });
  const at = instant("2025-07-01T00:00:00Z");
  const from = (others: readonly LinkedEnrollment[], one = renewed, now = at) => renewedFrom(one, others, now)?.number;

  it("goes to the account of the one that ended last, and to none where there are two", () => {
    const older = linked("1", "a", { startsOn: "2019-07-01", endsOn: "2022-06-30" });
    const last = linked("2", "a");
    expect(from([older, last])).toBe("N2");
    expect(from([last, older])).toBe("N2");
    expect(from([{ ...older, accountId: "b" }, last])).toBeUndefined();
  });

  it("follows only what began and ended before it, and has an account", () => {
    expect(from([linked("1", null)])).toBeUndefined();
    const select = (days: Days) => [linked("1", "a", days, "select-plus")];
    expect(from(select({ startsOn: "2025-06-30", endsOn: "2028-06-29" }))).toBe("N1");
    expect(from(select({ startsOn: "2025-07-01", endsOn: "2028-06-29" }))).toBeUndefined();
    expect(from(select({ startsOn: "2025-06-30", endsOn: "2028-06-30" }))).toBeUndefined();
  });

  it("asks where another one runs beside it under an Enterprise Agreement, to the day", () => {
    // The one that is renewed may end on the day before; on the first day of the new one it still runs beside it.
    expect(from([linked("1", "a", { endsOn: "2025-06-30" })])).toBe("N1");
    expect(from([linked("1", "a", { endsOn: "2025-07-01" })])).toBeUndefined();
    // Of two that never run on one day, the later one begins on the day after.
    const before = linked("1", "a");
    const later = { startsOn: "2028-06-30", endsOn: "2031-06-29" };
    expect(from([before, linked("3", null, later)])).toBeUndefined();
    expect(from([before, linked("3", null, { ...later, startsOn: "2028-07-01" })])).toBe("N1");
    // One that is over already does not count any more; on its last day it does.
    const beside = linked("3", "a", { endsOn: "2025-08-31" });
    expect(from([before, beside], renewed, instant("2025-08-31T23:59:59Z"))).toBeUndefined();
    expect(from([before, beside], renewed, instant("2025-09-01T00:00:00Z"))).toBe("N3");
  });

  it("asks nobody because of another programme", () => {
    const select = linked("3", null, { endsOn: "2026-06-30" }, "select-plus");
    expect(from([linked("1", "a"), select])).toBe("N1");
  });
});

describe("An account behind a link", () => {
  const mine = account("a", {
    domains: ["x.example"],
    admins: [
      { email: "boss@x.example", name: "Boss", kind: "global" },
      { email: "bills@x.example", name: "Bills", kind: "billing" },
    ],
  });
  const other = account("b", { domains: ["y.example"] });
  const facts: ChoiceFacts = {
    link: { expiresOn: day("2024-09-01"), reactivatedUntilOn: null },
    linked: null,
    organizationName: "Contoso GmbH",
    accounts: [mine, other],
    email: "boss@x.example",
    at: instant("2024-09-01T23:59:59Z"),
  };
  const existing: AccountChoice = { choice: "existing", accountId: "a", domain: " @X.example" };
  const made: AccountChoice = {
    choice: "new",
    name: "New",
    domain: "new.example",
    country: "DE",
    isSecondConfirmed: false,
  };

  it("is taken through the last day of the link, and not on the day after", () => {
    const after = { ...facts, at: instant("2024-09-02T00:00:00Z") };
    for (const wish of [existing, made]) {
      expect(decideAccount(facts, wish)).toMatchObject({ ok: true });
      expect(decideAccount(after, wish)).toMatchObject({
        refusal: { code: "activation-link-expired", expiredOn: "2024-09-01" },
      });
    }
  });

  it.each([
    ["domain", { domain: "no domain" }],
    ["name", { name: "  " }],
    ["country", { country: "XX" }],
  ] as const)("that is new needs a %s", (field, wrong) => {
    expect(decideAccount(facts, { ...made, ...wrong })).toMatchObject({ refusal: { code: "invalid-field", field } });
  });

  it("that is new takes no domain of any account that is there", () => {
    for (const domain of ["x.example", "Y.example"])
      expect(decideAccount(facts, { ...made, domain })).toMatchObject({ refusal: { code: "account-domain-taken" } });
  });

  it("is taken by one of its global admins, not by who only pays", () => {
    expect(isGlobalAdmin(mine, "Boss@x.example")).toBe(true);
    expect(isGlobalAdmin(mine, "bills@x.example")).toBe(false);
    expect(decideAccount({ ...facts, email: "bills@x.example" }, existing)).toMatchObject({
      refusal: { code: "account-admin-needed" },
    });
  });

  it("has domains of letters, digits and dashes, with a dot, as long as names can be", () => {
    const longest = `${"a".repeat(245)}.example`;
    expect(normalDomain(` @X-1.Example `)).toBe("x-1.example");
    expect(normalDomain(longest)).toBe(longest);
    for (const wrong of [`a${longest}`, "example", "-x.example", "x-.example", "x..example", ""])
      expect(normalDomain(wrong)).toBeUndefined();
  });

  it("is left for another one that is not the same, as a whole", () => {
    expect(decideMove({ linked: null, licensed: 5 }, other, null)).toMatchObject({
      refusal: { code: "enrollment-not-linked" },
    });
    expect(decideMove({ linked: mine, licensed: 5 }, mine, null)).toMatchObject({
      refusal: { code: "enrollment-linked", account: mine.name },
    });
    expect(decideMove({ linked: mine, licensed: 5 }, other, 4)).toMatchObject({
      refusal: { code: "enrollment-undivided" },
    });
    for (const quantity of [5, null])
      expect(decideMove({ linked: mine, licensed: 5 }, other, quantity)).toMatchObject({
        value: { from: { id: "a" } },
      });
  });

  it("gets orders through the last day of the enrollment", () => {
    const endsOn = day("2025-06-30");
    expect(decideRunning({ endsOn }, instant("2025-06-30T23:59:59Z"))).toMatchObject({ ok: true });
    expect(decideRunning({ endsOn }, instant("2025-07-01T00:00:00Z"))).toMatchObject({
      refusal: { code: "enrollment-over", endedOn: "2025-06-30" },
    });
  });
});

describe("Why licences went to an account", () => {
  const placedAt = "2024-03-01T09:00:00Z";
  const order = (effective: string): ServiceOrder => {
    const days = { purchasedOn: day("2024-03-01"), usageFromOn: day("2024-03-01"), effectiveAt: instant(effective) };
    const ids = { id: effective, enrollmentId: "e", partnerId: "p", customerId: "c", serviceId: "office-365-e3" };
    return { ...ids, kind: "order", quantity: 1, placedAt: instant(placedAt), placedBy: "u", ...days };
  };
  const contact = (email: string): EnrollmentContact => {
    const from = instant("2024-01-01T00:00:00Z");
    return { id: "k", enrollmentId: "e", name: "Kim", email, language: "en", from, to: null, enteredBy: "u" };
  };
  const verified = account("a", { domains: ["x.example"] });
  const link = (cause: AccountLink["cause"]): AccountLink => {
    return { accountId: "a", cause, linkedAt: instant(placedAt) };
  };
  const facts = (more: Partial<ActivationFacts>): ActivationFacts => ({
    orders: [order(placedAt)],
    contact: contact("it@x.example"),
    link: link("domain-verified"),
    accounts: [account("b", { domains: ["y.example"] }), verified],
    renewal: null,
    sent: [],
    ...more,
  });
  const told = (more: Partial<ActivationFacts>) =>
    activationReasons(facts(more), instant("2024-03-05T00:00:00Z")).map(
      ({ code, account: found }) => `${code} ${found?.id ?? "-"}`,
    );

  it("is the address of the contact as long as that is what brought them there", () => {
    expect(told({})).toEqual(["domain-verified a"]);
    expect(told({ contact: contact("it@elsewhere.example") })).toEqual(["already-linked a"]);
    expect(told({ contact: contact("it@y.example") })).toEqual(["already-linked a"]);
    expect(told({ contact: null })).toEqual(["no-contact -", "already-linked a"]);
  });

  it("is the account that is there for whatever is ordered after it", () => {
    const more = order("2024-03-01T09:00:00.001Z");
    expect(told({ orders: [order(placedAt), more] })).toEqual(["already-linked a", "domain-verified a"]);
    for (const cause of ["link", "moved"] as const) expect(told({ link: link(cause) })).toEqual(["already-linked a"]);
  });

  it("is the renewal where that tied the enrollment, also before it does", () => {
    const renewal = { accountId: "a", number: "N1" };
    const elsewhere = { contact: contact("it@elsewhere.example"), renewal };
    expect(told({ ...elsewhere, link: link("renewed-same-name") })).toEqual(["renewed-same-name a"]);
    expect(told({ ...elsewhere, link: null })).toEqual(["renewed-same-name a"]);
    expect(told({ ...elsewhere, link: link("link") })).toEqual(["already-linked a"]);
  });

  it("is what the sender goes by: it ties, waits, sends and is silent for the same reasons", () => {
    const at = instant("2024-03-05T00:00:00Z");
    const kind = (more: Partial<ActivationFacts>) => activationStep(facts({ link: null, ...more }), at).kind;
    expect(kind({})).toBe("attach");
    expect(kind({ link: link("link") })).toBe("none");
    expect(kind({ contact: null })).toBe("none");
    expect(kind({ contact: contact("it@elsewhere.example") })).toBe("send");
    expect(kind({ contact: contact("kim@OUTLOOK.com") })).toBe("none");
    expect(kind({ contact: contact("it@elsewhere.example"), orders: [] })).toBe("none");
    const ahead = { ...order(placedAt), usageFromOn: day("2024-03-06") };
    expect(kind({ contact: contact("it@elsewhere.example"), orders: [ahead] })).toBe("wait");
    const today = { ...ahead, usageFromOn: day("2024-03-05") };
    expect(kind({ contact: contact("it@elsewhere.example"), orders: [ahead, today] })).toBe("send");
  });
});

describe("Licences that count", () => {
  const order = (quantity: number, usage: string, effective: string | null): ServiceOrder => ({
    id: `${quantity}`,
    enrollmentId: "e",
    partnerId: "p",
    customerId: "c",
    serviceId: "office-365-e3",
    kind: "order",
    quantity,
    placedAt: instant("2024-03-01T09:00:00Z"),
    placedBy: "u",
    purchasedOn: day("2024-03-01"),
    usageFromOn: day(usage),
    effectiveAt: effective === null ? null : instant(effective),
  });

  it("are those of orders in effect, from their usage date on", () => {
    const orders = [
      order(200, "2024-03-01", "2024-03-01T09:00:00Z"),
      order(50, "2024-04-01", "2024-03-01T09:00:00Z"),
      order(7, "2024-03-01", null),
    ];
    expect(licensedQuantity(orders, instant("2024-03-01T08:59:59Z"))).toBe(0);
    expect(licensedQuantity(orders, instant("2024-03-01T09:00:00Z"))).toBe(200);
    expect(licensedQuantity(orders, instant("2024-03-31T23:59:59Z"))).toBe(200);
    expect(licensedQuantity(orders, instant("2024-04-01T00:00:00Z"))).toBe(250);
  });

  const enrollment = (id: string, endsOn: string): OnlineSubscription["enrollment"] => {
    return { id, number: `N${id}`, programme: "enterprise", endsOn: day(endsOn) };
  };
  const july = instant("2025-07-02T00:00:00Z");
  const [first, second, present] = [
    enrollment("1", "2025-06-29"),
    enrollment("2", "2025-06-30"),
    enrollment("3", "2028-06-30"),
  ];
  const e3 = (quantity: number, of: OnlineSubscription["enrollment"]) => {
    return { serviceId: "office-365-e3", quantity, enrollment: of };
  };

  it("do not list what has no licence yet, neither as active nor in grace", () => {
    expect(licenceCounts([e3(1, present), e3(0, first)], july)).toEqual([
      { serviceId: "office-365-e3", active: 1, inGrace: [] },
    ]);
    const intune = { ...e3(3, present), serviceId: "intune" };
    expect(licenceCounts([e3(1, present), intune], july).map(({ active }) => active)).toEqual([1, 3]);
  });

  it("are lost when the last grace of the service ends", () => {
    const users = [{ id: "u", name: "U", email: "u@x.example", serviceIds: ["office-365-e3"] }];
    const visio = { ...e3(1, enrollment("4", "2025-07-01")), serviceId: "visio" };
    for (const subscriptions of [
      [e3(1, first), e3(1, second), visio],
      [visio, e3(1, second), e3(1, first)],
    ])
      expect(licenceTasks(subscriptions, users, july)).toMatchObject([
        { kind: "switch", losesAccessAt: graceEndsAt(second) },
      ]);
  });

  it("ask for no assignment where there is none to assign", () => {
    const users = [{ id: "u", name: "U", email: "u@x.example", serviceIds: [] }];
    expect(licenceTasks([e3(0, present)], users, july)).toEqual([]);
    expect(licenceTasks([e3(1, present)], users, july)).toMatchObject([{ kind: "assign", quantity: 1, assigned: 0 }]);
  });

  it("are counted over all enrollments, with those who have one and those who have none", () => {
    const user = (id: string, ...serviceIds: string[]) => ({ id, name: id, email: `${id}@x.example`, serviceIds });
    const users = [user("a", "office-365-e3"), user("b", "intune"), user("c")];
    const two = [e3(1, present), e3(2, enrollment("4", "2028-06-30")), { ...e3(9, present), serviceId: "intune" }];
    expect(licenceTasks(two, users, july)).toMatchObject([
      { kind: "assign", serviceId: "office-365-e3", quantity: 3, assigned: 1, without: [{ id: "b" }, { id: "c" }] },
      { kind: "assign", serviceId: "intune", quantity: 9, assigned: 1, without: [{ id: "a" }, { id: "c" }] },
    ]);
    expect(licenceTasks([e3(1, present)], users, july)).toEqual([]);
  });

  it("are announced to end by the milestones that say so", () => {
    expect((["grace-30", "grace-7", "grace-1", "deprovisioned", "data-deleted"] as const).map(stageDaysOf)).toEqual([
      30,
      7,
      1,
      null,
      null,
    ]);
  });

  it("are missing for a reason that is known: an account or a country that nobody knows is none", () => {
    const service = { id: "office-365-e3", title: "Office 365 E3", baseServiceId: null, isGovernment: false };
    const at = instant("2024-06-01T00:00:00Z");
    const link = { accountId: "a", cause: "link", linkedAt: at } as const;
    const facts = {
      service,
      orders: [order(1, "2024-03-01", "2024-03-01T09:00:00Z")],
      link,
      account: account("a"),
      readerAccountIds: [],
      base: null,
      countries: [],
      excludedBy: [],
    };
    const codes = (more: Partial<Parameters<typeof noLicencesReasons>[0]>) =>
      noLicencesReasons({ ...facts, ...more }, at).map(({ code }) => code);
    expect(codes({})).toEqual([]);
    expect(codes({ readerAccountIds: ["a"] })).toEqual([]);
    expect(codes({ readerAccountIds: ["b"] })).toEqual(["wrong-account"]);
    expect(codes({ countries: ["DE"] })).toEqual([]);
    expect(codes({ countries: ["US"] })).toEqual(["country"]);
    expect(codes({ countries: ["US"], account: null })).toEqual([]);
  });
});
