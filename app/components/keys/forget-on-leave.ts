import { useEffect, useRef } from "react";
import { flushSync } from "react-dom";

/**
 * Calls `forget` when the page is left, before the browser keeps a picture of it: *Back* then shows the page without
 * what was secret on it.
 */
export function useForgetOnLeave(forget: () => void): void {
  const latest = useRef(forget);
  useEffect(() => {
    latest.current = forget;
  });
  useEffect(() => {
    const leave = () => flushSync(() => latest.current());
    addEventListener("pagehide", leave);
    return () => removeEventListener("pagehide", leave);
  }, []);
}

/**
 * Empties the script in the document that carries what the page was made of. Once the page has come to life it is of
 * no use any more, and it would still hold what a form was answered with.
 */
export function useEmptiedContext(): void {
  useEffect(() => {
    for (const script of document.scripts)
      if (script.textContent?.includes("__remixContext") === true) script.textContent = "";
  }, []);
}
