import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { choiceValue } from "#app/http/purchase-choice.ts";
import { Button } from "#app/ui/button.tsx";
import { describedBy, FieldError, type FieldState } from "#app/ui/field.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/section.tsx";
import type { CartLineView } from "#app/views/cart.ts";
import { useChoiceWords } from "./charge-words.ts";

export type ShownCartLine = Omit<CartLineView, "refusal"> & {
  /** Why it could not be bought as it stands, in words. */
  readonly problem: { readonly title: string; readonly text: string } | null;
  readonly keys: { readonly change: string; readonly remove: string };
  /** How many at least and at most, in words. */
  readonly limits: string;
};

export type CartLineReply = {
  readonly lineNumber: string;
  readonly quantity: string;
  readonly errors: readonly string[];
};

type CartLinesProps = {
  readonly cartId: string;
  readonly lines: readonly ShownCartLine[];
  /** False where the cart can no longer be changed. */
  readonly canChange: boolean;
  readonly reply: CartLineReply | undefined;
};

export const cartQuantityId = (lineNumber: number | string) => `line-${lineNumber}-quantity`;

/** What is in a cart, each line with its own small form. */
export function CartLines({ cartId, lines, canChange, reply }: CartLinesProps) {
  const t = useTranslate();
  return (
    <Section title={t("purchase:cart.lines")} isPadded={false}>
      <ul className="divide-y divide-line">
        {lines.map((line) => (
          <li key={line.number} className="flex flex-col gap-3 px-4 py-4">
            <Head line={line} cartId={cartId} canChange={canChange} />
            <Problem line={line} />
            <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
              <Change
                line={line}
                cartId={cartId}
                canChange={canChange}
                reply={reply?.lineNumber === String(line.number) ? reply : undefined}
              />
              <Amounts line={line} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

type LineProps = { readonly line: ShownCartLine; readonly cartId: string; readonly canChange: boolean };

function Head({ line, cartId, canChange }: LineProps) {
  const t = useTranslate();
  const { product } = line;
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <h3 className="font-medium">{product.title}</h3>
        <p className="text-sm text-ink-muted">
          {[product.publisher, t(`trade:kind.${product.kind}`), t("purchase:offers.unit", { unit: line.unit })].join(
            " · ",
          )}
        </p>
      </div>
      {canChange ? (
        <Form method="post">
          <input type="hidden" name="idempotencyKey" value={line.keys.remove} />
          <input type="hidden" name="cartId" value={cartId} />
          <input type="hidden" name="lineNumber" value={line.number} />
          <Button
            name="intent"
            value="remove"
            size="sm"
            variant="quiet"
            icon="trash"
            aria-label={t("purchase:cart.removeLine", { product: product.title })}
          >
            {t("purchase:cart.remove")}
          </Button>
        </Form>
      ) : null}
    </div>
  );
}

function Problem({ line: { problem, newUnitPrice, unitPrice } }: { readonly line: ShownCartLine }) {
  const t = useTranslate();
  if (problem !== null)
    return (
      <p className="flex gap-1.5 rounded-md bg-danger-soft px-3 py-2 text-sm text-danger-ink">
        <Icon name="circle-alert" size="sm" className="mt-0.75" />
        <span>
          <strong className="font-semibold">{problem.title}.</strong> {problem.text}
        </span>
      </p>
    );
  if (newUnitPrice === null) return null;
  return (
    <p className="flex gap-1.5 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning-ink">
      <Icon name="triangle-alert" size="sm" className="mt-0.75" />
      <span>
        <strong className="font-semibold">
          {t("purchase:cart.priceMoved", { newPrice: newUnitPrice.text, oldPrice: unitPrice.text })}.
        </strong>{" "}
        {t("purchase:cart.priceMovedText")}
      </span>
    </p>
  );
}

function Change({ line, cartId, canChange, reply }: LineProps & { readonly reply: CartLineReply | undefined }) {
  const t = useTranslate();
  const wordsOf = useChoiceWords();
  const field: FieldState = { id: cartQuantityId(line.number), name: "quantity", errors: reply?.errors };
  const { limits } = line;
  const current = choiceValue(line);
  const choices = line.choices.some((choice) => choiceValue(choice) === current)
    ? line.choices
    : [line, ...line.choices];
  if (!canChange)
    return (
      <p>
        {wordsOf(line)} · {t("purchase:cart.quantity")} {line.quantity}
      </p>
    );
  return (
    <Form method="post" className="flex min-w-0 flex-col gap-1">
      <input type="hidden" name="idempotencyKey" value={line.keys.change} />
      <input type="hidden" name="cartId" value={cartId} />
      <input type="hidden" name="lineNumber" value={line.number} />
      <div className="flex flex-wrap items-end gap-2">
        {choices.length === 1 ? (
          <div className="flex flex-col gap-1">
            <span className="text-sm font-medium">{t("purchase:cart.termAndPlan")}</span>
            <span className="flex min-h-control items-center pr-3">{wordsOf(line)}</span>
            <input type="hidden" name="choice" value={current} />
          </div>
        ) : (
          <label className="flex flex-col gap-1">
            <span className="text-sm font-medium">{t("purchase:cart.termAndPlan")}</span>
            <select key={current} name="choice" defaultValue={current} className="input">
              {choices.map((choice) => (
                <option key={choiceValue(choice)} value={choiceValue(choice)}>
                  {wordsOf(choice)}
                </option>
              ))}
            </select>
          </label>
        )}
        <div className="flex flex-col gap-1">
          <label htmlFor={field.id} className="text-sm font-medium">
            {t("purchase:cart.quantity")}{" "}
            <span id={`${field.id}-hint`} className="font-normal text-ink-muted">
              ({limits})
            </span>
          </label>
          <input
            id={field.id}
            // A quantity that was changed shows itself, also where the field is the same as before.
            key={reply?.quantity ?? line.quantity}
            name={field.name}
            type="number"
            inputMode="numeric"
            min={line.quantityMin}
            max={line.quantityMax}
            required
            defaultValue={reply?.quantity ?? line.quantity}
            className="input w-32! tabular"
            {...describedBy(field, limits)}
          />
        </div>
        <Button
          name="intent"
          value="change"
          aria-label={t("purchase:cart.changeLine", { product: line.product.title })}
        >
          {t("purchase:cart.change")}
        </Button>
      </div>
      <FieldError field={field} />
    </Form>
  );
}

function Amounts({ line }: { readonly line: ShownCartLine }) {
  const t = useTranslate();
  const isOnce = line.chargesPerTerm === 1;
  const amounts = [
    { term: t("purchase:cart.unitPrice"), value: (line.newUnitPrice ?? line.unitPrice).text },
    { term: isOnce ? t("purchase:charges.once") : t("purchase:cart.perCharge"), value: line.charge.text },
    ...(isOnce
      ? []
      : [
          {
            term: `${t("purchase:cart.total")} (${t("purchase:charges.each", { count: line.chargesPerTerm })})`,
            value: line.total.text,
          },
        ]),
  ];
  return (
    <dl className="ml-auto flex flex-wrap justify-end gap-x-6 gap-y-2 text-end tabular">
      {amounts.map(({ term, value }, index) => (
        <div key={term} className="flex flex-col">
          <dt className="text-sm text-ink-muted first-letter:uppercase">{term}</dt>
          <dd className={index === 0 ? "" : "font-semibold"}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
