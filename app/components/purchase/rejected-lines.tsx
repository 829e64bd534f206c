import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/section.tsx";
import type { RejectedLineView } from "#app/views/cart.ts";

export type ShownRejectedLine = Omit<RejectedLineView, "refusal"> & {
  /** Why it cannot be bought, in words. */
  readonly problem: { readonly title: string; readonly text: string };
  readonly removeKey: string;
};

type RejectedLinesProps = {
  readonly cartId: string;
  readonly lines: readonly ShownRejectedLine[];
  /** False where the cart can no longer be changed. */
  readonly canChange: boolean;
};

/** What an application put into a cart and nobody can buy, each with its reason and the way out. Not drawn when there is none. */
export function RejectedLines({ cartId, lines, canChange }: RejectedLinesProps) {
  const t = useTranslate();
  if (lines.length === 0) return null;
  return (
    <Section title={t("purchase:cart.rejected")} description={t("purchase:cart.rejectedText")} isPadded={false}>
      <ul className="divide-y divide-line">
        {lines.map(({ number, title, quantityText, problem, removeKey }) => (
          <li key={number} className="flex flex-col gap-3 px-4 py-4">
            <div className="flex items-start justify-between gap-4">
              <div className="min-w-0">
                <h3 className="font-medium break-words">{title}</h3>
                <p className="text-sm text-ink-muted">
                  {t("purchase:cart.rejectedQuantity", { quantity: quantityText })}
                </p>
              </div>
              {canChange ? (
                <Form method="post">
                  <input type="hidden" name="idempotencyKey" value={removeKey} />
                  <input type="hidden" name="cartId" value={cartId} />
                  <input type="hidden" name="lineNumber" value={number} />
                  <Button
                    name="intent"
                    value="remove"
                    size="sm"
                    variant="quiet"
                    icon="trash"
                    aria-label={t("purchase:cart.removeLine", { product: title })}
                  >
                    {t("purchase:cart.remove")}
                  </Button>
                </Form>
              ) : null}
            </div>
            <p className="flex gap-1.5 rounded-md bg-danger-soft px-3 py-2 text-sm text-danger-ink">
              <Icon name="circle-alert" size="sm" className="mt-0.75" />
              <span>
                <strong className="font-semibold">{problem.title}.</strong> {problem.text}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
