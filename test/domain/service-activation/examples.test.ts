import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { EnrollmentContact } from "#app/domain/agreements/agreement.ts";
import {
  lastDayOfLink,
  isLinkExpired,
  linkExpiresOn,
  reactivatedUntilOn,
} from "#app/domain/service-activation/activation-link.ts";
import {
  type ActivationFacts,
  activationReasons,
  activationStep,
} from "#app/domain/service-activation/activation-mail.ts";
import {
  cancelRoute,
  isSupportOverdue,
  licenceTasks,
  type NoLicencesFacts,
  noLicencesReasons,
  supportDueAt,
} from "#app/domain/service-activation/after-activation.ts";
import { decideAccount, decideMove, decideReserve } from "#app/domain/service-activation/decide-activation.ts";
import {
  dataDeletedAt,
  graceEndsAt,
  licenceCounts,
  milestonesOf,
  onlineStatusAt,
} from "#app/domain/service-activation/grace.ts";
import type { OnlineService, ServiceAccount, ServiceOrder } from "#app/domain/service-activation/records.ts";
import { type LinkedEnrollment, renewedFrom } from "#app/domain/service-activation/renewal.ts";

/** The numbered examples of the specification of service activation, as the pure rules answer them. */

const instant = (text: string) => Temporal.Instant.from(text);
const day = (text: string) => Temporal.PlainDate.from(text);

function order(more: Partial<ServiceOrder> & { readonly placed?: string; readonly usage?: string } = {}): ServiceOrder {
  const { placed = "2024-03-01T09:00:00Z", usage = "2024-03-01", ...rest } = more;
  return {
    id: "o",
    enrollmentId: "e",
    partnerId: "p",
    customerId: "c",
    serviceId: "office-365-e3",
    kind: "order",
    quantity: 200,
    placedAt: instant(placed),
    placedBy: "u",
    purchasedOn: day(placed.slice(0, 10)),
    usageFromOn: day(usage),
    effectiveAt: instant(placed),
    ...rest,
  };
}
const contact = (email: string, id = "k1"): EnrollmentContact => {
  const from = instant("2024-01-01T00:00:00Z");
  return { id, enrollmentId: "e", name: "Kim", email, language: "en", from, to: null, enteredBy: "u" };
};
const account = (more: Partial<ServiceAccount> = {}): ServiceAccount => {
  return {
    id: "a",
    partnerId: "p",
    customerId: "c",
    name: "Fabrikam",
    country: "DE",
    domains: [],
    admins: [],
    ...more,
  };
};
const facts = (more: Partial<ActivationFacts> = {}): ActivationFacts => {
  return {
    orders: [order()],
    contact: contact("it@x.example"),
    link: null,
    accounts: [],
    renewal: null,
    sent: [],
    ...more,
  };
};
const codes = (more: Partial<ActivationFacts>, at: string) =>
  activationReasons(facts(more), instant(at)).map(({ code }) => code);
const step = (more: Partial<ActivationFacts>, at: string) => activationStep(facts(more), instant(at));
const reservation = order({
  kind: "reservation",
  placed: "2024-05-06T08:00:00Z",
  usage: "2024-05-06",
  effectiveAt: null,
});
const enrollment = (number: string, endsOn: string, startsOn = "2022-07-01") => {
  return { id: number, number, programme: "enterprise", startsOn: day(startsOn), endsOn: day(endsOn) } as const;
};

describe("Why nobody received an activation e-mail", () => {
  it("example 16: the first order of a service is told of at once", () => {
    expect(step({}, "2024-03-01T09:00:00Z").kind).toBe("send");
    expect(codes({}, "2024-03-02T09:00:00Z")).toEqual(["usage-date-ahead"]);
  });

  it("example 17: a usage date ahead is due 48 hours after it begins", () => {
    const ahead = { orders: [order({ usage: "2024-04-01" })] };
    const [reason] = activationReasons(facts(ahead), instant("2024-03-15T00:00:00Z"));
    expect(reason).toMatchObject({ code: "usage-date-ahead", until: instant("2024-04-03T00:00:00Z") });
    expect(step(ahead, "2024-03-31T23:59:59Z")).toEqual({ kind: "wait", until: instant("2024-04-01T00:00:00Z") });
    expect(step(ahead, "2024-04-01T00:00:00Z").kind).toBe("send");
  });

  it("example 18: a verified domain takes the licences", () => {
    const verified = {
      contact: contact("it@fabrikam.example"),
      accounts: [account({ domains: ["fabrikam.example"] })],
    };
    expect(step(verified, "2024-03-01T09:00:00Z")).toEqual({
      kind: "attach",
      accountId: "a",
      cause: "domain-verified",
    });
    const [reason] = activationReasons(facts(verified), instant("2024-03-01T09:00:00Z"));
    expect(reason).toMatchObject({ code: "domain-verified", account: { name: "Fabrikam" } });
  });

  it("example 19: a billing admin's account takes the licences", () => {
    const admin = { email: "it@x.example", name: "Kim", kind: "billing" } as const;
    const accounts = [account({ admins: [admin] })];
    expect(step({ accounts }, "2024-03-01T09:00:00Z")).toMatchObject({ kind: "attach", cause: "contact-is-admin" });
    expect(codes({ accounts }, "2024-03-01T09:00:00Z")).toEqual(["contact-is-admin"]);
  });

  it("sends and asks where domain and administrator point to different accounts", () => {
    const admin = { email: "it@x.example", name: "Kim", kind: "global" } as const;
    const accounts = [account({ domains: ["x.example"] }), account({ id: "b", admins: [admin] })];
    expect(step({ accounts }, "2024-03-01T09:00:00Z").kind).toBe("send");
  });

  it("example 20: outlook.com gets none, in whatever case; another address does", () => {
    expect(codes({ contact: contact("Kim@Outlook.com") }, "2024-03-01T10:00:00Z")).toEqual(["outlook-com"]);
    expect(step({ contact: contact("Kim@Outlook.com") }, "2024-03-01T10:00:00Z").kind).toBe("none");
    expect(step({ contact: contact("kim@outlook.com.example", "k2") }, "2024-03-05T10:00:00Z").kind).toBe("send");
  });

  it("example 21: more licences go to the account that the enrollment has", () => {
    const link = { accountId: "a", cause: "link", linkedAt: instant("2024-03-02T00:00:00Z") } as const;
    const orders = [order(), order({ id: "o2", quantity: 50, placed: "2024-06-01T00:00:00Z", usage: "2024-06-01" })];
    const more = { orders, link, accounts: [account()] };
    expect(codes(more, "2024-06-10T00:00:00Z")).toEqual(["already-linked"]);
    expect(step(more, "2024-06-10T00:00:00Z").kind).toBe("none");
  });

  it("example 22: nothing was ordered", () => {
    expect(codes({ orders: [] }, "2024-03-15T00:00:00Z")).toEqual(["no-order"]);
  });

  it.each([
    ["2024-05-07T08:30:00Z", "reservation-pending"],
    ["2024-05-07T08:59:59.999Z", "reservation-pending"],
    ["2024-05-07T09:00:00Z", "reservation-not-processed"],
    ["2024-05-07T09:01:00Z", "reservation-not-processed"],
  ])("example 23: a reservation at %s is %s", (at, code) => {
    expect(codes({ orders: [reservation] }, at)[0]).toBe(code);
  });

  it("example 24: without a contact none is sent", () => {
    expect(codes({ contact: null }, "2024-06-01T00:00:00Z")).toEqual(["no-contact"]);
    expect(step({ contact: null }, "2024-06-01T00:00:00Z").kind).toBe("none");
  });

  it("example 25: all that holds is listed, the usage date first", () => {
    const both = { orders: [order({ usage: "2024-04-01" })], contact: contact("kim@outlook.com") };
    expect(codes(both, "2024-03-15T00:00:00Z")).toEqual(["usage-date-ahead", "outlook-com"]);
  });
});

describe("Link and account", () => {
  it("example 27: a link works six months after the purchase, clamped, and 30 days when made valid again", () => {
    const expiresOn = linkExpiresOn(day("2024-08-31"));
    expect(expiresOn.toString()).toBe("2025-02-28");
    const link = { expiresOn, reactivatedUntilOn: null };
    expect(isLinkExpired(link, instant("2025-02-28T23:59:00Z"))).toBe(false);
    expect(isLinkExpired(link, instant("2025-03-01T00:00:00Z"))).toBe(true);
    const again = { expiresOn, reactivatedUntilOn: reactivatedUntilOn(instant("2025-03-05T10:00:00Z")) };
    expect(lastDayOfLink(again).toString()).toBe("2025-04-04");
    expect(isLinkExpired(again, instant("2025-04-04T23:59:59Z"))).toBe(false);
    expect(isLinkExpired(again, instant("2025-04-05T00:00:00Z"))).toBe(true);
  });

  const link = { expiresOn: day("2024-09-01"), reactivatedUntilOn: null };
  const at = instant("2024-03-05T00:00:00Z");
  const kim = { email: "kim@x.example", name: "Kim", kind: "global" } as const;
  const mine = account({ domains: ["x.example"], admins: [kim] });
  const choice = { link, linked: null, organizationName: "Contoso GmbH", accounts: [mine], email: "kim@x.example", at };
  const existing = { choice: "existing", accountId: "a", domain: "X.example" } as const;
  const made = {
    choice: "new",
    name: "Contoso",
    domain: "c.example",
    country: "DE",
    isSecondConfirmed: false,
  } as const;

  it("example 29: an enrollment that is tied to one account is not tied to another", () => {
    expect(decideAccount({ ...choice, linked: account({ name: "A" }) }, existing)).toMatchObject({
      refusal: { code: "enrollment-linked", account: "A" },
    });
  });

  it("takes an account of one's own, confirmed by its domain", () => {
    expect(decideAccount(choice, existing)).toMatchObject({ ok: true, value: { kind: "existing" } });
    expect(decideAccount(choice, { ...existing, domain: "y.example" })).toMatchObject({
      refusal: { code: "account-domain-wrong" },
    });
    expect(decideAccount({ ...choice, email: "eve@x.example" }, existing)).toMatchObject({
      refusal: { code: "account-admin-needed" },
    });
    expect(decideAccount(choice, { ...existing, accountId: "b" })).toMatchObject({ refusal: { code: "not-found" } });
  });

  it("asks once more before a second account with the organisation's name", () => {
    const named = { ...choice, accounts: [account({ name: "contoso  gmbh" })] };
    expect(decideAccount(named, made)).toMatchObject({ refusal: { code: "account-name-exists" } });
    expect(decideAccount(named, { ...made, isSecondConfirmed: true })).toMatchObject({ ok: true });
    expect(decideAccount(choice, { ...made, domain: "x.example" })).toMatchObject({
      refusal: { code: "account-domain-taken" },
    });
  });

  it("example 31: licences of one enrollment are not split over two accounts", () => {
    const to = account({ id: "b" });
    expect(decideMove({ linked: mine, licensed: 500 }, to, 200)).toMatchObject({
      refusal: { code: "enrollment-undivided" },
    });
    expect(decideMove({ linked: mine, licensed: 500 }, to, 500)).toMatchObject({ ok: true });
  });

  const e3: OnlineService = { id: "office-365-e3", title: "Office 365 E3", baseServiceId: null, isGovernment: false };

  it("example 32: a contact reserves with a grant alone; administrators without one", () => {
    const osm = { roles: [], isContact: true, hasGrant: false };
    const one = enrollment("1", "2025-06-30");
    expect(decideReserve(osm, one, e3, at)).toMatchObject({
      refusal: { code: "reservation-not-granted", number: "1" },
    });
    expect(decideReserve({ ...osm, hasGrant: true }, one, e3, at)).toMatchObject({ ok: true });
    expect(decideReserve({ ...osm, isContact: false }, one, e3, at)).toMatchObject({
      refusal: { code: "agreement-role-needed" },
    });
    for (const role of ["vlsc-admin", "online-admin"] as const)
      expect(decideReserve({ ...osm, roles: [role] }, one, e3, at)).toMatchObject({ ok: true });
  });

  it("example 33: services of the US Government Community Cloud are not reserved", () => {
    const reserver = { roles: ["vlsc-admin"], isContact: false, hasGrant: false } as const;
    expect(decideReserve(reserver, enrollment("1", "2025-06-30"), { ...e3, isGovernment: true }, at)).toMatchObject({
      refusal: { code: "government-not-reservable" },
    });
  });
});

describe("Renewal", () => {
  const before: LinkedEnrollment = {
    ...enrollment("1", "2025-06-30"),
    organizationName: "Contoso GmbH",
    accountId: "a",
  };
  const next = (organizationName: string, id = "2") => {
    return { ...enrollment(id, "2028-06-30", "2025-07-01"), organizationName };
  };
  const at = instant("2025-07-01T00:00:00Z");

  it("example 36: the same name goes to the same account; GmbH and AG differ", () => {
    expect(renewedFrom(next(" contoso  gmbh"), [before], at)).toEqual({ accountId: "a", number: "1" });
    expect(renewedFrom(next("Contoso AG"), [before], at)).toBeNull();
  });

  it("example 37: several new enrollments of one name under an Enterprise Agreement each ask", () => {
    const others = [before, { ...next("Contoso GmbH", "3"), accountId: null }];
    expect(renewedFrom(next("Contoso GmbH"), others, at)).toBeNull();
  });
});

describe("After activation", () => {
  it("example 34: an add-on stands on a base under the same enrollment", () => {
    const asked: NoLicencesFacts = {
      service: { id: "audio-conferencing", title: "Audio", baseServiceId: "office-365-e3", isGovernment: false },
      orders: [order()],
      link: null,
      account: null,
      readerAccountIds: [],
      base: { isHere: false, elsewhere: "1" },
      countries: [],
      excludedBy: [],
    };
    expect(noLicencesReasons(asked, instant("2024-06-01T00:00:00Z"))).toEqual([
      { code: "base-elsewhere", ask: "reseller", until: null, name: "1" },
    ]);
    const link = { accountId: "b", cause: "link", linkedAt: instant("2024-03-02T00:00:00Z") } as const;
    const all = {
      ...asked,
      base: null,
      link,
      account: account({ id: "b", country: "AT" }),
      readerAccountIds: ["a"],
      countries: ["DE"],
      excludedBy: ["E5"],
    };
    expect(noLicencesReasons(all, instant("2024-06-01T00:00:00Z")).map(({ code, ask }) => [code, ask])).toEqual([
      ["wrong-account", "support"],
      ["country", "reseller"],
      ["incompatible", "support"],
    ]);
  });

  it("example 35: it takes up to 48 hours after the usage date begins", () => {
    const asked: NoLicencesFacts = {
      service: { id: "office-365-e3", title: "E3", baseServiceId: null, isGovernment: false },
      orders: [order({ placed: "2024-09-01T00:00:00Z", usage: "2024-09-01" })],
      link: null,
      account: null,
      readerAccountIds: [],
      base: null,
      countries: [],
      excludedBy: [],
    };
    expect(noLicencesReasons(asked, instant("2024-09-02T12:00:00Z"))).toEqual([
      { code: "usage-date", ask: "reseller", until: instant("2024-09-03T00:00:00Z"), name: null },
    ]);
    expect(noLicencesReasons(asked, instant("2024-09-03T00:00:00Z"))).toEqual([]);
  });

  const old = enrollment("1", "2025-06-30");
  const renewed = enrollment("2", "2028-06-30", "2025-07-01");
  const july = instant("2025-07-10T00:00:00Z");

  it("example 38: totals count what is active, and say what is not counted", () => {
    const subscriptions = [old, renewed].map((one) => ({ serviceId: "office-365-e3", enrollment: one, quantity: 200 }));
    expect(licenceCounts(subscriptions, july)).toEqual([
      { serviceId: "office-365-e3", active: 200, inGrace: [{ quantity: 200, number: "1", endsAt: graceEndsAt(old) }] },
    ]);
  });

  it("example 39: grace ends 90 days after the end, data 30 days later, told 30, 7 and 1 days before", () => {
    expect(graceEndsAt(old)).toEqual(instant("2025-09-29T00:00:00Z"));
    expect(dataDeletedAt(old)).toEqual(instant("2025-10-29T00:00:00Z"));
    expect(milestonesOf(old).map(({ kind, dueAt }) => `${kind} ${dueAt.toString()}`)).toEqual([
      "grace-30 2025-08-30T00:00:00Z",
      "grace-7 2025-09-22T00:00:00Z",
      "grace-1 2025-09-28T00:00:00Z",
      "deprovisioned 2025-09-29T00:00:00Z",
      "data-deleted 2025-10-29T00:00:00Z",
    ]);
    expect(onlineStatusAt(old, instant("2025-06-30T23:59:59Z"))).toBe("active");
    expect(onlineStatusAt(old, instant("2025-07-01T00:00:00Z"))).toBe("in-grace");
    expect(onlineStatusAt(old, instant("2025-09-28T23:59:59Z"))).toBe("in-grace");
    expect(onlineStatusAt(old, instant("2025-09-29T00:00:00Z"))).toBe("deprovisioned");
  });

  const users = Array.from({ length: 200 }, (_, index) => {
    const serviceIds = index < 150 ? ["office-365-e3", "office-365-e5"] : ["office-365-e3"];
    return { id: `u${index}`, name: `User ${index}`, email: `u${index}@x.example`, serviceIds };
  });

  it("example 40: after a switch those left behind are named with the day they lose access; the same service goes on", () => {
    const before = { serviceId: "office-365-e3", enrollment: old, quantity: 200 };
    const switched = licenceTasks(
      [before, { serviceId: "office-365-e5", enrollment: renewed, quantity: 200 }],
      users,
      july,
    );
    expect(switched[0]).toMatchObject({ kind: "switch", losesAccessAt: graceEndsAt(old) });
    expect(switched[0]?.kind === "switch" && switched[0].users.length).toBe(50);
    expect(licenceTasks([before, { ...before, enrollment: renewed }], users, july)).toEqual([]);
  });

  it("names those who were not moved also where another service of theirs goes on", () => {
    const e3 = { serviceId: "office-365-e3", enrollment: old, quantity: 2 };
    const intune = { ...e3, serviceId: "intune" };
    const now = [
      e3,
      intune,
      { ...intune, enrollment: renewed },
      { serviceId: "office-365-e5", enrollment: renewed, quantity: 2 },
    ];
    const user = (id: string, ...serviceIds: string[]) => ({ id, name: id, email: `${id}@x.example`, serviceIds });
    const both = [user("left", "office-365-e3", "intune"), user("moved", "office-365-e3", "intune", "office-365-e5")];
    const [first] = licenceTasks(now, both, july);
    expect(first).toMatchObject({ kind: "switch", serviceId: "office-365-e3", users: [{ id: "left" }] });
  });

  it("example 41: MOSP is cancelled by support, everything else by the reseller", () => {
    expect([cancelRoute("mosp"), cancelRoute("mpsa"), cancelRoute("open")]).toEqual([
      "support",
      "reseller",
      "reseller",
    ]);
  });

  it("example 42: a web form is overdue after 24 hours", () => {
    const opened = instant("2024-10-04T15:00:00Z");
    expect(supportDueAt(opened)).toEqual(instant("2024-10-05T15:00:00Z"));
    expect(isSupportOverdue(opened, instant("2024-10-05T14:59:59Z"))).toBe(false);
    expect(isSupportOverdue(opened, instant("2024-10-05T15:00:00Z"))).toBe(true);
  });
});
