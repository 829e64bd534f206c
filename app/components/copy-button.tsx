import { useEffect, useState } from "react";
import { Button } from "#app/ui/button.tsx";
import { useHydrated } from "./use-hydrated.ts";
import { useTranslate } from "./use-translate.ts";

type CopyButtonProps = {
  /** What goes to the clipboard. */
  readonly text: string;
  readonly label: string;
  readonly size?: "md" | "sm" | undefined;
  readonly variant?: "primary" | "secondary" | undefined;
  /** Gets the focus when a dialog opens. */
  readonly isFirst?: boolean | undefined;
};

type Outcome = "copied" | "failed" | null;

/** Copies a text, and says so. Without scripts it is not there: the text itself can be selected. */
export function CopyButton({ text, label, size, variant, isFirst = false }: CopyButtonProps) {
  const t = useTranslate();
  const [outcome, setOutcome] = useState<Outcome>(null);
  useEffect(() => {
    if (outcome !== "copied") return undefined;
    const timer = setTimeout(() => setOutcome(null), 4_000);
    return () => clearTimeout(timer);
  }, [outcome]);
  if (!useHydrated()) return null;
  const copy = () => {
    // Not there at an address without https.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    void Promise.resolve(clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"))).then(
      () => setOutcome("copied"),
      () => setOutcome("failed"),
    );
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button
        type="button"
        size={size}
        variant={variant}
        icon={outcome === "copied" ? "check" : "copy"}
        onClick={copy}
        {...(isFirst ? { "data-first-focus": true } : {})}
      >
        {label}
      </Button>
      <span role="status" className="text-sm text-ink-muted">
        {outcome === "copied" ? t("keys:shown.copied") : outcome === "failed" ? t("keys:shown.copyFailed") : ""}
      </span>
    </span>
  );
}
