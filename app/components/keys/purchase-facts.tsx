import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { KeysLinks, KeysPageData } from "./page-data.ts";

type PurchaseFactsProps = { readonly data: KeysPageData; readonly links: KeysLinks };

/** What was bought, how much of it, and for how long. */
export function PurchaseFacts({ data, links }: PurchaseFactsProps) {
  const t = useTranslate();
  const { product, quantityText, purchasedAt, orderId, lineNumber } = data;
  return (
    <Section title={t("keys:about")}>
      <DescriptionList
        items={[
          { term: t("keys:facts.product"), value: product.title, remark: product.publisher },
          { term: t("keys:facts.quantity"), value: quantityText },
          { term: t("keys:facts.bought"), value: <Moment instant={purchasedAt} /> },
          { term: t("keys:facts.term"), value: <Term data={data} /> },
          ...(links.subscription === null
            ? []
            : [
                {
                  term: t("keys:facts.subscription"),
                  value: <TextLink to={links.subscription}>{t("keys:facts.openSubscription")}</TextLink>,
                },
              ]),
          {
            term: t("keys:facts.order"),
            value:
              links.order === null ? (
                <span className="text-sm font-normal break-all">{orderId}</span>
              ) : (
                <TextLink to={links.order} look="plain" className="text-sm font-normal break-all">
                  {orderId}
                </TextLink>
              ),
            remark: t("keys:facts.line", { line: lineNumber }),
          },
        ]}
      />
    </Section>
  );
}

function Term({ data: { term, standing } }: { readonly data: KeysPageData }) {
  const t = useTranslate();
  if (term === null) return t("keys:facts.perpetual");
  const between = { from: term.startsOn.text, to: term.endsOn.text };
  return (
    <>
      {t(`trade:termDuration.${term.duration}`)}
      <div className="text-sm font-normal text-ink-muted">
        {standing === "cancelled"
          ? t("keys:facts.cancelled", between)
          : term.isAutoRenewOn
            ? t("keys:facts.renews", between)
            : t("keys:facts.ends", between)}
      </div>
    </>
  );
}
