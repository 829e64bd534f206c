import { Link } from "@remix-run/react";
import { type ComponentType, type MouseEvent, useCallback, useEffect, useState } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Icon } from "#app/ui/icon.tsx";
import { forgetRecent } from "./recent.ts";

type Palette = ComponentType<{ readonly reader: string; readonly onClose: () => void }>;

/**
 * Opens the search box over the page, by `/`, by Ctrl+K or ⌘K, and by a click; its code is loaded with the first
 * opening. Without scripts it is a link to the search page.
 *
 * @param reader whose recent items are kept apart; null for nobody, which forgets them
 */
export function SearchOpener({ reader }: { readonly reader: string | null }) {
  const t = useTranslate();
  const [palette, setPalette] = useState<Palette | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const open = useCallback(() => {
    setIsOpen(true);
    void import("./palette.tsx").then((module) => setPalette(() => module.SearchPalette));
  }, []);
  useEffect(() => {
    if (reader === null) {
      forgetRecent();
      return undefined;
    }
    const onKey = (event: KeyboardEvent) => {
      const isChord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
      const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
      if (!isChord && !isSlash) return;
      event.preventDefault();
      open();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [open, reader]);
  if (reader === null) return null;
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  };
  const Box = palette;
  return (
    <>
      <Link
        to={paths.search()}
        onClick={onClick}
        aria-label={t("search:open")}
        aria-keyshortcuts="/ Control+K Meta+K"
        title={t("search:openKeys")}
        className="flex min-h-control items-center gap-1.5 rounded-md px-2 text-ink-muted no-underline hover:bg-sunken hover:text-ink"
      >
        <Icon name="search" />
        <kbd aria-hidden className="hidden rounded-sm border border-line px-1.5 font-mono text-xs 2xl:block">
          /
        </kbd>
      </Link>
      {isOpen && Box !== null ? <Box reader={reader} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

/** Whether a key belongs to what somebody is writing. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}
