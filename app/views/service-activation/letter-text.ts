import type { LetterDraft, LetterFacts, LetterKind } from "#app/domain/agreements/letters.ts";
import { dayOfIsoDay } from "#app/domain/calendar/utc-days.ts";
import { productName } from "#app/i18n/product-name.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { type Format, formatFor } from "../format.ts";
import { momentText } from "../notices/notice-text.ts";

export type LetterText = {
  readonly subject: string;
  readonly text: string;
  readonly advice: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Null for somebody who has no page here. */
  readonly buttonLabel: string | null;
  readonly footer: string;
};

type Words = Pick<LetterText, "subject" | "text" | "advice">;
type Desk = { readonly t: Translate; readonly format: Format };

/** Puts a letter into words. Whoever reads it has no account here, so that times are in UTC. */
export function letterTextOf(letter: LetterDraft): LetterText {
  const { language } = letter.recipient;
  const t = translateTo(language);
  const format = formatFor({ language, timeZone: "UTC" });
  const { facts } = letter;
  // The draft's type ties kind and facts together; a lookup by kind cannot say so.
  const words = (wordsByKind[letter.kind] as (desk: Desk, facts: LetterFacts[LetterKind]) => Words)(
    { t, format },
    facts,
  );
  return {
    ...words,
    facts: [
      { label: t("activation:fact.organization"), value: facts.organization },
      { label: t("activation:fact.enrollment"), value: facts.enrollment },
      ...("service" in facts ? [{ label: t("activation:fact.service"), value: facts.service }] : []),
      ...("account" in facts ? [{ label: t("activation:fact.account"), value: facts.account }] : []),
      ...("linkExpiresOn" in facts
        ? [{ label: t("activation:fact.linkExpires"), value: format.day(dayOfIsoDay(facts.linkExpiresOn)).text }]
        : []),
      ...("installationId" in facts
        ? [
            { label: t("installations:pdf.order"), value: facts.installationId },
            { label: t("installations:pdf.product"), value: facts.product },
            { label: t("installations:pdf.devices"), value: format.number(facts.devices) },
          ]
        : []),
    ],
    buttonLabel: "installationId" in facts ? null : t(`activation:letter.${buttonOf(letter.kind)}`),
    footer: t("installationId" in facts ? "installations:letter.footer" : "activation:letter.footer", {
      product: productName,
    }),
  };
}

/** One function per kind: a kind without words is a type error. */
const wordsByKind: { readonly [K in LetterKind]: (desk: Desk, facts: LetterFacts[K]) => Words } = {
  activation: ({ t, format }, { service, organization, enrollment, linkExpiresOn }) => ({
    subject: t("activation:letter.activationSubject"),
    text: t("activation:letter.activationText", { service, organization, enrollment }),
    advice: t("activation:letter.activationAdvice", { on: format.day(dayOfIsoDay(linkExpiresOn)).text }),
  }),
  "azure-offered": ({ t, format }, { organization, enrollment, lastDay }) => ({
    subject: t("activation:letter.azureSubject", { enrollment }),
    text: t("activation:letter.azureText", { organization, enrollment }),
    advice: t("activation:letter.azureAdvice", { on: format.day(dayOfIsoDay(lastDay)).text }),
  }),
  "contact-changed": ({ t }, { enrollment, oldName, newName, newEmail }) => ({
    subject: t("activation:letter.contactSubject", { enrollment }),
    text: t("activation:letter.contactText", { enrollment, oldName, newName, newEmail }),
    advice: t("activation:letter.contactAdvice"),
  }),
  "link-expiring": ({ t, format }, { service, days, linkExpiresOn }) => ({
    subject: t("activation:letter.expiringSubject", { service, days: format.days(days) }),
    text: t("activation:letter.expiringText", { service, on: format.day(dayOfIsoDay(linkExpiresOn)).text }),
    advice: t("activation:letter.expiringAdvice"),
  }),
  "licences-attached": ({ t }, { enrollment, account, because }) => ({
    subject: t("activation:letter.attachedSubject", { account }),
    text: t("activation:letter.attachedText", { enrollment, account, because: becauseText(t, because) }),
    advice: t("activation:letter.attachedAdvice"),
  }),
  "licences-to-assign": ({ t }, { enrollment, account }) => ({
    subject: t("activation:letter.assignSubject", { account }),
    text: t("activation:letter.assignText", { enrollment, account }),
    advice: t("activation:letter.assignAdvice"),
  }),
  "grace-ending": ({ t, format }, { enrollment, days, graceEndsAt, deletedAt }) => ({
    subject: t("activation:letter.graceSubject", { enrollment, days: format.days(days) }),
    text: t("activation:letter.graceText", { enrollment, at: momentText(format, graceEndsAt) }),
    advice: t("activation:letter.graceAdvice", { at: momentText(format, deletedAt) }),
  }),
  deprovisioned: ({ t, format }, { enrollment, deletedAt }) => ({
    subject: t("activation:letter.removedSubject", { enrollment }),
    text: t("activation:letter.removedText", { enrollment }),
    advice: t("activation:letter.removedAdvice", { at: momentText(format, deletedAt) }),
  }),
  "data-deleted": ({ t }, { enrollment }) => ({
    subject: t("activation:letter.deletedSubject", { enrollment }),
    text: t("activation:letter.deletedText", { enrollment }),
    advice: "",
  }),
  moved: ({ t }, { enrollment, oldAccount, account }) => ({
    subject: t("activation:letter.movedSubject", { account }),
    text: t("activation:letter.movedText", { enrollment, oldAccount, account }),
    advice: t("activation:letter.movedAdvice"),
  }),
  "reservation-granted": ({ t }, { enrollment, by }) => ({
    subject: t("activation:letter.grantedSubject", { enrollment }),
    text: t("activation:letter.grantedText", { enrollment, by }),
    advice: t("activation:letter.grantedAdvice"),
  }),
  "support-answered": ({ t }, { requestId, answer }) => ({
    subject: t("activation:letter.answeredSubject", { id: requestId }),
    text: answer,
    advice: t("activation:letter.answeredAdvice"),
  }),
  "form-handed-over": ({ t }, { organization, installationId, product, devices }) => ({
    subject: t("installations:letter.formSubject", { id: installationId, customer: organization }),
    text: t("installations:letter.formText", { customer: organization, product, count: devices }),
    advice: t("installations:letter.formAdvice"),
  }),
  "devices-released": ({ t }, { organization, installationId, product, devices }) => ({
    subject: t("installations:letter.releasedSubject", { id: installationId, customer: organization }),
    text: t("installations:letter.releasedText", { customer: organization, product, count: devices }),
    advice: t("installations:letter.releasedAdvice"),
  }),
  "installation-stopped": ({ t }, { organization, installationId, product, because }) => ({
    subject: t("installations:letter.stoppedSubject", { id: installationId, customer: organization }),
    text: t(`installations:letter.stopped.${because}`, { customer: organization, product }),
    advice: t("installations:letter.stoppedAdvice"),
  }),
  "reservation-withdrawn": ({ t }, { enrollment, by }) => ({
    subject: t("activation:letter.withdrawnSubject", { enrollment }),
    text: t("activation:letter.withdrawnText", { enrollment, by }),
    advice: "",
  }),
};

function buttonOf(kind: LetterKind): "activate" | "answer" | "open" {
  if (kind === "azure-offered") return "answer";
  return kind === "activation" || kind === "link-expiring" ? "activate" : "open";
}

function becauseText(t: Translate, because: string): string {
  switch (because) {
    case "contact-is-admin":
      return t("activation:letter.becauseAdmin");
    case "renewed-same-name":
      return t("activation:letter.becauseRenewed");
    default:
      return t("activation:letter.becauseDomain");
  }
}
