import { useTranslate } from "#app/components/use-translate.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { Badge } from "#app/ui/badge.tsx";
import { type Description, DescriptionList } from "#app/ui/description-list.tsx";
import { Section } from "#app/ui/section.tsx";

/** A certificate with every number as text. */
export type ShownCertificate = {
  readonly due: string;
  readonly renewed: string;
  readonly terms: { readonly count: number; readonly text: string };
  /** Reasons in words, with how many each. */
  readonly notRenewed: readonly { readonly reason: string; readonly count: string }[];
  readonly charges: string;
  readonly charged: readonly string[];
  readonly notices: string;
  readonly duplicates: { readonly count: number; readonly text: string };
  readonly held: string;
  readonly leftToOthers: string;
  readonly failed: string;
  readonly oldestDueAge: string | null;
  /** What a run that issues invoices made; null for runs of other jobs. */
  readonly invoicing: {
    readonly partners: string;
    readonly invoices: string;
    readonly creditNotes: string;
    readonly lines: string;
    /** Sums of the totals, one per currency. */
    readonly invoiced: readonly string[];
  } | null;
};

type CertificateSectionProps = {
  readonly certificate: ShownCertificate;
  /** Off for jobs that bring no subscription forward and charge nothing. */
  readonly isAdvancing: boolean;
};

/** What a run proves about itself: what was due, what became of it, and the money. */
export function CertificateSection({ certificate, isAdvancing }: CertificateSectionProps) {
  const t = useTranslate();
  const { terms, notRenewed, duplicates, charged, oldestDueAge, invoicing } = certificate;
  const oldest: Description = {
    term: t("jobs:run.oldest"),
    value: oldestDueAge ?? t("jobs:run.oldestNone"),
    ...(oldestDueAge === null ? {} : { remark: t("jobs:run.oldestRemark") }),
  };
  const brought: Description[] = [
    { term: t("jobs:run.due"), value: certificate.due },
    {
      term: t("jobs:run.renewed"),
      value: certificate.renewed,
      remark: t("jobs:run.renewedRemark", { count: terms.count, text: terms.text }),
    },
    {
      term: t("jobs:run.notRenewed"),
      value:
        notRenewed.length === 0 ? (
          t("jobs:run.notRenewedNone")
        ) : (
          <ul className="flex flex-col gap-0.5">
            {notRenewed.map(({ reason, count }) => (
              <li key={reason}>
                {count} × {reason}
              </li>
            ))}
          </ul>
        ),
    },
    { term: t("jobs:run.charges"), value: certificate.charges },
    {
      term: t("jobs:run.money"),
      value: <Amounts amounts={charged} />,
    },
  ];
  return (
    <Section title={t("jobs:run.certificate")} description={t("jobs:run.certificateIntro")}>
      <DescriptionList
        items={[
          ...(isAdvancing ? brought : []),
          ...(invoicing === null ? [] : issuedItems(invoicing, t)),
          {
            term: t("jobs:run.duplicates"),
            value: (
              <Badge tone={duplicates.count === 0 ? "success" : "danger"} hasDot>
                {duplicates.text}
              </Badge>
            ),
            remark: t("jobs:run.duplicatesRemark"),
          },
          { term: t("jobs:run.failed"), value: certificate.failed },
          // Invoices are made partner by partner, each under its lock: none is held, none left to another run.
          ...(invoicing === null
            ? [
                { term: t("jobs:run.held"), value: certificate.held },
                { term: t("jobs:run.leftToOthers"), value: certificate.leftToOthers },
              ]
            : []),
          { term: t("jobs:run.notices"), value: certificate.notices },
          ...(isAdvancing ? [oldest] : []),
        ]}
      />
    </Section>
  );
}

function issuedItems(
  { partners, invoices, creditNotes, lines, invoiced }: NonNullable<ShownCertificate["invoicing"]>,
  t: Translate,
): Description[] {
  return [
    { term: t("jobs:run.partners"), value: partners },
    { term: t("jobs:run.invoices"), value: invoices },
    { term: t("jobs:run.creditNotes"), value: creditNotes, remark: t("jobs:run.creditNotesRemark") },
    { term: t("jobs:run.invoiceLines"), value: lines },
    { term: t("jobs:run.invoiced"), value: <Amounts amounts={invoiced} />, remark: t("jobs:run.invoicedRemark") },
  ];
}

function Amounts({ amounts }: { readonly amounts: readonly string[] }) {
  const t = useTranslate();
  if (amounts.length === 0) return <>{t("jobs:run.moneyNone")}</>;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5 tabular">
      {amounts.map((amount) => (
        <li key={amount}>{amount}</li>
      ))}
    </ul>
  );
}
