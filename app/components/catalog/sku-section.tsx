import { Form } from "@remix-run/react";
import type { SerializeFrom } from "@remix-run/node";
import type { ProductKind } from "#app/domain/catalog/catalog.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { type Description, DescriptionList } from "#app/ui/description-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { OfferRow, SkuCard } from "#app/views/catalog/products.ts";
import { useTranslate } from "../use-translate.ts";

type Sku = SerializeFrom<SkuCard>;

type SkuSectionProps = {
  readonly sku: Sku;
  readonly kind: ProductKind;
  readonly at: { readonly local: string; readonly utc: string };
};

/** One edition of a product as the operator sees it: its facts, what is offered of it, and whether it needs a review. */
export function SkuSection({ sku, kind, at }: SkuSectionProps) {
  const t = useTranslate();
  return (
    <Section
      title={sku.title}
      description={sku.description}
      actions={
        <>
          {sku.needsReview ? <Badge tone="warning">{t("products:needsReview")}</Badge> : null}
          {sku.offers.length === 0 ? <Badge tone="danger">{t("products:noPrices")}</Badge> : null}
          <Badge>{sku.skuId}</Badge>
        </>
      }
      footer={kind === "perpetual-software" ? <Review sku={sku} /> : undefined}
    >
      <div className="flex flex-col gap-5">
        <Facts sku={sku} kind={kind} />
        <Offers sku={sku} at={at} />
      </div>
    </Section>
  );
}

function Facts({ sku, kind }: { sku: Sku; kind: ProductKind }) {
  const t = useTranslate();
  const facts: Description[] = [
    { term: t("products:page.unit"), value: sku.unit },
    {
      term: t("products:page.quantity"),
      value: t("products:page.quantityRange", { minimum: sku.quantityMin, maximum: sku.quantityMax }),
    },
    { term: t("products:page.segment"), value: t(`prices:table.segment.${sku.segment}`) },
    {
      term: t("products:page.key"),
      value: sku.needsKey ? t("products:page.keyNeeded") : t("products:page.keyNotNeeded"),
    },
    {
      term: t("products:page.download"),
      value: sku.needsDownload ? t("products:page.downloadOffered") : t("products:page.downloadNotOffered"),
      ...(sku.versions.length === 0 ? {} : { remark: `${t("products:page.versions")}: ${sku.versions.join(", ")}` }),
    },
    { term: t("products:page.cancellation"), value: <Cancellation sku={sku} kind={kind} /> },
  ];
  if (sku.hasHybridBenefit) facts.push({ term: t("products:page.hybridBenefit"), value: t("products:page.qualifies") });
  if (sku.prerequisites.length > 0)
    facts.push({
      term: t("products:page.prerequisites"),
      value: (
        <ul className="flex flex-col gap-1 font-normal">
          {sku.prerequisites.map((anyOf) => (
            <li key={anyOf.join()}>
              {anyOf.length === 1 ? (
                anyOf[0]
              ) : (
                <>
                  {t("products:page.oneOf")}
                  <ul className="list-disc pl-4">
                    {anyOf.map((title) => (
                      <li key={title}>{title}</li>
                    ))}
                  </ul>
                </>
              )}
            </li>
          ))}
        </ul>
      ),
    });
  if (sku.installInstructions !== null)
    facts.push({
      term: t("products:page.instructions"),
      value: (
        <a
          href={sku.installInstructions.url}
          rel="noreferrer"
          className="rounded-sm font-normal break-all text-link underline decoration-link/40 underline-offset-2 hover:decoration-link"
        >
          {new URL(sku.installInstructions.url).hostname}
        </a>
      ),
    });
  return <DescriptionList look="grid" items={facts} />;
}

function Cancellation({ sku, kind }: { sku: Sku; kind: ProductKind }) {
  const t = useTranslate();
  if (!sku.isCancellable) return t("products:page.notCancellable");
  return kind === "perpetual-software" ? t("products:page.cancellable30") : t("products:page.cancellable7");
}

function Offers({ sku, at }: Pick<SkuSectionProps, "sku" | "at">) {
  const t = useTranslate();
  if (sku.offers.length === 0) return <Notice tone="warning">{t("products:page.noOffers")}</Notice>;
  return (
    <div className="-mx-4 border-t border-line">
      <h3 className="px-4 pt-3 pb-1 text-sm font-semibold" title={at.utc}>
        {t("products:page.offersTitle", { instant: at.local })}
      </h3>
      <Table
        caption={t("products:page.offersCaption", { sku: sku.title })}
        rows={sku.offers}
        rowKey={(offer) => offer.key}
        columns={[
          {
            key: "term",
            header: t("products:page.term"),
            isPrimary: true,
            isNarrow: true,
            cell: (offer) =>
              offer.termDuration === null ? t("products:page.noTerm") : t(`trade:termDuration.${offer.termDuration}`),
          },
          {
            key: "plan",
            header: t("products:page.plan"),
            isNarrow: true,
            cell: (offer) => (
              <>
                {t(`trade:billingPlan.${offer.billingPlan}`)}
                {offer.segment === sku.segment ? null : ` · ${t(`prices:table.segment.${offer.segment}`)}`}
              </>
            ),
          },
          { key: "markets", header: t("products:page.markets"), cell: (offer) => <Markets offer={offer} /> },
        ]}
      />
    </div>
  );
}

function Markets({ offer }: { offer: SerializeFrom<OfferRow> }) {
  const t = useTranslate();
  const { markets, closedCount } = offer;
  return (
    <details className="text-start">
      <summary className="rounded-sm text-link hover:underline">
        {t("products:page.marketCount", { count: markets.length })}
        {closedCount === 0 ? null : (
          <span className="text-ink-muted">, {t("products:page.closedCount", { count: closedCount })}</span>
        )}
      </summary>
      <ul className="mt-1.5 flex flex-wrap gap-1.5">
        {markets.map(({ code, name, isOpen }) => (
          <li key={code}>
            <Badge tone={isOpen ? "neutral" : "warning"}>
              {name}
              {isOpen ? null : ` · ${t("prices:table.closedMarket")}`}
            </Badge>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Review({ sku }: { sku: Sku }) {
  const t = useTranslate();
  return (
    <Form method="post" className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
      <p className="min-w-0 text-ink-muted">
        <span className="font-medium text-ink">{t("products:page.reviewTitle")}</span>
        {": "}
        {sku.needsReview ? t("products:page.reviewOn") : t("products:page.reviewOff")}
      </p>
      <input type="hidden" name="skuId" value={sku.skuId} />
      <input type="hidden" name="needsReview" value={sku.needsReview ? "no" : "yes"} />
      <Button
        size="sm"
        aria-label={`${sku.needsReview ? t("products:page.switchOff") : t("products:page.switchOn")}: ${sku.title}`}
      >
        {sku.needsReview ? t("products:page.switchOff") : t("products:page.switchOn")}
      </Button>
    </Form>
  );
}
