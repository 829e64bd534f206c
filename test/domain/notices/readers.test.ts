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
      "activity-sealed": ["operator"],
    });
  });

  it("is never somebody of another partner, and never the operator for what is a partner's", () => {
    const partner = { userId: "u", side: "partner", partnerId: "a", roles: partnerRoles } as const;
    const operator = { userId: "o", side: "operator", partnerId: null, roles: ["operator"] } as const;
    for (const kind of noticeKinds) {
      expect(mayRead(partner, { kind, partnerId: "b" })).toBe(false);
      expect(mayRead(partner, { kind, partnerId: null })).toBe(false);
      expect(mayRead(operator, { kind, partnerId: "a" })).toBe(rolesThatRead(kind).includes("operator"));
    }
  });

  it("leaves those without a seeing role nothing to choose from", () => {
    const of = (roles: (typeof partnerRoles)[number][]) =>
      kindsFor({ userId: "u", side: "partner", partnerId: "a", roles });
    expect(of(["account-admin", "referrals-admin"])).toEqual([]);
    expect(of(["billing-admin"])).toContain("invoice-ready");
    expect(of(["billing-admin"])).not.toContain("key-withdrawn");
  });
});
