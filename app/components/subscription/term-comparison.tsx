import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import type { TermChange } from "#app/domain/notices/notices.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import type { TermText } from "#app/views/term-text.ts";

type TermComparisonProps = {
  readonly before: TermText;
  readonly after: TermText;
  readonly changed: readonly TermChange[];
};

type Row = { readonly label: string; readonly before: string; readonly after: string; readonly isChanged: boolean };

/** A term and the one after it, side by side; what differs is marked. */
export function TermComparison({ before, after, changed }: TermComparisonProps) {
  const t = useTranslate();
  const charges = (term: TermText) => `${term.charges.length} × ${term.charge.text}`;
  const row = (label: string, of: (term: TermText) => string, isChanged: boolean): Row => ({
    label,
    before: of(before),
    after: of(after),
    isChanged,
  });
  const rows: readonly Row[] = [
    row(t("subscriptions:nextTerm.from"), (term) => term.startsOn.text, false),
    row(t("subscriptions:nextTerm.until"), (term) => term.endsOn.text, false),
    row(
      t("subscriptions:nextTerm.duration"),
      (term) => t(`trade:termDuration.${term.duration}`),
      changed.includes("term-duration"),
    ),
    row(
      t("subscriptions:nextTerm.billingPlan"),
      (term) => t(`trade:billingPlan.${term.billingPlan}`),
      changed.includes("billing-plan"),
    ),
    row(t("subscriptions:nextTerm.quantity"), (term) => term.quantityText, changed.includes("quantity")),
    row(t("subscriptions:nextTerm.unitPrice"), (term) => term.unitPrice.text, changed.includes("price")),
    row(t("subscriptions:nextTerm.charges"), charges, charges(before) !== charges(after)),
    row(
      t("subscriptions:nextTerm.total"),
      (term) => term.total.text,
      before.total.amountMinor !== after.total.amountMinor,
    ),
    row(
      t("subscriptions:nextTerm.perYear"),
      (term) => term.perYear.text,
      before.perYear.amountMinor !== after.perYear.amountMinor,
    ),
  ];
  return (
    <Table
      caption={t("subscriptions:nextTerm.caption")}
      rows={rows}
      rowKey={({ label }) => label}
      narrow="scroll"
      columns={[
        { key: "label", header: t("subscriptions:nextTerm.rowLabel"), isPrimary: true, cell: ({ label }) => label },
        {
          key: "before",
          header: t("subscriptions:nextTerm.now"),
          align: "end",
          cell: (line) => <span className="max-sm:text-sm">{line.before}</span>,
        },
        { key: "after", header: t("subscriptions:nextTerm.next"), align: "end", cell: (line) => <After line={line} /> },
      ]}
    />
  );
}

function After({ line: { after, isChanged } }: { readonly line: Row }): ReactNode {
  const t = useTranslate();
  if (!isChanged) return <span className="text-ink-muted max-sm:text-sm">{after}</span>;
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-x-2 gap-y-0.5">
      {/* On a phone three columns leave no room for the word; there it is read out, and the value stands out. */}
      <span className="max-sm:sr-only">
        <Badge tone="info">{t("subscriptions:nextTerm.changed")}</Badge>
      </span>
      <strong className="font-semibold max-sm:text-sm max-sm:text-info-ink sm:whitespace-nowrap">{after}</strong>
    </span>
  );
}
