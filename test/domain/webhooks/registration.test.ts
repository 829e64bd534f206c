import { describe, expect, it } from "vitest";
import { afterDelivery, deliveryAttemptsMax } from "#app/domain/webhooks/delivery-attempts.ts";
import { decideRegistration } from "#app/domain/webhooks/registration.ts";
import { decideTarget } from "#app/domain/webhooks/target.ts";

describe("the address of a webhook", () => {
  it.each([
    ["https://hooks.example.com/events?key=1", "https://hooks.example.com/events?key=1"],
    [" https://HOOKS.example.com:8443 ", "https://hooks.example.com:8443/"],
    ["https://93.184.216.34/x", "https://93.184.216.34/x"],
  ])("is taken: %s", (text, kept) => {
    expect(decideTarget(text, "public")).toEqual({ ok: true, value: kept });
  });

  it.each([
    ["", "no-address"],
    ["hooks.example.com", "no-address"],
    ["ftp://hooks.example.com", "no-address"],
    ["javascript:alert(1)", "no-address"],
    ["https://hooks.example.com/a b", "no-address"],
    ["https:\\\\hooks.example.com", "no-address"],
    ["http://hooks.example.com", "not-https"],
    ["https://user:secret@hooks.example.com", "with-password"],
    ["https://hooks.example.com/#here", "with-fragment"],
    [`https://hooks.example.com/${"x".repeat(2_000)}`, "too-long"],
    ["https://localhost/x", "private"],
    ["https://localhost./x", "private"],
    ["https://api.localhost/x", "private"],
    ["https://127.0.0.1/x", "private"],
    // The same machine, written otherwise: the address is read as a browser reads it.
    ["https://2130706433/x", "private"],
    ["https://0177.0.0.1/x", "private"],
    ["https://127.1/x", "private"],
    ["https://[::1]/x", "private"],
    ["http://127.0.0.1:9/x", "private"],
    ["https://printer.local/x", "private"],
    ["https://db.internal/x", "private"],
    ["https://intranet/x", "private"],
  ])("is not taken in production: %s", (text, problem) => {
    expect(decideTarget(text, "public")).toEqual({
      ok: false,
      refusal: { code: "webhook-target-refused", problem },
    });
  });

  it("may be this machine in a sandbox, without encryption too, and any machine where the operator says so", () => {
    expect(decideTarget("http://127.0.0.1:4321/x", "public-and-loopback").ok).toBe(true);
    expect(decideTarget("http://localhost:4321/x", "public-and-loopback").ok).toBe(true);
    expect(decideTarget("http://hooks.example.com/x", "public-and-loopback").ok).toBe(false);
    expect(decideTarget("https://printer.local/x", "public-and-loopback").ok).toBe(false);
    expect(decideTarget("http://printer.local/x", "any").ok).toBe(true);
  });
});

describe("a registration", () => {
  const wish = { url: "https://hooks.example.com/", events: ["test-created"], isMsSignatureHeader: false };

  it("holds each documented event once, in the documented order", () => {
    const events = ["invoice-ready", "SUBSCRIPTION-updated", "azure-fraud-event-detected", "invoice-ready"];
    const decided = decideRegistration({ ...wish, events }, "public");
    expect(decided.ok && decided.value.events).toEqual([
      "subscription-updated",
      "invoice-ready",
      "azure-fraud-event-detected",
    ]);
  });

  it.each([[[]], [["subscription-deleted"]], [["test-created", ""]]])("is refused with the events %j", (events) => {
    expect(decideRegistration({ ...wish, events }, "public")).toMatchObject({
      ok: false,
      refusal: { code: "invalid-field", field: "events" },
    });
  });
});

describe("after an attempt", () => {
  it("waits twice as long each time, half of it by chance, at most six hours, and parks after the tenth", () => {
    const waits: (number | null)[] = [];
    for (let left = deliveryAttemptsMax - 1; left >= 0; left -= 1) {
      const after = afterDelivery(false, left, 0.5);
      waits.push(after.state === "failed" ? after.retryInMs / 60_000 : null);
    }
    expect(waits).toEqual([0.75, 1.5, 3, 6, 12, 24, 48, 96, 192, null]);
    expect(afterDelivery(false, 1, 0)).toEqual({ state: "failed", retryInMs: 128 * 60_000 });
    expect(afterDelivery(true, 0, 0)).toEqual({ state: "delivered" });
    expect(afterDelivery(false, 0, 0)).toEqual({ state: "dead" });
  });
});
