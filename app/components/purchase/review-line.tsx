import type { ReactNode } from "react";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Badge } from "#app/ui/badge.tsx";
import { type Description, DescriptionList } from "#app/ui/description-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { ReviewLineView } from "#app/views/review.ts";
import { ChargeSchedule } from "./charge-schedule.tsx";
import { useChoiceWords } from "./charge-words.ts";

export type ShownReviewLine = Omit<ReviewLineView, "refusal"> & {
  readonly problem: { readonly title: string; readonly text: string } | null;
};

type ReviewLineProps = { readonly line: ShownReviewLine; readonly cartPath: string };

/** One line of the purchase: what it is, what it costs and when, and until when it can be undone. */
export function ReviewLine({ line, cartPath }: ReviewLineProps) {
  const t = useTranslate();
  const wordsOf = useChoiceWords();
  const { product, problem } = line;
  return (
    <Section
      title={product.title}
      description={[product.publisher, t(`trade:kind.${product.kind}`), wordsOf(line)].join(" · ")}
      actions={<Badges line={line} />}
    >
      <div className="flex flex-col gap-4">
        {problem === null ? null : (
          <Notice
            tone="danger"
            title={problem.title}
            actions={<TextLink to={cartPath}>{t("purchase:review.toLine")}</TextLink>}
          >
            {problem.text}
          </Notice>
        )}
        <Money line={line} />
        <ChargeSchedule product={product.title} charges={line.charges} title={useScheduleTitle(line)} />
        <DescriptionList items={useTerms(line)} />
      </div>
    </Section>
  );
}

function Badges({ line: { needsKey, needsDownload, isCancellable } }: { readonly line: ShownReviewLine }) {
  const t = useTranslate();
  return (
    <>
      {needsKey ? <Badge>{t("purchase:offers.key")}</Badge> : null}
      {needsDownload ? <Badge>{t("purchase:offers.download")}</Badge> : null}
      {isCancellable ? null : <Badge tone="warning">{t("purchase:review.neverCancelled")}</Badge>}
    </>
  );
}

function Money({ line }: { readonly line: ShownReviewLine }) {
  const t = useTranslate();
  const amounts: { term: string; value: ReactNode; isStrong?: boolean }[] = [
    {
      term: t("purchase:review.unitPrice"),
      value: (
        <>
          {line.unitPrice.text}
          {line.oldUnitPrice === null ? null : (
            <span className="block text-sm font-normal text-warning-ink">
              {t("purchase:review.oldPrice", { price: line.oldUnitPrice.text })}
            </span>
          )}
        </>
      ),
    },
    { term: t("purchase:review.quantity"), value: line.quantityText },
    { term: t("purchase:review.dueNow"), value: line.dueNow.text, isStrong: true },
    {
      term: t(line.termDuration === null ? "purchase:review.totalPerpetual" : "purchase:review.total"),
      value: line.total.text,
    },
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 rounded-md bg-sunken px-3 py-2.5 tabular sm:grid-cols-4">
      {amounts.map(({ term, value, isStrong }) => (
        <div key={term} className="flex flex-col">
          <dt className="text-sm text-ink-muted">{term}</dt>
          <dd className={isStrong ? "text-md font-semibold" : "font-medium"}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function useScheduleTitle({ charges }: ShownReviewLine): string {
  const t = useTranslate();
  const first = charges[0];
  const last = charges.at(-1);
  if (first === undefined || last === undefined) return t("purchase:review.charges");
  if (charges.length === 1) return t("purchase:review.chargesOnce");
  return t("purchase:review.chargesEqual", {
    count: charges.length,
    amount: first.amount.text,
    from: first.chargedOn.text,
    to: last.chargedOn.text,
  });
}

/** How it ends, whether it goes on by itself, until when it can be undone, and what comes with it. */
function useTerms(line: ShownReviewLine): Description[] {
  const t = useTranslate();
  const { endsOn, needsKey, needsDownload } = line;
  const delivery =
    needsKey && needsDownload ? "keyAndDownload" : needsKey ? "key" : needsDownload ? "download" : "right";
  return [
    ...(endsOn === null
      ? []
      : [{ term: t("purchase:review.endsOn"), value: t("purchase:review.lastDay", { day: endsOn.text }) }]),
    {
      term: t("purchase:review.renewal"),
      value:
        endsOn === null
          ? t("purchase:review.renewsNever")
          : line.renewsItself
            ? t("purchase:review.renews", { day: endsOn.text })
            : t("purchase:review.renewsNot"),
      ...(line.renewsItself ? { remark: t("purchase:review.renewsHint") } : {}),
    },
    { term: t("purchase:review.window"), ...useWindow(line) },
    { term: t("purchase:review.delivery"), value: t(`purchase:review.${delivery}`) },
  ];
}

function useWindow({ product, windowClosesAt, windowLeft, endsOn, needsReview }: ShownReviewLine) {
  const t = useTranslate();
  if (windowClosesAt === null)
    return {
      value: t("purchase:review.neverCancelled"),
      remark:
        product.kind === "azure-reservation"
          ? t("purchase:review.neverCancelledText.azure-reservation")
          : t("purchase:review.neverCancelledText.third-party-plan"),
    };
  return {
    value: <Moment instant={windowClosesAt} isExact withUtc />,
    remark: [
      t(endsOn === null ? "purchase:review.windowExactPerpetual" : "purchase:review.windowExact", {
        left: windowLeft?.text ?? "",
      }),
      t("purchase:review.windowAssumed"),
      needsReview ? t("purchase:review.needsReview") : "",
    ]
      .filter(Boolean)
      .join(" "),
  };
}
