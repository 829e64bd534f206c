import { useLocation, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { paths } from "#app/http/paths.ts";
import { keepUnsent, putBack, takeUnsent, type UnsentForm, unsentForm } from "./unsent-form.ts";

/**
 * Whether the form on this page was just given back what somebody had sent after the session had ended. Without
 * scripts the page of sign-in says that nothing was sent, and the form is empty.
 *
 * @param reader who is signed in; null for nobody
 */
export function useUnsentForm(reader: string | null): boolean {
  const { key, pathname, search } = useLocation();
  const { state, formMethod, formData } = useNavigation();
  const sent = useRef<UnsentForm | null>(null);
  const [backOn, setBackOn] = useState<string | null>(null);
  useEffect(() => {
    if (state === "submitting" && formMethod === "POST" && formData !== undefined && reader !== null)
      sent.current = unsentForm(reader, pathname + search, formData);
  }, [state, formMethod, formData, reader, pathname, search]);
  useEffect(() => {
    const last = sent.current;
    sent.current = null;
    if (pathname === paths.signIn()) {
      if (last !== null) keepUnsent(last);
      return undefined;
    }
    if (reader === null) return undefined;
    // Once all of the page has taken its fields over.
    const frame = requestAnimationFrame(() => {
      // Also where it is not the page: whoever went elsewhere after signing in has let go of it.
      const kept = takeUnsent();
      if (kept === null || kept.reader !== reader || kept.page !== pathname + search) return;
      if (putBack(document, kept)) setBackOn(key);
    });
    return () => cancelAnimationFrame(frame);
  }, [key, pathname, search, reader]);
  return backOn === key;
}
