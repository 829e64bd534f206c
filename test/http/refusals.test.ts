import { describe, expect, it } from "vitest";
import type { Refusal } from "#app/domain/refusal.ts";
import { factFormatOf } from "#app/http/fact-format.ts";
import { refusalResponse } from "#app/http/refusal-response.ts";
import { sayEnding } from "#app/http/subscription-words.ts";
import { refusalStatus } from "#app/http/refusal-status.ts";
import { refusalWords } from "#app/i18n/refusal-words.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { formatFor } from "#app/views/format.ts";

function wordsOf(refusal: Refusal, language: "en" | "de" = "en", timeZone = "Europe/Berlin") {
  return refusalWords(refusal, translateTo(language), factFormatOf(formatFor({ language, timeZone })));
}
function say(...of: Parameters<typeof wordsOf>) {
  return wordsOf(...of).text;
}
const closedAt = Date.UTC(2026, 10, 22, 9, 30);

describe("the words of a refusal", () => {
  it("name the roles that are needed", () => {
    const refusal: Refusal = { code: "role-needed", action: "buy", roles: ["admin-agent", "global-admin"] };
    expect(say(refusal)).toBe("To buy, one of these roles is needed: Admin agent or Global admin.");
    expect(say(refusal, "de")).toBe("Geeignete Rollen (kaufen): Administrator-Agent oder Globaler Administrator.");
  });

  it("tell an instant in the reader's zone and name the zone", () => {
    const refusal: Refusal = { code: "cancellation-window-closed", closedAt };
    expect(say(refusal)).toBe("It could be cancelled until 22 Nov 2026, 10:30 CET.");
    expect(say(refusal, "en", "UTC")).toBe("It could be cancelled until 22 Nov 2026, 09:30 UTC.");
    expect(say(refusal, "de")).toContain("10:30 MEZ");
  });

  it("tell a day as the day it is, whatever the zone", () => {
    const refusal: Refusal = { code: "bought-before-auto-renew", purchasedOn: "2021-10-13" };
    expect(say(refusal, "en", "America/Juneau")).toContain("13 Oct 2021");
    expect(say(refusal, "de", "Pacific/Apia")).toContain("13. Okt. 2021");
  });

  it.each([
    ["en", { code: "auto-renew-off" }, "Auto-renew is off"],
    ["de", { code: "auto-renew-off" }, "Automatische Verlängerung ist ausgeschaltet"],
    ["en", { code: "market-without-currency", market: "XX" }, say({ code: "market-without-currency", market: "XX" })],
  ] as const)("beside the last day are short where the title says it all (%s, %o)", (language, refusal, words) => {
    expect(sayEnding(refusal, { say: (what) => wordsOf(what, language) })).toBe(words);
  });

  it("tell amounts with their currency", () => {
    const line = { lineNumber: 0, oldUnitPriceMinor: 10_000, newUnitPriceMinor: 12_050, currency: "EUR" };
    expect(say({ code: "price-moved", lines: [line] })).toContain("#1: €100.00 → €120.50");
  });

  it("say what it was that is not there", () => {
    expect(say({ code: "not-found", what: "customer" })).toBe(
      "There is no such customer, or it belongs to another organisation.",
    );
    expect(say({ code: "not-found", what: "job-run" })).toBe("There is no such job run.");
  });

  it("round a time to wait up", () => {
    expect(say({ code: "too-many-attempts", retryAfterSeconds: 61 })).toBe("Wait 61 seconds and then try again.");
    expect(say({ code: "too-many-attempts", retryAfterSeconds: 121 })).toBe("Wait 3 minutes and then try again.");
  });

  it("count the lines of a refused price list", () => {
    expect(say({ code: "price-list-refused", refusedLines: 1 })).toContain("One line is refused");
    expect(say({ code: "price-list-refused", refusedLines: 7 }, "de")).toContain("7 Zeilen werden nicht angenommen");
  });
});

describe("a refused request", () => {
  it("is answered with its status, and carries words but no facts", async () => {
    const answer = refusalResponse({ code: "cart-checked-out", orderId: "order-7" }, { title: "T", text: "X" });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toEqual({ refusal: { code: "cart-checked-out", title: "T", text: "X" } });
  });

  it("is never a success, and never looks like a defect", () => {
    for (const [code, status] of Object.entries(refusalStatus)) {
      expect(status, code).toBeGreaterThanOrEqual(400);
      expect(status, code).not.toBe(500);
    }
  });
});
