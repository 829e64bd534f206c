import { dayOfIsoDay, instantOfEpochMs, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { type Currency, isCurrency } from "#app/domain/money/currencies.ts";
import type { Notice, NoticeFacts, NoticeKind } from "#app/domain/notices/notices.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { notices as words } from "#app/i18n/locales/en/notices.ts";
import { refusalWords } from "#app/i18n/refusal-words.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { activationLimitTarget, activationLimitWords } from "./activation-notice-words.ts";
import { installationTarget, installationWords } from "./installation-notice-words.ts";
import { factFormatFor, type Format, formatFor, type Reader } from "../format.ts";
import type { NoticeNames } from "./notice-names.ts";

/** Where a notice leads; addresses are made of it by whoever knows them. */
export type NoticeTarget =
  | { readonly to: "subscription"; readonly customerId: string; readonly subscriptionId: string }
  | { readonly to: "order"; readonly customerId: string; readonly orderId: string }
  | { readonly to: "customer"; readonly customerId: string }
  | { readonly to: "request"; readonly requestId: string }
  | { readonly to: "installation" | "imaging" | "installationToLookAt"; readonly installationId: string }
  | { readonly to: "enrollmentService"; readonly enrollmentId: string; readonly serviceId: string | null }
  | { readonly to: "activationDesk" }
  | { readonly to: "invoice" }
  | { readonly to: "keyPools" }
  | { readonly to: "edition"; readonly editionNumber: number }
  | { readonly to: "switches"; readonly fromOn: string }
  | { readonly to: "seals" };

/** A notice in its reader's words. */
export type NoticeText = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly subject: string;
  readonly text: string;
  /** What can be done about it; empty where there is nothing to do. */
  readonly advice: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly target: NoticeTarget;
  readonly targetLabel: string;
};

export type Fact = { readonly label: string; readonly value: string };
export type Words = Pick<NoticeText, "subject" | "text" | "advice"> & { readonly facts: readonly Fact[] };

/** What the words of one notice are made of. */
export type Desk = {
  readonly notice: Notice;
  readonly t: Translate;
  readonly format: Format;
  readonly say: (refusal: Refusal) => string;
  readonly customer: string;
  readonly titleOf: (ids: { readonly productId: string; readonly skuId?: string }) => string;
  readonly order: readonly Fact[];
};

/** Puts a notice into words. Amounts, days and zones are the reader's; deadlines name UTC beside the reader's zone. */
export function noticeTextOf(notice: Notice, names: NoticeNames, reader: Reader): NoticeText {
  const t = translateTo(reader.language);
  const factFormat = factFormatFor(reader);
  const desk: Desk = {
    notice,
    t,
    format: formatFor(reader),
    say: (refusal) => refusalWords(refusal, t, factFormat).text,
    customer: names.customers.get(notice.customerId ?? "") ?? "–",
    titleOf: ({ productId, skuId }) =>
      (skuId === undefined ? names.products.get(productId) : names.editions.get(`${productId}:${skuId}`)) ??
      [productId, ...(skuId === undefined ? [] : [skuId])].join(":"),
    order: notice.orderId === null ? [] : [{ label: t("notices:fact.order"), value: notice.orderId }],
  };
  const target = targetOf(notice);
  return {
    id: notice.id,
    kind: notice.kind,
    ...wordsOf(desk),
    target,
    targetLabel: t(`notices:open.${target.to}`),
  };
}

function targetOf(notice: Notice): NoticeTarget {
  const { customerId, subscriptionId, orderId } = notice;
  if (notice.kind === "support-answered") return { to: "request", requestId: notice.facts.requestId };
  const installation = installationTarget(notice);
  if (installation !== null) return installation;
  if (notice.kind === "activation-late" || notice.kind === "activation-to-settle")
    return activationLimitTarget(notice.facts, notice.kind === "activation-to-settle");
  if (notice.kind === "invoice-ready") return { to: "invoice" };
  if (notice.kind === "key-pool-low") return { to: "keyPools" };
  if (notice.kind === "product-list-edition") return { to: "edition", editionNumber: notice.facts.editionNumber };
  if (notice.kind === "perpetual-sales-switched") return switchTarget(notice.facts);
  if (notice.kind === "activity-sealed" || customerId === null) return { to: "seals" };
  if (subscriptionId !== null) return { to: "subscription", customerId, subscriptionId };
  return orderId === null ? { to: "customer", customerId } : { to: "order", customerId, orderId };
}

/** The line of the log, from the day before on: whose day it was in which zone does not matter then. */
function switchTarget({ switchedAt }: NoticeFacts["perpetual-sales-switched"]): NoticeTarget {
  return { to: "switches", fromOn: utcDayOf(instantOfEpochMs(switchedAt)).subtract({ days: 1 }).toString() };
}

/** One function per kind: a kind without words is a type error. */
const wordsByKind: { readonly [K in NoticeKind]: (desk: Desk, facts: NoticeFacts[K]) => Words } = {
  "order-confirmed": (desk, { lines, chargedMinor, currency }) => {
    const { t, customer } = desk;
    const charged = moneyOf(desk, chargedMinor, currency);
    return {
      subject: t("notices:subject.order-confirmed", { customer }),
      text: t("notices:text.order-confirmed", { count: lines, charged }),
      advice: t("notices:advice.order-confirmed"),
      facts: [fact(desk, "customer", customer), ...desk.order, fact(desk, "charged", charged)],
    };
  },
  "renewal-ahead": renewalAhead,
  "will-not-renew": (desk, { endsAt, reason, ...ids }) => {
    const { t, customer, say } = desk;
    return {
      subject: t("notices:subject.will-not-renew", { product: desk.titleOf(ids), customer, on: dayOf(desk, endsAt) }),
      text: t("notices:text.will-not-renew", { at: momentOf(desk, endsAt), reason: say(reason) }),
      advice: t("notices:advice.will-not-renew"),
      facts: [
        ...aboutProduct(desk, ids),
        fact(desk, "ends", momentOf(desk, endsAt)),
        fact(desk, "reason", say(reason)),
      ],
    };
  },
  renewed: (desk, { startsAt, endsAt, windowClosesAt, quantity, chargedMinor, currency, ...rest }) => {
    const { t, format, customer } = desk;
    const charged = moneyOf(desk, chargedMinor, currency);
    return {
      subject: t("notices:subject.renewed", { product: desk.titleOf(rest), customer }),
      text: t("notices:text.renewed", { from: momentOf(desk, startsAt), to: momentOf(desk, endsAt), charged }),
      advice: t("notices:advice.renewed", { until: momentOf(desk, windowClosesAt) }),
      facts: [
        ...aboutProduct(desk, rest),
        fact(desk, "from", momentOf(desk, startsAt)),
        fact(desk, "to", momentOf(desk, endsAt)),
        fact(desk, "quantity", format.number(quantity)),
        ...priceFacts(desk, rest.oldUnitPriceMinor, rest.newUnitPriceMinor, currency),
        fact(desk, "charged", charged),
        fact(desk, "closes", momentOf(desk, windowClosesAt)),
      ],
    };
  },
  expired: (desk, { endedAt, reason, ...ids }) => {
    const { t, customer, say } = desk;
    return {
      subject: t("notices:subject.expired", { product: desk.titleOf(ids), customer }),
      text: t("notices:text.expired", { at: momentOf(desk, endedAt), reason: say(reason) }),
      advice: t("notices:advice.expired"),
      facts: [
        ...aboutProduct(desk, ids),
        fact(desk, "ends", momentOf(desk, endedAt)),
        fact(desk, "reason", say(reason)),
      ],
    };
  },
  "window-closing": (desk, { closesAt, ...ids }) => {
    const { t, customer, notice } = desk;
    const at = momentOf(desk, closesAt);
    return {
      subject: t("notices:subject.window-closing", { product: desk.titleOf(ids), customer }),
      text:
        notice.subscriptionId === null
          ? t("notices:text.window-closing_perpetual", { at })
          : t("notices:text.window-closing", { at }),
      advice: t("notices:advice.window-closing"),
      facts: [...aboutProduct(desk, ids), ...desk.order, fact(desk, "closes", at)],
    };
  },
  cancelled: (desk, { cancelledAt, creditMinor, currency, ...ids }) => {
    const { t, customer } = desk;
    const credit = moneyOf(desk, creditMinor, currency);
    return {
      subject: t("notices:subject.cancelled", { product: desk.titleOf(ids), customer }),
      text: t("notices:text.cancelled", { at: momentOf(desk, cancelledAt), credit }),
      advice: t("notices:advice.cancelled"),
      facts: [
        ...aboutProduct(desk, ids),
        ...desk.order,
        fact(desk, "cancelledAt", momentOf(desk, cancelledAt)),
        fact(desk, "credit", credit),
      ],
    };
  },
  "invoice-ready": (desk, { invoiceNumber: number, totalMinor, currency }) => {
    const { t } = desk;
    const isCredit = totalMinor < 0;
    const total = moneyOf(desk, Math.abs(totalMinor), currency);
    return {
      subject: isCredit
        ? t("notices:subject.invoice-ready_credit", { number })
        : t("notices:subject.invoice-ready", { number }),
      text: isCredit ? t("notices:text.invoice-ready_credit", { total }) : t("notices:text.invoice-ready", { total }),
      advice: t("notices:advice.invoice-ready"),
      facts: [fact(desk, "number", number), fact(desk, "total", moneyOf(desk, totalMinor, currency))],
    };
  },
  "key-pool-low": (desk, { productId, version: name, left }) => {
    const { t, format } = desk;
    const isEmpty = left === 0;
    const version = name === "" ? "" : ` ${t("notices:ofVersion", { version: name })}`;
    const product = desk.titleOf({ productId });
    return {
      subject: isEmpty
        ? t("notices:subject.key-pool-low_empty", { product })
        : t("notices:subject.key-pool-low", { product }),
      text: isEmpty
        ? t("notices:text.key-pool-low_empty", { version })
        : t("notices:text.key-pool-low", { count: left, version }),
      advice: t("notices:advice.key-pool-low"),
      facts: [
        fact(desk, "product", product),
        ...(name === "" ? [] : [fact(desk, "version", name)]),
        fact(desk, "left", format.number(left)),
      ],
    };
  },
  "key-withdrawn": (desk, { withdrawnAt, version, reason, isReplaced, ...ids }) => {
    const { t, customer } = desk;
    return {
      subject: t("notices:subject.key-withdrawn", { product: desk.titleOf(ids), customer }),
      text: t("notices:text.key-withdrawn", { at: momentOf(desk, withdrawnAt), reason }),
      advice: isReplaced ? t("notices:advice.key-withdrawn") : t("notices:advice.key-withdrawn_pending"),
      facts: [
        ...aboutProduct(desk, ids),
        ...desk.order,
        ...(version === "" ? [] : [fact(desk, "version", version)]),
        fact(desk, "withdrawnAt", momentOf(desk, withdrawnAt)),
        fact(desk, "reason", reason),
      ],
    };
  },
  "support-answered": (desk, { requestId }) => ({
    subject: desk.t("notices:subject.support-answered"),
    text: desk.t("notices:text.support-answered"),
    advice: desk.t("notices:advice.support-answered"),
    facts: [
      ...(desk.notice.customerId === null ? [] : [fact(desk, "customer", desk.customer)]),
      fact(desk, "request", requestId),
    ],
  }),
  ...installationWords,
  "activation-late": activationLimitWords,
  "activation-to-settle": activationLimitWords,
  "activity-sealed": (desk, { sealedOn, fileName, sha256, chains, lines }) => {
    const { t, format } = desk;
    const counts = { chains: format.number(chains), lines: format.number(lines) };
    return {
      subject: t("notices:subject.activity-sealed", { on: format.day(dayOfIsoDay(sealedOn)).text }),
      text: t("notices:text.activity-sealed", { ...counts, file: fileName }),
      advice: t("notices:advice.activity-sealed"),
      facts: [fact(desk, "file", fileName), fact(desk, "sha256", sha256), fact(desk, "lines", counts.lines)],
    };
  },
  "product-list-edition": (desk, { editionNumber, title, ...counts }) => {
    const { t, format } = desk;
    const total = counts.added + counts.removed + counts.changed + counts.clarified;
    const edition = format.number(editionNumber);
    return {
      subject: t("notices:subject.product-list-edition", { edition }),
      text:
        editionNumber === 1
          ? t("notices:text.product-list-edition_first")
          : t("notices:text.product-list-edition", { count: total }),
      advice: t("notices:advice.product-list-edition"),
      facts: [
        fact(desk, "list", title),
        ...(editionNumber === 1
          ? []
          : [
              fact(desk, "entriesAdded", format.number(counts.added)),
              fact(desk, "entriesRemoved", format.number(counts.removed)),
              fact(desk, "entriesChanged", format.number(counts.changed)),
              fact(desk, "entriesClarified", format.number(counts.clarified)),
            ]),
      ],
    };
  },
  "perpetual-sales-switched": (desk, { sellsPerpetual, switchedAt, reason }) => {
    const { t } = desk;
    const at = momentOf(desk, switchedAt);
    const facts = [fact(desk, "switchedAt", at), fact(desk, "reason", reason)];
    return sellsPerpetual
      ? {
          subject: t("notices:subject.perpetual-sales-switched"),
          text: t("notices:text.perpetual-sales-switched", { at, reason }),
          advice: t("notices:advice.perpetual-sales-switched"),
          facts,
        }
      : {
          subject: t("notices:subject.perpetual-sales-switched_off"),
          text: t("notices:text.perpetual-sales-switched_off", { at, reason }),
          advice: t("notices:advice.perpetual-sales-switched_off"),
          facts,
        };
  },
};

function wordsOf(desk: Desk): Words {
  const { kind, facts } = desk.notice;
  // The draft's type ties kind and facts together; a lookup by kind cannot say so.
  return (wordsByKind[kind] as (desk: Desk, facts: NoticeFacts[NoticeKind]) => Words)(desk, facts);
}

function renewalAhead(desk: Desk, facts: NoticeFacts["renewal-ahead"]): Words {
  const { t, format, customer } = desk;
  const { renewsAt, currency, quantity, termDuration, billingPlan, changed } = facts;
  const price = moneyOf(desk, facts.newUnitPriceMinor, currency);
  const term = format.termDuration(termDuration);
  const plan = t(`trade:billingPlan.${billingPlan}`);
  const changes = changed.map((change) =>
    change === "price"
      ? priceChange(desk, facts.oldUnitPriceMinor, facts.newUnitPriceMinor, currency)
      : t(`notices:change.${change}`),
  );
  return {
    subject: t("notices:subject.renewal-ahead", { product: desk.titleOf(facts), customer, on: dayOf(desk, renewsAt) }),
    text: t("notices:text.renewal-ahead", {
      at: momentOf(desk, renewsAt),
      term,
      plan,
      quantity: format.number(quantity),
      price,
    }),
    advice: t("notices:advice.renewal-ahead"),
    facts: [
      ...aboutProduct(desk, facts),
      fact(desk, "renews", momentOf(desk, renewsAt)),
      fact(desk, "term", `${term}, ${plan}`),
      fact(desk, "quantity", format.number(quantity)),
      ...priceFacts(desk, facts.oldUnitPriceMinor, facts.newUnitPriceMinor, currency),
      fact(desk, "changed", changes.length === 0 ? t("notices:fact.unchanged") : changes.join("; ")),
    ],
  };
}

type FactName = keyof (typeof words)["fact"];

function fact({ t }: Desk, name: FactName, value: string): Fact {
  return { label: t(`notices:fact.${name}`), value };
}

function aboutProduct(desk: Desk, ids: { readonly productId: string; readonly skuId: string }): Fact[] {
  return [fact(desk, "customer", desk.customer), fact(desk, "product", desk.titleOf(ids))];
}

function priceFacts(desk: Desk, oldMinor: number, newMinor: number, currency: string): Fact[] {
  return [
    fact(desk, "oldPrice", moneyOf(desk, oldMinor, currency)),
    fact(desk, "newPrice", moneyOf(desk, newMinor, currency)),
  ];
}

function priceChange(desk: Desk, oldMinor: number, newMinor: number, currency: string): string {
  const amounts = { old: moneyOf(desk, oldMinor, currency), new: moneyOf(desk, newMinor, currency) };
  return newMinor > oldMinor ? desk.t("notices:priceUp", amounts) : desk.t("notices:priceDown", amounts);
}

function moneyOf({ format }: Desk, amountMinor: number, currency: string): string {
  return isCurrency(currency)
    ? format.money(amountMinor, currency satisfies Currency).text
    : `${amountMinor} ${currency}`;
}

function momentOf({ format }: Desk, epochMs: number): string {
  return momentText(format, epochMs);
}

/** A moment with its zone, and in UTC where the clock there says something else. */
export function momentText(format: Format, epochMs: number): string {
  const { local, utc } = format.instant(instantOfEpochMs(epochMs));
  return local.replace(/ \S+$/, "") === utc.replace(/ \S+$/, "") ? local : `${local} (${utc})`;
}

/** The UTC day of an instant, as terms are counted. */
function dayOf({ format }: Desk, epochMs: number): string {
  return format.day(utcDayOf(instantOfEpochMs(epochMs))).text;
}
