import { describe, expect, it } from "vitest";
import { partnerRoles } from "#app/domain/access/roles.ts";
import { noticeKinds } from "#app/domain/notices/notices.ts";
import { kindsFor, mayRead, rolesThatRead } from "#app/domain/notices/readers.ts";

const seeing = ["admin-agent", "global-admin", "sales-agent", "helpdesk-agent", "billing-admin"];

describe("who reads a notice", () => {
  it("is whoever may open the page that it leads to", () => {
    expect(Object.fromEntries(noticeKinds.map((kind) => [kind, rolesThatRead(kind)]))).toEqual({
      "order-confirmed": seeing,
      "renewal-ahead": seeing,
      "will-not-renew": seeing,
      renewed: seeing,
      expired: seeing,
      "window-closing": seeing,
      cancelled: seeing,
      "invoice-ready": ["global-admin", "admin-agent", "billing-admin"],
      "key-pool-low": ["operator"],
      "key-withdrawn": ["admin-agent"],
      "support-answered": ["admin-agent", "global-admin", "helpdesk-agent", "billing-admin"],
      "verification-to-sign": ["customer-global-admin"],
      "verification-sent": ["admin-agent", "global-admin"],
      "verification-accepted": ["admin-agent", "global-admin", "customer-global-admin"],
      "verification-rejected": ["admin-agent", "global-admin", "customer-global-admin"],
      "installation-released": ["admin-agent", "global-admin"],
      "investigation-opened": ["admin-agent", "global-admin"],
      "investigation-to-follow": ["operator"],
      "activation-late": ["admin-agent", "global-admin"],
      "activation-to-settle": ["operator"],
      "activity-sealed": ["operator"],
      "product-list-edition": ["admin-agent", "global-admin"],
      "perpetual-sales-switched": ["admin-agent", "global-admin"],
    });
  });

  it("is never somebody of another partner, and never the operator for what is a partner's", () => {
    const partner = { userId: "u", side: "partner", partnerId: "a", customerId: null, roles: partnerRoles } as const;
    const operator = { userId: "o", side: "operator", partnerId: null, customerId: null, roles: ["operator"] } as const;
    for (const kind of noticeKinds) {
      expect(mayRead(partner, { kind, partnerId: "b" })).toBe(false);
      expect(mayRead(partner, { kind, partnerId: null })).toBe(false);
      expect(mayRead(operator, { kind, partnerId: "a" })).toBe(rolesThatRead(kind).includes("operator"));
    }
  });

  it("is a customer's global admin for what is the customer's own to do, and nobody of another customer", () => {
    const reader = {
      userId: "u",
      side: "customer",
      partnerId: "a",
      customerId: "c",
      roles: ["customer-global-admin"],
    } as const;
    const told = noticeKinds.filter((kind) => mayRead(reader, { kind, partnerId: "a", customerId: "c" }));
    expect(told).toEqual(["verification-to-sign", "verification-accepted", "verification-rejected"]);
    expect(noticeKinds.filter((kind) => mayRead(reader, { kind, partnerId: "a", customerId: "d" }))).toEqual([]);
    expect(
      noticeKinds.filter((kind) =>
        mayRead({ ...reader, roles: ["customer-user"] }, { kind, partnerId: "a", customerId: "c" }),
      ),
    ).toEqual([]);
  });

  it("leaves those without a seeing role nothing to choose from", () => {
    const of = (roles: (typeof partnerRoles)[number][]) =>
      kindsFor({ userId: "u", side: "partner", partnerId: "a", customerId: null, roles });
    expect(of(["account-admin", "referrals-admin"])).toEqual([]);
    expect(of(["billing-admin"])).toContain("invoice-ready");
    expect(of(["billing-admin"])).not.toContain("key-withdrawn");
  });
});
