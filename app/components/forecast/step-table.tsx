import { ProductLink } from "#app/components/home/product-link.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { ForecastEventLine, ForecastView } from "#app/views/forecast.ts";

/** A step with its reason in words. */
export type StepLine = Omit<ForecastEventLine, "reason"> & { readonly reason: string | null };

type StepTableProps = Pick<ForecastView, "links"> & {
  readonly steps: readonly StepLine[];
  readonly month: string;
  readonly currency: string;
};

const tones: Record<StepLine["kind"], Tone> = { charge: "neutral", renewal: "info", end: "danger", held: "warning" };

/** One month of the forecast in order; each step leads to the page on which it can still be changed. */
export function StepTable({ steps, month, currency, links }: StepTableProps) {
  const t = useTranslate();
  return (
    <Section
      title={t("forecast:lines.title", { month })}
      description={t("forecast:lines.intro")}
      isPadded={steps.length === 0}
    >
      {steps.length === 0 ? (
        <EmptyState icon="calendar-clock" title={t("forecast:lines.none", { month })} />
      ) : (
        <Table
          caption={t("forecast:lines.caption", { month, currency })}
          rows={steps}
          rowKey={({ key }) => key}
          columns={[
            {
              key: "product",
              header: t("forecast:parts.product"),
              isPrimary: true,
              cell: (step) => (
                <ProductLink customer={step.customer} product={{ title: step.title }} to={pathOf(step)} />
              ),
            },
            {
              key: "on",
              header: t("forecast:lines.date"),
              isNarrow: true,
              cell: ({ on }) => <time dateTime={on.iso}>{on.text}</time>,
            },
            { key: "what", header: t("forecast:lines.what"), cell: (step) => <What step={step} /> },
            {
              key: "amount",
              header: t("forecast:lines.amount"),
              align: "end",
              isNarrow: true,
              cell: ({ amount }) => amount?.text ?? null,
            },
          ]}
        />
      )}
      <ListPages
        links={links}
        summary={steps.length === 0 ? undefined : t("forecast:lines.summary", { count: steps.length })}
      />
    </Section>
  );
}

function pathOf({ leadsTo, customer, subscriptionId }: StepLine): string {
  if (leadsTo === "auto-renew") return paths.autoRenew(customer.id, subscriptionId);
  if (leadsTo === "next-term") return paths.nextTerm(customer.id, subscriptionId);
  return paths.subscription(customer.id, subscriptionId);
}

function What({ step: { kind, termNumber, cycleNumber, reason } }: { readonly step: StepLine }) {
  const t = useTranslate();
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <Badge tone={tones[kind]}>{t(`forecast:lines.kind.${kind}`)}</Badge>
      <span className="text-sm text-ink-muted">
        {kind === "held"
          ? t("forecast:lines.held")
          : (reason ?? t("forecast:lines.term", { term: termNumber ?? 0, cycle: cycleNumber ?? 0 }))}
      </span>
    </span>
  );
}
