import { useTranslate } from "#app/components/use-translate.ts";

type CountedProps = {
  readonly active: string;
  readonly inGrace: readonly { readonly count: string; readonly on: string; readonly number: string }[];
};

/** What counts, and what stands beside it without counting. */
export function Counted({ active, inGrace }: CountedProps) {
  const t = useTranslate();
  return (
    <>
      {t("activation:enrollment.counted", { licences: active })}
      {inGrace.map(({ count, on, number }) => (
        <small key={number}>{t("activation:enrollment.grace", { licences: count, on, number })}</small>
      ))}
    </>
  );
}
