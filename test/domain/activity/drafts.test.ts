import { describe, expect, it } from "vitest";
import { activityActions, activityDone, activityRefused, type ActivityLine } from "#app/domain/activity/activity.ts";
import { noticeKinds, orderNoticeKey, termNoticeKey } from "#app/domain/notices/notices.ts";
import { instant } from "../support/records.ts";

const at = instant("2024-01-01T00:00:00Z");

describe("a line of the log", () => {
  it("says what was done, for whom, with old and new value, and nothing about who did it", () => {
    const line = activityDone(
      "auto-renew-switched",
      at,
      { partnerId: "p", customerId: "c", orderId: "o", productId: "x", subscriptionId: "s" },
      { oldValue: { isAutoRenewOn: true }, newValue: { isAutoRenewOn: false } },
    );
    expect(line).toEqual({
      at,
      action: "auto-renew-switched",
      outcome: "done",
      refusalCode: null,
      partnerId: "p",
      customerId: "c",
      orderId: "o",
      productId: "x",
      subscriptionId: "s",
      oldValue: { isAutoRenewOn: true },
      newValue: { isAutoRenewOn: false },
    });
  });

  it("is whole with who did it and from where: a user, or a job without roles and address", () => {
    const draft = activityDone("job-run-by-hand", at, { partnerId: null });
    const byUser: ActivityLine = { ...draft, userId: "u", job: null, roles: ["operator"], address: "192.0.2.1" };
    const byJob: ActivityLine = { ...draft, userId: null, job: "renew-due-subscriptions", roles: [], address: null };
    expect([byUser.action, byJob.action]).toEqual(["job-run-by-hand", "job-run-by-hand"]);
  });

  it("of a refused attempt names the reason", () => {
    expect(
      activityRefused("subscription-cancelled", at, { partnerId: "p" }, "cancellation-window-closed"),
    ).toMatchObject({
      outcome: "refused",
      refusalCode: "cancellation-window-closed",
      customerId: null,
      oldValue: null,
    });
  });

  it("has one name per action, and one per kind of notice", () => {
    expect(new Set(activityActions).size).toBe(activityActions.length);
    expect(new Set(noticeKinds).size).toBe(noticeKinds.length);
  });
});

describe("the key of a notice", () => {
  it("differs by subscription, term, kind and stage, and by order and line", () => {
    const keys = [
      termNoticeKey("s", 1, "window-closing"),
      termNoticeKey("s", 2, "window-closing"),
      termNoticeKey("t", 1, "window-closing"),
      termNoticeKey("s", 1, "expired"),
      termNoticeKey("s", 1, "renewal-ahead", 30),
      termNoticeKey("s", 1, "renewal-ahead", 7),
      orderNoticeKey("o", "cancelled", 0),
      orderNoticeKey("o", "cancelled", 1),
      orderNoticeKey("o", "order-confirmed"),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
