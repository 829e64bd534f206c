import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Table } from "#app/ui/table.tsx";
import type { TaxRateText } from "#app/views/tax-rates.ts";

const tones: Record<TaxRateText["state"], Tone> = { "in-force": "success", ahead: "info", over: "neutral" };

/** The rates that were entered, by market; one that an invoice was made with says why it stays. */
export function TaxRateTable({ rates }: { readonly rates: readonly TaxRateText[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("invoices:taxes.caption")}
      rows={rates}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "market",
          header: t("invoices:taxes.market"),
          isPrimary: true,
          cell: ({ market, isIncluded }) => (
            <span className="flex flex-col">
              <span className="font-medium">{market.name}</span>
              {isIncluded ? (
                <span className="text-sm font-normal text-ink-muted">{t("invoices:taxes.included")}</span>
              ) : null}
            </span>
          ),
        },
        { key: "rate", header: t("invoices:taxes.rate"), align: "end", isNarrow: true, cell: ({ rate }) => rate },
        { key: "from", header: t("invoices:taxes.from"), isNarrow: true, cell: ({ from }) => from.text },
        {
          key: "state",
          header: t("invoices:taxes.state"),
          isNarrow: true,
          cell: ({ state }) => (
            <Badge tone={tones[state]} hasDot>
              {t(`invoices:taxes.states.${state}`)}
            </Badge>
          ),
        },
        {
          key: "remove",
          header: t("invoices:taxes.remove"),
          isHeaderHidden: true,
          align: "end",
          cell: (rate) => <Remove rate={rate} />,
        },
      ]}
    />
  );
}

function Remove({ rate: { id, market, from, isUsed } }: { readonly rate: TaxRateText }) {
  const t = useTranslate();
  return (
    <Form method="post" className="inline-flex justify-end">
      <input type="hidden" name="intent" value="remove" />
      <input type="hidden" name="id" value={id} />
      <Button
        variant="quiet"
        size="sm"
        icon="trash"
        aria-label={t("invoices:taxes.removeOf", { market: market.name, from: from.text })}
        {...(isUsed ? { disabledReason: t("invoices:taxes.used") } : {})}
      >
        {t("invoices:taxes.remove")}
      </Button>
    </Form>
  );
}
