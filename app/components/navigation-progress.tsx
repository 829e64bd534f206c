import { useNavigation } from "@remix-run/react";
import { classNames } from "#app/ui/class-names.ts";

/** A line at the top while the next page is on its way; a page that comes at once shows none. */
export function NavigationProgress({ label }: { readonly label: string }) {
  const { state } = useNavigation();
  const isBusy = state !== "idle";
  return (
    <div aria-live="polite" data-print="hide">
      <span className="sr-only">{isBusy ? label : ""}</span>
      <span
        aria-hidden
        className={classNames(
          "fixed inset-x-0 top-0 z-40 h-0.5 origin-left bg-accent",
          isBusy
            ? "scale-x-90 opacity-100 transition-transform delay-150 duration-[4s] ease-out"
            : "scale-x-0 opacity-0",
        )}
      />
    </div>
  );
}
