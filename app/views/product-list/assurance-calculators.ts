import { pools } from "#app/domain/licensing/product-list/attributes.ts";
import { daysOfTier, supportRequests } from "#app/domain/licensing/product-list/benefit-tiers.ts";
import { checkSaRenewal, renewalWays } from "#app/domain/licensing/product-list/sa-renewal.ts";
import {
  boxField,
  type Calculator,
  codeField,
  countOf,
  dayField,
  dayOf,
  numberField,
  printedField,
  rowsOfKind,
  say,
} from "./calculator-inputs.ts";

/** Calculators for Software Assurance: when it may be bought, and what it brings. */

export const saRenewal: Calculator = {
  fields: (wish, { today }) => [
    codeField(wish, "way", renewalWays),
    dayField(wish, "endOn", today),
    dayField(wish, "effectiveOn", today),
    dayField(wish, "orderedOn", today),
    codeField(wish, "pool", ["server", "application", "system"]),
    boxField(wish, "saLapsed"),
  ],
  answer: (wish) => {
    const [endOn, effectiveOn, orderedOn] = [
      dayOf(wish, "endOn"),
      dayOf(wish, "effectiveOn"),
      dayOf(wish, "orderedOn"),
    ];
    if (endOn === undefined || effectiveOn === undefined || orderedOn === undefined)
      return [say("danger", "day-wrong")];
    const way = renewalWays.find((one) => one === wish["way"]) ?? renewalWays[0];
    const pool = pools.find((one) => one === wish["pool"]) ?? "server";
    const isActive = wish["saLapsed"] !== "on";
    const answer = checkSaRenewal({ way, endOn, effectiveOn, orderedOn, pool, isActive });
    const { rule } = answer;
    const facts = {
      lastOrder: answer.lastOrderOn?.toString() ?? "",
      lastEffective: answer.lastEffectiveOn?.toString() ?? "",
      months: answer.monthsOrdered ?? 0,
    };
    if (!answer.isAllowed) return [say("danger", `renewal-${answer.reason ?? ""}`, { facts, rule })];
    const isOfEnrollment = way === "cross-programme" || way === "oem" || way === "retail";
    const isOfVersion2008 = way === "version-2008" || way === "version-2008-open";
    return [
      say("success", answer.monthsOrdered === null ? "renewal-allowed" : "renewal-months", { facts, rule }),
      ...(answer.isOnlyAsListed ? [say("info", "renewal-only-as-listed", { rule })] : []),
      ...(isOfEnrollment ? [say("info", "renewal-additional-only", { rule })] : []),
      ...(isOfVersion2008 ? [say("info", "renewal-without-gap", { rule })] : []),
    ];
  },
};

const benefits = {
  "planning-days": ["R39", 0],
  "cal-planning-days": ["R39-cal", 0],
  "training-days": ["R40", 0],
  "training-days-system": ["R40", 1],
} as const;
type Benefit = keyof typeof benefits;

export const planningDays: Calculator = {
  fields: (wish) => [
    codeField(wish, "benefit", Object.keys(benefits)),
    numberField(wish, "count", "500"),
    codeField(wish, "years", ["3", "2", "1"]),
  ],
  answer: (wish, { rows }) => {
    const benefit = (Object.keys(benefits) as Benefit[]).find((one) => one === wish["benefit"]) ?? "planning-days";
    const [rule, column] = benefits[benefit];
    const tiers = rowsOfKind(rows, "tier").filter(({ row }) => row.tier === benefit.replace("-system", ""));
    const years = wish["years"] === "1" ? 1 : wish["years"] === "2" ? 2 : 3;
    const { days, fullDays, line } = daysOfTier(countOf(wish, "count"), years, tiers, column);
    if (fullDays === null) return [say("danger", "days-none", { rule })];
    return [
      say("success", years === 3 ? "days" : "days-part", { facts: { days, full: fullDays, years }, rule, line }),
      say("info", "vouchers", { rule: "R39" }),
    ];
  },
};

export const support: Calculator = {
  fields: (wish, { rows }) => [
    printedField(
      wish,
      "currency",
      rowsOfKind(rows, "currency")
        .filter(({ row }) => row.table === "incidents")
        .map(({ row }) => row.code),
    ),
    numberField(wish, "serverSpend"),
    numberField(wish, "systemSpend"),
    numberField(wish, "applicationSpend"),
  ],
  answer: (wish, { rows }) => {
    const currency = wish["currency"] ?? "";
    const listed = rowsOfKind(rows, "currency");
    const spend = {
      currency,
      server: countOf(wish, "serverSpend"),
      system: countOf(wish, "systemSpend"),
      application: countOf(wish, "applicationSpend"),
    };
    const answer = supportRequests(spend, listed);
    if (answer === undefined) return [say("danger", "currency-unknown", { facts: { currency }, rule: "R41" })];
    const { requests, serverThreshold: server, clientThreshold, line } = answer;
    const unlimited = listed.find(({ row }) => row.table === "unlimited-support" && row.code === currency);
    return [
      say("success", "requests", {
        facts: { requests, server, client: clientThreshold ?? 0, currency },
        rule: "R41",
        line,
      }),
      ...(unlimited === undefined
        ? []
        : [
            say("info", "unlimited", {
              facts: { amount: unlimited.row.server, currency },
              rule: "R41-unlimited",
              line: unlimited.line,
            }),
          ]),
    ];
  },
};
