import { Fragment, useEffect, useId, useRef } from "react";
import { CopyButton } from "#app/components/copy-button.tsx";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { SeenBy, ShownKey as ShownKeyAnswer } from "./answers.ts";

type ShownKeyProps = { readonly answer: ShownKeyAnswer };

/** The key: in large groups to be read, letter by letter for screen readers, one click to copy, and who has seen it. */
export function ShownKey({ answer }: ShownKeyProps) {
  const t = useTranslate();
  const { key, version, product, issuedAt, isFirst, seenBefore } = answer;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <p className="text-sm text-ink-muted">
          {version === "" ? product : t("keys:shown.version", { product, version })}
        </p>
        <Groups answer={answer} />
        <CopyButton text={key} label={t("keys:shown.copy")} variant="primary" />
      </div>
      <ul className="flex flex-col gap-1.5 text-sm text-ink-muted">
        <Point icon="key">{isFirst ? t("keys:shown.first") : t("keys:shown.since", { at: issuedAt.local })}</Point>
        <Point icon="list">{t("keys:shown.logged")}</Point>
        <Point icon="info">{answer.mayWithdraw ? t("keys:shown.care") : t("keys:shown.careAndTell")}</Point>
      </ul>
      <SeenBefore seenBefore={seenBefore} />
    </div>
  );
}

function Point({ icon, children }: { readonly icon: "key" | "list" | "info"; readonly children: string }) {
  return (
    <li className="flex gap-2">
      <Icon name={icon} size="sm" className="mt-0.75" />
      <span>{children}</span>
    </li>
  );
}

/** Shown as it is written, and read out in groups of single letters: as a word nobody could type it. */
function Groups({ answer: { key, groups } }: ShownKeyProps) {
  const t = useTranslate();
  const place = useRef<HTMLDivElement>(null);
  const spelledId = useId();
  const isDashed = key.includes("-");
  // In place of a form that was answered, such as the password's, the focus goes where the answer is.
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) place.current?.focus();
  }, []);
  return (
    <div
      ref={place}
      tabIndex={-1}
      role="group"
      aria-label={t("keys:shown.title")}
      aria-describedby={spelledId}
      data-first-focus
      className="rounded-md"
    >
      <p
        aria-hidden
        data-testid="product-key"
        className="rounded-md border border-line bg-sunken px-3 py-2.5 font-mono text-md leading-relaxed font-semibold tracking-wide break-words select-all sm:text-lg"
      >
        {groups.map((group, index) => (
          // Where a line may break there is nothing that would be copied with the key.
          <Fragment key={index}>
            {index === 0 ? null : <wbr />}
            {isDashed ? `${group}${index < groups.length - 1 ? "-" : ""}` : <span className="mr-2">{group}</span>}
          </Fragment>
        ))}
      </p>
      <ol id={spelledId} aria-label={t("keys:shown.spelled", { count: groups.length })} className="sr-only select-none">
        {groups.map((group, index) => (
          // Groups can be equal, and their order never changes.
          <li key={index}>{[...group].join(" ")}</li>
        ))}
      </ol>
    </div>
  );
}

function SeenBefore({ seenBefore }: { readonly seenBefore: readonly SeenBy[] }) {
  const t = useTranslate();
  return (
    <div className="flex flex-col gap-1 border-t border-line pt-3">
      <h3 className="font-medium">{t("keys:seen.title")}</h3>
      {seenBefore.length === 0 ? (
        <p className="text-sm text-ink-muted">{t("keys:seen.nobody")}</p>
      ) : (
        <ul className="divide-y divide-line text-sm">
          {seenBefore.map(({ id, at, who }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-4 py-1.5">
              <span>{who}</span>
              <span className="text-ink-muted tabular">
                <Moment instant={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {seenBefore.length >= 50 ? <p className="text-sm text-ink-muted">{t("keys:seen.more")}</p> : null}
    </div>
  );
}
