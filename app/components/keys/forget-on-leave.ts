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
