import type { ReactNode } from "react";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Icon, type IconName } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/section.tsx";
import type { BoughtLine } from "#app/views/order-confirmation.ts";
import { useChoiceWords } from "./charge-words.ts";

export type ShownBoughtLine = Omit<BoughtLine, "cancellation">;

type BoughtLinesProps = {
  readonly customerId: string;
  readonly orderId: string;
  readonly lines: readonly ShownBoughtLine[];
};

/** Each line of a new order: what was charged, and what happens next. */
export function BoughtLines({ customerId, orderId, lines }: BoughtLinesProps) {
  const t = useTranslate();
  return (
    <Section title={t("purchase:done.bought")} isPadded={false}>
      <ol className="divide-y divide-line">
        {lines.map((line) => (
          <li key={line.number} className="flex flex-col gap-3 px-4 py-4">
            <Head line={line} />
            <div className="flex flex-wrap items-end justify-between gap-4">
              <Next line={line} />
              <span className="flex flex-wrap gap-2">
                <ButtonLink size="sm" icon="key" to={paths.keysAndDownloads(customerId, orderId, line.number)}>
                  {t("keys:open")}
                </ButtonLink>
                <ButtonLink
                  size="sm"
                  to={
                    line.subscriptionId === null
                      ? paths.customerSoftware(customerId)
                      : paths.subscription(customerId, line.subscriptionId)
                  }
                >
                  {t(line.subscriptionId === null ? "purchase:done.toSoftware" : "purchase:done.toSubscription")}
                </ButtonLink>
              </span>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Head({ line }: { readonly line: ShownBoughtLine }) {
  const wordsOf = useChoiceWords();
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
      <div className="min-w-0">
        <h3 className="font-medium">{line.product.title}</h3>
        <p className="text-sm text-ink-muted">{wordsOf(line)}</p>
      </div>
      <p className="ml-auto text-end tabular">
        <span className="font-semibold">{line.total.text}</span>
        <span className="block text-sm text-ink-muted">
          {line.unitPrice.text} × {line.quantityText}
        </span>
      </p>
    </div>
  );
}

function Next({ line }: { readonly line: ShownBoughtLine }) {
  const t = useTranslate();
  const { endsOn, windowClosesAt, nextCharge, chargesLeft } = line;
  return (
    <ul className="flex min-w-0 flex-col gap-1 text-sm">
      <Fact icon="clock">
        {windowClosesAt === null ? (
          t("purchase:done.neverCancelled")
        ) : (
          <>
            {t("purchase:review.window")} <Moment instant={windowClosesAt} isExact withUtc />
          </>
        )}
      </Fact>
      <Fact icon="calendar-clock">
        {nextCharge === null
          ? t("purchase:done.allCharged")
          : `${t("purchase:done.nextCharge", { amount: nextCharge.amount.text, day: nextCharge.day.text })} · ${t(
              "purchase:done.chargesLeft",
              { count: chargesLeft },
            )}`}
      </Fact>
      <Fact icon="refresh">
        {endsOn === null
          ? t("purchase:done.perpetual")
          : t(line.renewsItself ? "purchase:done.renews" : "purchase:done.ends", { day: endsOn.text })}
      </Fact>
      {line.needsKey || line.needsDownload ? <Fact icon="key">{t("purchase:done.keys")}</Fact> : null}
    </ul>
  );
}

function Fact({ icon, children }: { readonly icon: IconName; readonly children: ReactNode }) {
  return (
    <li className="flex gap-2">
      <Icon name={icon} size="sm" className="mt-0.75 text-ink-subtle" />
      <span>{children}</span>
    </li>
  );
}
