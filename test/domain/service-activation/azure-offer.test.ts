import { Temporal } from "temporal-polyfill";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#app/domain/calendar/utc-days.ts";
import {
  type AzureFacts,
  type AzureOffer,
  azureEndsOnMin,
  decideAnswerAzure,
  decideEndAzure,
  lastAzureDay,
} from "#app/domain/service-activation/azure-offer.ts";
import { instant } from "../support/records.ts";

const day = (text: string) => Temporal.PlainDate.from(text);

const offer = (more: Partial<AzureOffer> = {}): AzureOffer => ({
  enrollmentId: "e",
  partnerId: "p",
  customerId: "c",
  state: "open",
  offeredAt: instant("2024-03-01T10:00:00Z"),
  answered: null,
  orderId: null,
  notice: null,
  ...more,
});

const facts = (more: Partial<AzureFacts> = {}): AzureFacts => ({
  roles: ["online-admin"],
  offer: offer(),
  isOrdered: false,
  enrollment: { endsOn: day("2025-06-30") },
  at: instant("2024-03-02T12:00:00Z"),
  ...more,
});

describe("Azure offered under a Server and Cloud Enrollment", () => {
  it.each([
    ["2025-06-30", "2025-05-01"],
    ["2025-06-29", "2025-04-30"],
    ["2025-12-31", "2025-11-01"],
    // Two months from the 29th, 30th and 31st of December end in February alike.
    ["2025-02-27", "2024-12-31"],
    ["2024-02-28", "2023-12-31"],
    ["2024-02-29", "2024-01-01"],
  ])("of an enrollment through %s can be started through %s", (endsOn, last) => {
    expect(lastAzureDay({ endsOn: day(endsOn) }).toString()).toBe(last);
  });

  it("can be started through the last day, and not the day after, whichever day the term ends on", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), (days) => {
        const endsOn = addDays(day("2020-01-01"), days);
        const last = lastAzureDay({ endsOn });
        expect(Temporal.PlainDate.compare(azureEndsOnMin(last), endsOn)).toBeLessThanOrEqual(0);
        expect(Temporal.PlainDate.compare(azureEndsOnMin(addDays(last, 1)), endsOn)).toBe(1);
      }),
    );
  });

  it("is answered by an online administrator alone", () => {
    expect(decideAnswerAzure(facts(), "accept")).toEqual({ ok: true, value: null });
    expect(decideAnswerAzure(facts({ roles: ["vlsc-admin", "agreement-admin"] }), "accept")).toMatchObject({
      refusal: { code: "agreement-role-needed", roles: ["online-admin"] },
    });
  });

  it("cannot be answered where it was not made, or was answered, or Azure was ordered meanwhile", () => {
    const refusalOf = (more: Partial<AzureFacts>) => decideAnswerAzure(facts(more), "decline");
    expect(refusalOf({ offer: undefined })).toMatchObject({ refusal: { code: "azure-not-offered" } });
    for (const state of ["accepted", "declined", "ended"] as const)
      expect(refusalOf({ offer: offer({ state }) })).toMatchObject({ refusal: { code: "azure-offer-closed", state } });
    expect(refusalOf({ isOrdered: true })).toMatchObject({ refusal: { code: "azure-ordered" } });
  });

  it("is started through the end of the last day, UTC; declined afterwards too", () => {
    const last = facts({ at: instant("2025-05-01T23:59:59Z") });
    expect(decideAnswerAzure(last, "accept").ok).toBe(true);
    const after = facts({ at: instant("2025-05-02T00:00:00Z") });
    expect(decideAnswerAzure(after, "accept")).toMatchObject({
      refusal: { code: "azure-too-late", lastDay: "2025-05-01" },
    });
    expect(decideAnswerAzure(after, "decline").ok).toBe(true);
  });

  it("ends by a written notice from the day of the offer through today", () => {
    const at = instant("2024-03-05T00:00:00Z");
    for (const state of ["open", "accepted"] as const)
      for (const on of ["2024-03-01", "2024-03-05"])
        expect(decideEndAzure(offer({ state }), day(on), at).ok, `${state} ${on}`).toBe(true);
    for (const on of ["2024-02-29", "2024-03-06"])
      expect(decideEndAzure(offer(), day(on), at), on).toMatchObject({
        refusal: { code: "invalid-field", field: "noticeOn" },
      });
    expect(decideEndAzure(undefined, day("2024-03-01"), at)).toMatchObject({ refusal: { code: "azure-not-offered" } });
    for (const state of ["declined", "ended"] as const)
      expect(decideEndAzure(offer({ state }), day("2024-03-01"), at)).toMatchObject({
        refusal: { code: "azure-offer-closed", state },
      });
  });
});
