import { describe, expect, it } from "vitest";
import { activityActions, activityDone, activityRefused } from "#app/domain/activity/activity.ts";
import { auditWordsOf } from "#app/domain/activity/audit-words.ts";
import { eventNamed, eventsOfLines } from "#app/domain/webhooks/events.ts";
import { instant } from "../support/records.ts";

const at = instant("2026-11-02T09:00:00Z");
const subject = { partnerId: "p", customerId: "c", subscriptionId: "s" };

describe("what is told of a line of the log", () => {
  it("is the subscription, by the address that the API has for it, and the line itself", () => {
    expect(eventsOfLines([{ id: "line-1", draft: activityDone("auto-renew-switched", at, subject) }])).toEqual([
      {
        id: "line-1",
        partnerId: "p",
        event: "subscription-updated",
        resourceName: "subscription",
        resourcePath: "/webhooks/v1/customers/c/subscriptions/s",
        auditPath: "/auditactivity/v1/auditrecords/line-1",
        changedAtMs: at.epochMilliseconds,
      },
    ]);
  });

  it("is an invoice by its number, and a customer that was added", () => {
    const issued = activityDone(
      "invoice-issued",
      at,
      { partnerId: "p" },
      { newValue: { invoiceNumber: "G000010001" } },
    );
    const added = activityDone("customer-added", at, { partnerId: "p", customerId: "c" });
    const events = eventsOfLines([issued, added].map((draft, n) => ({ id: String(n), draft })));
    expect(events.map(({ event, resourcePath }) => [event, resourcePath])).toEqual([
      ["invoice-ready", "/v1/invoices/G000010001"],
      ["reseller-relationship-accepted-by-customer", "/v1/customers/c"],
    ]);
  });

  it("is one event of several lines about one subscription, the last, and one each of several subscriptions", () => {
    const lines = [
      activityDone("auto-renew-switched", at, subject),
      activityDone("next-term-cleared", at, subject),
      activityDone("subscription-renewed", at, { ...subject, subscriptionId: "other" }),
    ].map((draft, n) => ({ id: `line-${n}`, draft }));
    expect(eventsOfLines(lines).map(({ id }) => id)).toEqual(["line-1", "line-2"]);
  });

  it("is nothing for what was refused, for a friendly name, and for what is nobody's", () => {
    const drafts = [
      activityRefused("subscription-cancelled", at, subject, "cancellation-window-closed"),
      activityDone("subscription-renamed", at, subject),
      activityDone("subscription-renewed", at, { ...subject, partnerId: null }),
      activityDone("subscription-renewed", at, { partnerId: "p" }),
    ];
    expect(eventsOfLines(drafts.map((draft, n) => ({ id: String(n), draft })))).toEqual([]);
  });

  it("names a line that the audit has a record of: for what was bought that of its order", () => {
    const bought = [
      activityDone("order-placed", at, { ...subject, subscriptionId: null, orderId: "other" }),
      activityDone("order-placed", at, { ...subject, subscriptionId: null, orderId: "o" }),
      activityDone("subscription-bought", at, { ...subject, orderId: "o" }),
    ];
    const [event] = eventsOfLines(bought.map((draft, n) => ({ id: `line-${n}`, draft })));
    expect(event).toMatchObject({ id: "line-2", auditPath: "/auditactivity/v1/auditrecords/line-1" });
    for (const action of activityActions) {
      const draft = activityDone(action, at, subject, { newValue: { invoiceNumber: "G1" } });
      const isTold = eventsOfLines([{ id: "1", draft }]).length > 0;
      if (isTold && action !== "subscription-bought") expect(auditWordsOf(action, false), action).toBeDefined();
    }
  });

  it("is decided for every action there is", () => {
    const told = activityActions.filter(
      (action) =>
        eventsOfLines([{ id: "1", draft: activityDone(action, at, subject, { newValue: { invoiceNumber: "G1" } }) }])
          .length > 0,
    );
    expect(told).toEqual([
      "customer-added",
      "subscription-bought",
      "auto-renew-switched",
      "auto-renew-off-planned",
      "next-term-scheduled",
      "next-term-cleared",
      "subscription-cancelled",
      "subscription-renewed",
      "subscription-expired",
      "invoice-issued",
    ]);
  });
});

it("knows the documented names in any case", () => {
  expect(eventNamed(" Subscription-Updated ")).toBe("subscription-updated");
  expect(eventNamed("usagerecords-thresholdexceeded")).toBe("usagerecords-thresholdExceeded");
  expect(eventNamed("subscription-deleted")).toBeUndefined();
});
