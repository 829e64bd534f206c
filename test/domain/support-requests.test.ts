import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creditOf, refundsOfGrant } from "#app/domain/billing/refund.ts";
import { decideGrant, decideSupportChange, type SupportWish } from "#app/domain/support/decide-request.ts";
import {
  isRequestNumber,
  nameForKind,
  requestNumberOf,
  severityRank,
  supportSeverities,
  supportSides,
  supportStateOf,
  supportStatuses,
} from "#app/domain/support/support-request.ts";
import { aSubscription, chargesMade, ids, instant } from "./support/records.ts";
import { aSupportRequest } from "./support/support-request.ts";

const at = instant("2022-03-01T10:00:00Z");
const facts = (side: "partner" | "operator") => ({ at, side, userId: `${side}-user`, nextId: ids() });

describe("a change of a support request", () => {
  it.each([
    // Who, what stands, what is wished, what stands after it or why not.
    ["partner", "open", { text: "More" }, "open"],
    ["partner", "attention-needed", { text: "More" }, "open"],
    ["partner", "attention-needed", { severity: "critical" }, "attention-needed"],
    ["partner", "open", { status: "closed" }, "closed"],
    ["partner", "attention-needed", { status: "closed" }, "closed"],
    ["partner", "open", { text: "You", status: "attention-needed" }, "support-status-not-yours"],
    ["partner", "open", {}, "support-nothing-changed"],
    ["partner", "open", { severity: "moderate", status: "open" }, "support-nothing-changed"],
    ["partner", "closed", { text: "More" }, "support-closed"],
    ["partner", "closed", { severity: "critical" }, "support-closed"],
    ["partner", "closed", { status: "open" }, "support-text-needed"],
    ["partner", "closed", { text: "Again", status: "open" }, "open"],
    ["operator", "open", { text: "Answer" }, "open"],
    ["operator", "open", { text: "Question", status: "attention-needed" }, "attention-needed"],
    ["operator", "open", { status: "attention-needed" }, "support-text-needed"],
    ["operator", "open", { status: "closed" }, "support-text-needed"],
    ["operator", "open", { text: "Done", status: "closed" }, "closed"],
    ["operator", "attention-needed", { status: "open" }, "support-text-needed"],
    ["partner", "attention-needed", { status: "open" }, "support-text-needed"],
    ["operator", "attention-needed", { text: "We look again", status: "open" }, "open"],
    ["operator", "closed", { text: "Not yet", status: "open" }, "open"],
    ["operator", "closed", { text: "Not yet", status: "attention-needed" }, "attention-needed"],
    ["operator", "open", { attachmentCount: 1, severity: "minimal" }, "support-text-needed"],
  ] as const)("%s, %s, %o: %s", (side, status, wish, expected) => {
    const result = decideSupportChange(aSupportRequest({ status }), wish as SupportWish, facts(side));
    expect(result.ok ? result.value.request.status : result.refusal.code).toBe(expected);
  });

  it("whatever is wished: one version more, something in thread and log, a notice for what the provider says alone", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...supportStatuses),
        fc.constantFrom(...supportSides),
        fc.record(
          {
            text: fc.constantFrom("", " ", "Words"),
            status: fc.constantFrom(...supportStatuses),
            severity: fc.constantFrom(...supportSeverities),
          },
          { requiredKeys: [] },
        ),
        (status, side, wish) => {
          const before = aSupportRequest({ status });
          const result = decideSupportChange(before, wish, facts(side));
          if (!result.ok) return;
          const { request, entries, activity, notices } = result.value;
          expect(request.version).toBe(before.version + 1);
          expect(entries.length).toBeGreaterThan(0);
          expect(activity.length).toBeGreaterThan(0);
          expect(notices).toHaveLength(side === "operator" && wish.text === "Words" ? 1 : 0);
          expect(activity.length).toBeLessThanOrEqual(2);
          if (request.status === "closed") expect(request.closedAt).not.toBeNull();
        },
      ),
    );
  });

  it("is new until somebody answers, and reopened after it was closed", () => {
    expect(supportStateOf(aSupportRequest())).toBe("new");
    expect(supportStateOf(aSupportRequest({ answeredAt: at }))).toBe("open");
    expect(supportStateOf(aSupportRequest({ answeredAt: at, reopenedCount: 1 }))).toBe("reopened");
    expect(supportStateOf(aSupportRequest({ status: "closed", reopenedCount: 1 }))).toBe("closed");
  });
});

describe("a granted cancellation", () => {
  it("closes the request with the reason, and counts as an answer", () => {
    const amount = { amountMinor: 500, currency: "EUR" } as const;
    const result = decideGrant(aSupportRequest(), { amount, reason: " Goodwill " }, facts("operator"));
    expect(result).toMatchObject({
      value: {
        request: { status: "closed", closedAt: at, answeredAt: at, granted: { ...amount, at } },
        entries: [{ kind: "granted", text: "Goodwill", granted: amount, side: "operator" }],
        notices: [{ kind: "support-answered", facts: { requestId: "616122292874576" } }],
      },
    });
  });

  it("gives back exactly the amount, and of no charge more than it was", () => {
    const charges = chargesMade(aSubscription());
    const total = charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: total }), (amountMinor) => {
        const refunds = refundsOfGrant(charges, amountMinor);
        expect(refunds.reduce((sum, refund) => sum + refund.amountMinor, 0)).toBe(amountMinor);
        for (const charge of charges) {
          const refund = refunds.find(({ chargeId }) => chargeId === charge.id);
          expect(refund?.amountMinor).toBeGreaterThanOrEqual(0);
          expect(refund?.amountMinor).toBeLessThanOrEqual(charge.amountMinor);
          const credit = refund === undefined ? null : creditOf(charge, refund, "granted", at, ids());
          expect(credit?.amountMinor ?? 0).toBe(refund?.amountMinor);
        }
      }),
    );
  });
});

describe("the number of a request", () => {
  it("has fifteen digits for every id, and another one for another id", () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => isRequestNumber(requestNumberOf(uuid))));
    expect(requestNumberOf("019356a0-0000-7000-8000-000000000001")).not.toBe(
      requestNumberOf("019356a0-0000-7000-8000-000000000002"),
    );
    expect(["61612229287457", "061612229287457", "6161222928745761", "x"].some(isRequestNumber)).toBe(false);
  });

  it("sorts the most severe first", () => {
    expect(supportSeverities.map(severityRank)).toEqual([1, 2, 3]);
  });

  it.each([
    ["a.pdf", "pdf", "a.pdf"],
    ["a.JPEG", "jpeg", "a.JPEG"],
    ["a", "text", "a.txt"],
    ["a.html", "text", "a.html.txt"],
    ["a.log", "text", "a.log"],
  ] as const)("%s with %s in it is called %s", (fileName, kind, name) => {
    expect(nameForKind(fileName, kind)).toBe(name);
  });
});
