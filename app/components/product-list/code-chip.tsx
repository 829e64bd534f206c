import { useTranslate } from "#app/components/use-translate.ts";
import { meaningOfCode } from "#app/i18n/product-list-words.ts";

type CodeChipProps = {
  readonly legend: "columns" | "cells";
  readonly code: string;
};

/** A code of the list that says what it means as soon as it has the focus or is tapped; no script is needed for it. */
export function CodeChip({ legend, code }: CodeChipProps) {
  const t = useTranslate();
  const meaning = meaningOfCode({ legend, code }, t);
  if (meaning === null) return <span>{code}</span>;
  return (
    <button
      type="button"
      aria-label={`${code}: ${meaning}`}
      title={meaning}
      className="group inline-block min-h-6 min-w-6 rounded-sm text-start underline decoration-dotted underline-offset-2"
    >
      {code}
      <span className="hidden font-normal group-focus:inline">: {meaning}</span>
    </button>
  );
}
