import { useFetcher, useNavigate } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import type { SearchGroup, SearchHit } from "#app/http/search-hits.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { Button } from "#app/ui/button.tsx";
import { classNames } from "#app/ui/class-names.ts";
import { Icon } from "#app/ui/icon.tsx";
import { recentHits, rememberHit } from "./recent.ts";

type Found = { readonly text: string; readonly groups: readonly SearchGroup[] };

/** Milliseconds after a key before it is asked; a word typed at once is one question. */
const askAfterMs = 120;

type ShownGroup = { readonly key: string; readonly label: string; readonly hits: readonly SearchHit[] };

/**
 * The search box over every page: a combobox whose list is chosen from by arrow keys while the focus stays in the
 * field. It asks the search page for its data, so that both find the same.
 */
export function SearchPalette({ reader, onClose }: { readonly reader: string; readonly onClose: () => void }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const fetcher = useFetcher<Found>();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const wanted = text.trim();

  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const { load } = fetcher;
  useEffect(() => {
    if (wanted === "") return undefined;
    const timer = setTimeout(() => load(paths.search({ q: wanted })), askAfterMs);
    return () => clearTimeout(timer);
  }, [wanted, load]);

  const found = fetcher.data !== undefined && wanted !== "" && fetcher.data.text === wanted ? fetcher.data : null;
  const groups = useMemo(() => shownGroups(wanted, found, reader, t), [wanted, found, reader, t]);
  const hits = groups.flatMap((group) => group.hits);
  const isEmpty = found !== null && found.groups.length === 0;

  const open = (hit: SearchHit | undefined) => {
    onClose();
    if (hit === undefined) return navigate(paths.search({ q: wanted }));
    if (hit.to !== paths.search({ q: wanted })) rememberHit(reader, hit);
    return navigate(hit.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      const next = (chosen + step + hits.length) % hits.length;
      setChosen(next);
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter") {
      event.preventDefault();
      // Typed and entered at once, before the answer is there: the page of results answers it.
      if (wanted !== "" || hits.length > 0) open(wanted !== "" && found === null ? undefined : hits[chosen]);
    }
  };
  return (
    <dialog
      ref={dialog}
      aria-label={t("search:open")}
      onClose={onClose}
      className="mx-auto mt-[10vh] mb-auto w-full max-w-[min(40rem,calc(100vw-1.5rem))] rounded-lg border border-line bg-raised p-0 shadow-float"
    >
      <div className="flex items-center gap-2 border-b border-line px-3.5">
        <Icon name="search" className="text-ink-subtle" />
        <input
          type="text"
          role="combobox"
          aria-label={t("search:label")}
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          {...(hits.length > 0 ? { "aria-activedescendant": `${listId}-${chosen}` } : {})}
          autoComplete="off"
          spellCheck={false}
          placeholder={t("search:placeholder")}
          value={text}
          maxLength={100}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          className="min-h-12 w-full min-w-0 bg-transparent text-md outline-none"
        />
        <Button type="button" variant="quiet" size="sm" onClick={onClose}>
          {t("common:close")}
        </Button>
      </div>
      <div id={listId} role="listbox" aria-label={t("search:results")} className="max-h-[60vh] overflow-y-auto py-1.5">
        <Options groups={groups} listId={listId} chosen={chosen} onOpen={open} />
      </div>
      <p role="status" className="border-t border-line px-3.5 py-2 text-sm text-ink-muted">
        {isEmpty
          ? t("search:none", { text: wanted })
          : wanted === ""
            ? t("search:startText")
            : found === null
              ? t("common:loading")
              : t("search:hint")}
      </p>
    </dialog>
  );
}

/** What was opened lately before anything is typed; then what was found, and the way to the page of all results. */
function shownGroups(wanted: string, found: Found | null, reader: string, t: Translate): ShownGroup[] {
  if (wanted === "") {
    const recent = recentHits(reader);
    return recent.length === 0 ? [] : [{ key: "recent", label: t("search:recent"), hits: recent }];
  }
  if (found === null) return [];
  const all = { title: t("search:all", { text: wanted }), detail: null, to: paths.search({ q: wanted }) };
  return [
    ...found.groups.map(({ kind, hits }) => ({ key: kind, label: t(`search:kind.${kind}`), hits })),
    { key: "all", label: t("search:results"), hits: [all] },
  ];
}

type OptionsProps = {
  readonly groups: readonly ShownGroup[];
  readonly listId: string;
  readonly chosen: number;
  readonly onOpen: (hit: SearchHit) => void;
};

function Options({ groups, listId, chosen, onOpen }: OptionsProps) {
  let index = -1;
  return groups.map(({ key, label, hits }) => (
    <div key={key} role="group" aria-label={label}>
      <p aria-hidden className="px-3.5 pt-2 pb-1 text-xs font-medium text-ink-muted">
        {label}
      </p>
      {hits.map((hit) => {
        index += 1;
        const isChosen = index === chosen;
        return (
          <div
            key={hit.to + hit.title}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={isChosen}
            tabIndex={-1}
            onClick={() => onOpen(hit)}
            onKeyDown={undefined}
            className={classNames(
              "flex cursor-pointer flex-wrap items-baseline gap-x-3 px-3.5 py-1.5",
              isChosen ? "bg-accent-soft text-ink" : "hover:bg-sunken",
            )}
          >
            <span className="font-medium">{hit.title}</span>
            {hit.detail === null ? null : <span className="text-sm text-ink-muted">{hit.detail}</span>}
          </div>
        );
      })}
    </div>
  ));
}
