import type { Refusal } from "#app/domain/refusal.ts";
import { refusals as english } from "./locales/en/refusals.ts";
import type { Translate } from "./translator.ts";

/** How facts become text for one reader; `app/views/format.ts` makes one of a language and a time zone. */
export type FactFormat = {
  /** An instant in epoch milliseconds, as date, time and zone. */
  dateTime(epochMs: number): string;
  /** A calendar day `YYYY-MM-DD`. */
  day(isoDay: string): string;
  money(amountMinor: number, currency: string): string;
  /** A market's name in the reader's language. */
  market(code: string): string;
  /** Words joined as alternatives: "a, b or c". */
  alternatives(words: readonly string[]): string;
  /** A stretch of time such as "2 minutes". */
  seconds(seconds: number): string;
};

export type RefusalWords = { readonly title: string; readonly text: string };

type Facts = Readonly<Record<string, string | number>> & { readonly context?: string; readonly count?: number };

/** What a refusal says to a reader: a title, and a text that can also stand alone beside a disabled control. */
export function refusalWords(refusal: Refusal, t: Translate, format: FactFormat): RefusalWords {
  const facts = factsOf(refusal, t, format);
  // The key is built from the code, which the words are typed by; i18next's own types do not follow that far.
  const say = t as unknown as (key: string, facts: Facts) => string;
  return {
    title: say(`refusals:${refusal.code}.title`, {}),
    text: say(`refusals:${refusal.code}.text`, facts),
  };
}

/** What a refusal is called, where only its code was kept; the code itself where no refusal has it any more. */
export function refusalTitle(code: string, t: Translate): string {
  return Object.hasOwn(english, code) ? (t as unknown as (key: string) => string)(`refusals:${code}.title`) : code;
}

/** The facts of a refusal as the placeholders of its words; `context` picks a variant. */
function factsOf(refusal: Refusal, t: Translate, format: FactFormat): Facts {
  switch (refusal.code) {
    case "role-needed":
      return {
        action: t(`trade:action.${refusal.action}`),
        roles: format.alternatives(refusal.roles.map((role) => t(`trade:role.${role}`))),
      };
    case "agreement-role-needed":
      return {
        action: t(`trade:agreementAction.${refusal.action}`),
        roles: format.alternatives(refusal.roles.map((role) => t(`trade:agreementRole.${role}`))),
      };
    case "enrollment-over":
      return { endedOn: format.day(refusal.endedOn) };
    case "activation-link-expired":
      return { expiredOn: format.day(refusal.expiredOn) };
    case "azure-too-late":
      return { lastDay: format.day(refusal.lastDay) };
    case "azure-offer-closed":
      return { context: refusal.state };
    case "activation-mail-withheld":
      return { context: refusal.reason };
    case "not-found":
      return { context: refusal.what };
    case "too-many-attempts":
      return { retryAfter: format.seconds(refusal.retryAfterSeconds) };
    case "password-too-weak":
    case "not-cancellable":
      return { context: refusal.reason };
    case "market-closed":
      return { market: format.market(refusal.market), kinds: t(`trade:kinds.${refusal.kind}`) };
    case "market-without-currency":
    case "no-price":
      return { market: format.market(refusal.market) };
    case "customer-may-not-buy":
      return { validationStatus: validationWord(refusal.validationStatus, t) };
    case "term-not-offered":
      return refusal.termDuration === null
        ? { context: "none" }
        : { termDuration: t(`trade:termDuration.${refusal.termDuration}`) };
    case "billing-plan-not-offered":
      return { billingPlan: t(`trade:billingPlan.${refusal.billingPlan}`) };
    case "billing-plan-longer-than-term":
      return {
        termDuration: t(`trade:termDuration.${refusal.termDuration}`),
        billingPlan: t(`trade:billingPlan.${refusal.billingPlan}`),
      };
    case "prerequisite-missing":
      return { skus: format.alternatives(refusal.anyOf) };
    case "cart-expired":
    case "subscription-expired":
      return { expiredAt: format.dateTime(refusal.expiredAt) };
    case "price-moved":
      return { lines: refusal.lines.map((line) => movedPrice(line, format)).join("; ") };
    case "entitlement-cancelled":
      return { cancelledAt: format.dateTime(refusal.cancelledAt) };
    case "entitlement-expired":
    case "link-expired":
      return { expiredAt: format.dateTime(refusal.expiredAt) };
    case "key-pool-empty":
      return refusal.version === "" ? { context: "none" } : { version: refusal.version };
    case "webhook-target-refused":
    case "leave-not-possible":
    case "device-list-unreadable":
      return { context: refusal.problem };
    case "key-file-refused":
    case "device-list-refused":
      return { count: refusal.refusedLines };
    case "subscription-cancelled":
      return { cancelledAt: format.dateTime(refusal.cancelledAt) };
    case "purchase-cancelled":
      return {
        lineNumber: refusal.lineNumber,
        orderId: refusal.orderId,
        cancelledAt: format.dateTime(refusal.cancelledAt),
      };
    case "being-renewed":
      return { termEndedAt: format.dateTime(refusal.termEndedAt) };
    case "bulk-terms-moved":
      return { context: refusal.what };
    case "on-hold":
      return { context: refusal.reason, heldAt: format.dateTime(refusal.heldAt) };
    case "auto-renew-off-planned":
      return { offAt: format.dateTime(refusal.offAt) };
    case "planned-day-out-of-range":
      return { firstOn: format.day(refusal.firstOn), lastOn: format.day(refusal.lastOn) };
    case "bought-before-auto-renew":
      return { purchasedOn: format.day(refusal.purchasedOn) };
    case "auto-renew-already":
      return { context: refusal.isOn ? "on" : "off" };
    case "cancellation-window-closed":
      return { closedAt: format.dateTime(refusal.closedAt) };
    case "price-ended":
      return {
        market: format.market(refusal.market),
        termDuration: t(`trade:termDuration.${refusal.termDuration}`),
        billingPlan: t(`trade:billingPlan.${refusal.billingPlan}`),
      };
    case "support-granted":
      return { grantedAt: format.dateTime(refusal.grantedAt) };
    case "grant-above-charged":
      return { amountMax: format.money(refusal.amountMaxMinor, refusal.currency) };
    case "attachment-refused":
      return refusal.reason === "kind"
        ? { fileName: refusal.fileName }
        : { context: refusal.reason, fileName: refusal.fileName };
    case "installation-wrong-state":
      return { context: refusal.state };
    case "installation-held":
      return { heldAt: format.dateTime(refusal.heldAt) };
    case "installation-list-refused":
      return { count: refusal.refusedLines };
    case "device-not-qualified":
    case "coa-missing":
    case "licence-proof-missing":
      return { serialNumbers: shortList(refusal.serialNumbers, t) };
    case "verification-incomplete":
      return { context: refusal.field };
    case "signed-in-future":
    case "answer-day-wrong":
      return { signedOn: format.day(refusal.signedOn), today: format.day(refusal.today) };
    case "verification-answered":
      return { answeredAt: format.dateTime(refusal.answeredAt) };
    case "imaging-before-acceptance":
      return { acceptedAt: format.dateTime(refusal.acceptedAt) };
    case "tax-rate-exists":
      return { market: format.market(refusal.market), startsOn: format.day(refusal.startsOn) };
    case "price-list-refused":
      return { count: refusal.refusedLines };
    case "instant-in-future":
      return { at: format.dateTime(refusal.at) };
    case "clock-not-forward":
      return { now: format.dateTime(refusal.now) };
    case "clock-moving":
      return { to: format.dateTime(refusal.to) };
    default:
      // What is left has facts that are text or numbers already, or none.
      return plainFacts(refusal);
  }
}

const namesShown = 12;

/** Some of many names; the others are counted. */
function shortList(names: readonly string[], t: Translate): string {
  const shown = names.slice(0, namesShown).join(", ");
  return names.length > namesShown ? t("common:namesMore", { names: shown, more: names.length - namesShown }) : shown;
}

function plainFacts(refusal: Refusal): Facts {
  const facts: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(refusal)) {
    if (name !== "code" && (typeof value === "string" || typeof value === "number")) facts[name] = value;
  }
  return facts;
}

function movedPrice(
  line: { lineNumber: number; oldUnitPriceMinor: number; newUnitPriceMinor: number; currency: string },
  format: FactFormat,
): string {
  const before = format.money(line.oldUnitPriceMinor, line.currency);
  const after = format.money(line.newUnitPriceMinor, line.currency);
  return `#${line.lineNumber + 1}: ${before} → ${after}`;
}

function validationWord(status: string, t: Translate): string {
  switch (status) {
    case "allowed":
    case "under-review":
    case "not-allowed":
    case "unknown":
      return t(`trade:validation.${status}`);
    default:
      return status;
  }
}
