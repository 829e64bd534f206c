import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/**
 * Looks again every few seconds while a machine is at work on what the page shows: with scripts by asking for the
 * data alone, without them by loading the page anew.
 */
export function LookAgain({ seconds }: { readonly seconds: number }) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== "idle") return undefined;
    const timer = setTimeout(revalidate, seconds * 1000);
    return () => clearTimeout(timer);
  }, [revalidate, seconds, state]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(seconds)} />
    </noscript>
  );
}
