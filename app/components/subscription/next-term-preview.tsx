import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { choiceOf } from "#app/http/next-term-wish.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import type { NextTermData, WantedData } from "./next-term-data.ts";
import { TermComparison } from "./term-comparison.tsx";

type NextTermPreviewProps = { readonly data: NextTermData; readonly wanted: WantedData };

/** A wish before it is planned: this term and the next one beside each other, and the button that plans it. */
export function NextTermPreview({ data, wanted }: NextTermPreviewProps) {
  const t = useTranslate();
  if (wanted.term === null)
    return (
      <Notice tone="danger" title={t("subscriptions:change.previewRefused")} isAnnounced>
        {wanted.reason}
      </Notice>
    );
  return (
    <Section
      title={t("subscriptions:change.previewTitle")}
      isPadded={false}
      footer={
        <div className="flex flex-col gap-3 px-4 py-3">
          <p>
            <Difference data={data} wanted={wanted} />
          </p>
          <Form method="post">
            <input type="hidden" name="intent" value="schedule" />
            <input type="hidden" name="idempotencyKey" value={data.idempotencyKey} />
            <input type="hidden" name="choice" value={choiceOf(wanted.wish)} />
            <input type="hidden" name="quantity" value={wanted.wish.quantity} />
            <FormActions>
              <Button variant="primary">{t("subscriptions:change.submit")}</Button>
              <ButtonLink to={paths.subscription(data.customer.id, data.subscription.id)} variant="quiet">
                {t("subscriptions:unchangedBack")}
              </ButtonLink>
            </FormActions>
          </Form>
        </div>
      }
    >
      <TermComparison before={data.before} after={wanted.term} changed={wanted.changed} />
    </Section>
  );
}

function Difference({ data, wanted }: NextTermPreviewProps) {
  const t = useTranslate();
  const { wish, totalChange, changed } = wanted;
  const isPresent =
    wish.termDuration === data.before.duration &&
    wish.billingPlan === data.before.billingPlan &&
    wish.quantity === data.before.quantity;
  if (isPresent && data.hasScheduledChange) return <>{t("subscriptions:change.backToPresent")}</>;
  if (changed.includes("term-duration") || totalChange === null)
    return (
      <strong className="font-semibold">
        {t("subscriptions:change.otherLength", {
          before: data.before.perYear.text,
          after: wanted.term?.perYear.text ?? "",
        })}
      </strong>
    );
  if (totalChange.amountMinor === 0) return <>{t("subscriptions:change.sameTotal")}</>;
  const amount = totalChange.text.replace(/^[-−]/, "");
  return (
    <strong className="font-semibold">
      {totalChange.amountMinor > 0
        ? t("subscriptions:change.more", { amount })
        : t("subscriptions:change.less", { amount })}
    </strong>
  );
}
