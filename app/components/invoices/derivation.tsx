import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { paths } from "#app/http/paths.ts";
import { type Description, DescriptionList } from "#app/ui/description-list.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { DerivationView, LogPlace, OnInvoice } from "#app/views/derivation.ts";
import { CreditSteps } from "./credit-steps.tsx";

/** Where an amount comes from: price and list, term and days, the arithmetic, and the records it belongs to. */
export function Derivation({ view }: { readonly view: DerivationView }) {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <ChargeSection view={view} />
      <div className="flex flex-col gap-5">
        {view.credit === null ? null : <CreditSection view={view} credit={view.credit} />}
        <LinksSection view={view} />
      </div>
    </div>
  );
}

function ChargeSection({ view }: { readonly view: DerivationView }) {
  const t = useTranslate();
  const { price, product, term, termDuration, billingPlan, chargedAt, amount, onInvoice } = view;
  const { list } = price;
  const items: Description[] = [
    {
      term: t("invoices:why.price"),
      value: price.unit.text,
      remark: (
        <>
          {list === null
            ? t("invoices:why.listUnknown")
            : t("invoices:why.list", {
                file: list.fileName,
                on: list.importedOn.text,
                market: list.market,
                from: list.validFrom.text,
              })}{" "}
          {t(view.taxIncluded ? "invoices:why.taxIncluded" : "invoices:why.taxExcluded")}
        </>
      ),
    },
    {
      term: t("invoices:why.quantity"),
      value: t("invoices:why.quantityUnit", { quantity: price.quantityText, unit: product.unit }),
    },
    {
      term: t("invoices:why.plan"),
      value:
        termDuration === null
          ? t("invoices:why.once")
          : t(`invoices:why.plans.${billingPlan}`, { duration: t(`trade:termDuration.${termDuration}`) }),
    },
    ...(term === null
      ? []
      : [
          {
            term: t("invoices:why.term"),
            value: t("invoices:why.termOf", {
              number: term.number,
              from: term.startsOn.text,
              to: term.endsOn.text,
            }),
          },
          {
            term: t("invoices:why.cycle"),
            value: t("invoices:why.cycleOf", {
              number: term.cycleNumber,
              count: term.cycles,
              from: term.cycleStartsOn.text,
              to: term.cycleEndsOn.text,
            }),
            remark: t("invoices:why.cycleDays", { count: term.cycleDays }),
          },
        ]),
    { term: t("invoices:why.dated"), value: <Moment instant={chargedAt} withUtc /> },
    {
      term: t("invoices:why.arithmetic"),
      value: t("invoices:why.sum", {
        unitPrice: price.unit.text,
        quantity: price.quantityText,
        amount: amount.text,
      }),
      remark: t("invoices:why.wholePeriod"),
    },
    { term: t("invoices:why.onInvoice"), value: <InvoiceLink view={view} onInvoice={onInvoice} /> },
    ...logItem(view, view.log, t),
  ];
  return (
    <Section
      title={t("invoices:why.charge")}
      actions={<span className="text-lg font-semibold tabular">{amount.text}</span>}
    >
      <DescriptionList items={items} />
    </Section>
  );
}

/** The provider's words for a granted credit, and the request that it answered. */
function grantOf({ granted }: NonNullable<DerivationView["credit"]>, t: Translate) {
  if (granted === null) return {};
  return {
    remark: (
      <>
        <p className="break-words whitespace-pre-wrap">{granted.reason}</p>
        <p>{t("support:request.number", { id: granted.requestId })}</p>
      </>
    ),
  };
}

function CreditSection({ view, credit }: { view: DerivationView; credit: NonNullable<DerivationView["credit"]> }) {
  const t = useTranslate();
  return (
    <Section
      title={t("invoices:why.credit")}
      actions={<span className="text-lg font-semibold tabular">{credit.amount.text}</span>}
    >
      <DescriptionList
        items={[
          { term: t("invoices:why.reason"), value: t(`invoices:credit.${credit.kind}`), ...grantOf(credit, t) },
          {
            term: t("invoices:why.creditedOn"),
            value: <Moment instant={credit.creditedAt} withUtc />,
            remark: t("invoices:why.countedFrom", { day: credit.creditedOn.text }),
          },
          { term: t("invoices:why.arithmetic"), value: <CreditSteps arithmetic={credit.arithmetic} /> },
          { term: t("invoices:why.left"), value: credit.left.text },
          { term: t("invoices:why.onInvoice"), value: <InvoiceLink view={view} onInvoice={credit.onInvoice} /> },
          ...logItem(view, credit.log, t),
        ]}
      />
    </Section>
  );
}

function LinksSection({ view }: { view: DerivationView }) {
  const t = useTranslate();
  const { customer, orderId, lineNumber, subscriptionId, maySeeOrders } = view;
  const link = (to: string, text: string) => (maySeeOrders ? <TextLink to={to}>{text}</TextLink> : text);
  return (
    <Section title={t("invoices:why.links")}>
      <DescriptionList
        items={[
          { term: t("invoices:why.customer"), value: link(paths.customer(customer.id), customer.name) },
          {
            term: t("invoices:why.order"),
            value: <span className="break-all">{link(paths.order(customer.id, orderId), orderId)}</span>,
            remark: (
              <>
                {t("invoices:why.orderLine", { line: lineNumber })} <Moment instant={view.orderedAt} />
              </>
            ),
          },
          ...(subscriptionId === null
            ? []
            : [
                {
                  term: t("invoices:why.subscription"),
                  value: (
                    <span className="break-all">
                      {link(paths.subscription(customer.id, subscriptionId), subscriptionId)}
                    </span>
                  ),
                },
              ]),
        ]}
      />
    </Section>
  );
}

/** The line of the log, found by what was done, for whom and when. */
function logItem({ customer }: DerivationView, log: LogPlace | null, t: Translate): Description[] {
  if (log === null) return [];
  const { action, from, to } = log;
  return [
    {
      term: t("invoices:why.log"),
      value: (
        <TextLink to={paths.activity({ action, from, to, customer: customer.id })}>
          {t(`subscriptions:activity.action.${action}`)}
        </TextLink>
      ),
    },
  ];
}

function InvoiceLink({ view, onInvoice }: { view: DerivationView; onInvoice: OnInvoice }) {
  const t = useTranslate();
  if (onInvoice === null) return <>{t("invoices:why.notInvoiced")}</>;
  if (!view.maySeeInvoices) return <>{onInvoice.number}</>;
  return <TextLink to={paths.invoice(onInvoice.id)}>{onInvoice.number}</TextLink>;
}
