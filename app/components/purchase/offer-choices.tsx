import { useTranslate } from "#app/components/use-translate.ts";
import { choiceValue } from "#app/http/purchase-choice.ts";
import { Badge } from "#app/ui/badge.tsx";
import { classNames } from "#app/ui/class-names.ts";
import type { OfferOption } from "#app/views/offers.ts";
import { useChoiceWords } from "./charge-words.ts";

type OfferChoicesProps = {
  readonly id: string;
  readonly options: readonly OfferOption[];
  /** What was chosen before the form came back. */
  readonly chosen: string | undefined;
};

/** The ways to buy one edition: term and plan, what a unit costs, and how often. The first is chosen. */
export function OfferChoices({ id, options, chosen }: OfferChoicesProps) {
  const t = useTranslate();
  const [only] = options;
  if (only !== undefined && options.length === 1)
    return (
      <div className="rounded-md border border-line px-3 py-2">
        <input type="hidden" name="choice" value={choiceValue(only)} />
        <ChoiceRow option={only} />
      </div>
    );
  const first = chosen ?? (only === undefined ? "" : choiceValue(only));
  return (
    <fieldset id={id} tabIndex={-1} className="flex min-w-0 flex-col">
      <legend className="sr-only">{t("purchase:offers.choice")}</legend>
      {options.map((option, index) => {
        const value = choiceValue(option);
        return (
          <label
            key={value}
            className={classNames(
              "relative flex cursor-pointer items-start gap-2.5 border border-line px-3 py-2 has-checked:z-1 has-checked:border-accent has-checked:bg-accent-soft",
              index === 0 ? "rounded-t-md" : "-mt-px",
              index === options.length - 1 && "rounded-b-md",
            )}
          >
            <input type="radio" name="choice" value={value} defaultChecked={value === first} className="tick" />
            <ChoiceRow option={option} />
          </label>
        );
      })}
    </fieldset>
  );
}

function ChoiceRow({ option }: { readonly option: OfferOption }) {
  const t = useTranslate();
  const wordsOf = useChoiceWords();
  const { termDuration, billingPlan, unitPrice, unitTotal, chargesPerTerm, inCart } = option;
  return (
    <span className="flex min-w-0 flex-1 flex-col">
      <span className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="flex flex-wrap items-center gap-x-2 font-medium">
          {wordsOf(option)}
          {inCart === 0 ? null : <Badge tone="info">{t("purchase:offers.inCart", { quantity: inCart })}</Badge>}
        </span>
        <span className="tabular">
          <span className="font-semibold">{unitPrice.text}</span>{" "}
          <span className="text-sm text-ink-muted">{t(`purchase:per.${billingPlan}`)}</span>
        </span>
      </span>
      <span className="text-sm text-ink-muted tabular sm:text-end">
        {termDuration === null
          ? t("purchase:offers.totalPerpetual")
          : chargesPerTerm === 1
            ? t("purchase:offers.totalOnce")
            : t("purchase:offers.total", { amount: unitTotal.text, count: chargesPerTerm })}
      </span>
    </span>
  );
}
