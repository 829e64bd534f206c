import { useTranslate } from "#app/components/use-translate.ts";
import { classNames } from "#app/ui/class-names.ts";
import type { VersionText } from "#app/views/product-list/group.ts";

/** The versions of a product as stations of a line, the present one last. On a phone the line runs downwards. */
export function VersionLine({
  versions,
  present,
}: {
  readonly versions: readonly VersionText[];
  readonly present: string;
}) {
  const t = useTranslate();
  const stations = [
    ...versions.map((version) => ({ ...version, isPresent: false })),
    { name: present, month: null, scope: null, isPresent: true },
  ];
  return (
    <ol className="flex flex-col sm:flex-row">
      {stations.map(({ name, month, scope, isPresent }, index) => (
        <li
          key={`${name} ${scope ?? ""}`}
          className="relative flex min-w-0 flex-1 flex-col gap-0.5 pb-4 pl-7 last:pb-0 sm:pt-7 sm:pr-4 sm:pb-0 sm:pl-0"
        >
          {index === stations.length - 1 ? null : (
            <span
              aria-hidden="true"
              className="absolute top-2 bottom-0 left-[0.4375rem] w-0.5 bg-line-strong sm:top-[0.4375rem] sm:right-0 sm:bottom-auto sm:left-3 sm:h-0.5 sm:w-auto"
            />
          )}
          <span
            aria-hidden="true"
            className={classNames(
              "absolute top-1 left-0 size-4 rounded-full border-2 sm:top-0",
              isPresent ? "border-accent bg-accent" : "border-line-strong bg-surface",
            )}
          />
          <span lang="de" className={isPresent ? "font-semibold" : "font-medium"}>
            {name}
          </span>
          <span className="text-sm text-ink-muted">{isPresent ? t("productList:group.present") : month}</span>
          {scope === null ? null : (
            <span className="text-sm text-ink-muted">{t("productList:group.versionScope", { scope })}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
