import { Form, useNavigation } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { CheckboxField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import type { ReviewView } from "#app/views/review.ts";
import type { ShownReviewLine } from "./review-line.tsx";

type BuyFormProps = {
  readonly view: Pick<ReviewView, "cartId" | "cartVersion" | "dueNow" | "total" | "hasMovedPrices"> & {
    readonly lines: readonly ShownReviewLine[];
    readonly buyReason: string | null;
    readonly idempotencyKey: string;
    readonly taxNote: string;
  };
  readonly cartPath: string;
  readonly tickErrors: readonly string[];
};

/** What is charged now, and the button that does it. It sends back what was shown, so that nothing else is bought. */
export function BuyForm({ view, cartPath, tickErrors }: BuyFormProps) {
  const t = useTranslate();
  const isBuying = useNavigation().state === "submitting";
  const { lines, dueNow, total, buyReason, hasMovedPrices } = view;
  return (
    <Section title={t("purchase:review.summary")}>
      <Form method="post" className="flex flex-col gap-4">
        <input type="hidden" name="idempotencyKey" value={view.idempotencyKey} />
        <input type="hidden" name="cartId" value={view.cartId} />
        <input type="hidden" name="cartVersion" value={view.cartVersion} />
        {hasMovedPrices ? <input type="hidden" name="hasMovedPrices" value="yes" /> : null}
        {lines.map(({ number, unitPrice }, index) => (
          <span key={number} hidden>
            <input type="hidden" name={`shownUnitPrices[${index}].lineNumber`} value={number} />
            <input type="hidden" name={`shownUnitPrices[${index}].unitPriceMinor`} value={unitPrice.amountMinor} />
          </span>
        ))}
        <dl className="flex flex-col gap-2 tabular">
          <div className="flex items-baseline justify-between gap-4">
            <dt>{t("purchase:review.dueNow")}</dt>
            <dd className="text-lg font-semibold">{dueNow.text}</dd>
          </div>
          <div className="flex items-baseline justify-between gap-4 text-ink-muted">
            <dt>{t("purchase:review.allTerms")}</dt>
            <dd>{total.text}</dd>
          </div>
        </dl>
        <p className="text-sm text-ink-muted">{view.taxNote}.</p>
        {hasMovedPrices ? <MovedPrices lines={lines} tickErrors={tickErrors} /> : null}
        <div className="flex flex-col gap-2">
          <Button
            variant="primary"
            className="w-full"
            {...(buyReason === null ? {} : { disabledReason: buyReason })}
            {...(isBuying ? { "aria-busy": true } : {})}
          >
            {t("purchase:review.buy", { amount: dueNow.text })}
          </Button>
          <ButtonLink to={cartPath} variant="quiet">
            {t("purchase:review.back")}
          </ButtonLink>
        </div>
        <p className="text-sm text-ink-muted">{t("purchase:review.agreement", { amount: dueNow.text })}</p>
      </Form>
    </Section>
  );
}

function MovedPrices({
  lines,
  tickErrors,
}: Pick<BuyFormProps, "tickErrors"> & { readonly lines: readonly ShownReviewLine[] }) {
  const t = useTranslate();
  return (
    <div className="flex flex-col gap-3">
      <Notice tone="warning" title={t("purchase:review.movedTitle")}>
        <ul className="mt-1 list-disc space-y-1 pl-4 tabular">
          {lines.flatMap(({ number, product, oldUnitPrice, unitPrice }) =>
            oldUnitPrice === null
              ? []
              : [
                  <li key={number}>
                    {t("purchase:review.movedLine", {
                      product: product.title,
                      oldPrice: oldUnitPrice.text,
                      newPrice: unitPrice.text,
                    })}
                  </li>,
                ],
          )}
        </ul>
      </Notice>
      <CheckboxField
        field={{ id: "moved-prices", name: "isNewPriceConfirmed", errors: tickErrors }}
        label={t("purchase:review.confirmMoved")}
      />
    </div>
  );
}
