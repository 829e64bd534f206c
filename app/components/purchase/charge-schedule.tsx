import { useTranslate } from "#app/components/use-translate.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { ReviewedChargeText } from "#app/views/review.ts";

type ChargeScheduleProps = {
  readonly product: string;
  readonly charges: readonly ReviewedChargeText[];
  /** All of them in one sentence. */
  readonly title: string;
};

/** So many charges are read at a glance; more fold away behind the sentence that sums them up. */
const shownAtOnce = 12;
const inOneColumn = 4;

/** Every charge of one line: date, what it pays for, amount. */
export function ChargeSchedule({ product, charges, title }: ChargeScheduleProps) {
  const t = useTranslate();
  if (charges.length <= shownAtOnce)
    return (
      <div className="flex flex-col gap-1.5">
        <h3 className="text-sm font-medium">{title}</h3>
        <ChargeList product={product} charges={charges} />
      </div>
    );
  return (
    <details className="group rounded-md border border-line">
      <summary className="flex items-center gap-2 rounded-md px-3 py-2 hover:bg-sunken">
        <Icon name="chevron-right" size="sm" className="text-ink-muted group-open:rotate-90" />
        <span className="min-w-0 flex-1 text-sm font-medium">{title}</span>
        <span className="text-sm text-link">{t("purchase:review.showAll", { count: charges.length })}</span>
      </summary>
      <div className="border-t border-line px-3 py-2">
        <ChargeList product={product} charges={charges} />
      </div>
    </details>
  );
}

function ChargeList({ product, charges }: Pick<ChargeScheduleProps, "product" | "charges">) {
  const t = useTranslate();
  // Of many, each pays for the time until the next: that needs no words, and dates and amounts stay in sight at once.
  const isLong = charges.length > inOneColumn;
  return (
    <ol
      aria-label={t("purchase:review.chargesOf", { product })}
      className={isLong ? "columns-1 gap-8 tabular sm:columns-2 md:columns-3" : "tabular"}
    >
      {charges.map((charge) => (
        <li
          key={charge.chargedAt.iso}
          className="flex break-inside-avoid items-baseline gap-x-2 border-b border-line py-1 text-sm last:border-0"
        >
          <time dateTime={charge.chargedOn.iso} className="font-medium whitespace-nowrap">
            {charge.chargedOn.text}
          </time>
          {isLong ? null : <Period charge={charge} />}
          <span className="ml-auto text-end font-medium whitespace-nowrap">{charge.amount.text}</span>
        </li>
      ))}
    </ol>
  );
}

function Period({ charge }: { readonly charge: ReviewedChargeText }) {
  const t = useTranslate();
  return (
    <span className="min-w-0 text-ink-muted">
      {charge.endsOn === null ? (
        t("purchase:review.forGood")
      ) : (
        <>
          – {charge.endsOn.text}
          <span className="hidden sm:inline">, {t("purchase:review.days", { count: charge.days ?? 0 })}</span>
        </>
      )}
    </span>
  );
}
