import { Link } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Icon } from "#app/ui/icon.tsx";

type ChosenPartsProps = {
  /** What the page is narrowed to, with the address without it. */
  readonly parts: readonly { readonly name: string; readonly withoutIt: string }[];
};

/** What a page is narrowed to, each part to be taken away again. */
export function ChosenParts({ parts }: ChosenPartsProps) {
  const t = useTranslate();
  if (parts.length === 0) return null;
  return (
    <ul aria-label={t("forecast:chosen")} className="flex flex-wrap gap-2">
      {parts.map(({ name, withoutIt }) => (
        <li key={withoutIt}>
          <Link
            to={withoutIt}
            preventScrollReset
            aria-label={t("forecast:remove", { name })}
            className="inline-flex min-h-6 items-center gap-1.5 rounded-full border border-line-strong bg-surface px-2.5 py-0.5 text-sm hover:bg-sunken"
          >
            {name}
            <Icon name="x" size="sm" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
