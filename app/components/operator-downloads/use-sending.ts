import { useCallback, useEffect, useRef, useState } from "react";

export type Sending =
  | { readonly state: "idle" }
  | { readonly state: "sending"; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly state: "refused"; readonly error: string };

type Words = { readonly failed: string; readonly stopped: string };

/**
 * Sends a form with a file so that its way can be seen: `fetch` does not tell how much it has sent. The answer is that
 * of Remix to its own scripts: where to go on, or what the action has to say.
 *
 * @param routeId of the page whose action takes the form
 */
export function useSending(routeId: string, words: Words) {
  const [sending, setSending] = useState<Sending>({ state: "idle" });
  const request = useRef<XMLHttpRequest | null>(null);
  // Leaving the page stops what is on its way.
  useEffect(() => () => request.current?.abort(), []);

  const send = (form: HTMLFormElement): boolean => {
    const data = new FormData(form);
    const file = data.get("file");
    // What is wrong with the form the page says as it does without scripts.
    if (!(file instanceof File) || file.name === "") return false;
    const address = new URL(form.action);
    address.searchParams.set("_data", routeId);
    // Before the file, as the other fields are.
    const ordered = new FormData();
    for (const [name, value] of data) if (name !== "file") ordered.append(name, value);
    ordered.append("bytesTotal", String(file.size));
    ordered.append("file", file);
    const xhr = new XMLHttpRequest();
    request.current = xhr;
    const refuse = (error: string) => setSending({ state: "refused", error });
    xhr.open("POST", address);
    xhr.upload.onprogress = ({ loaded, total }) =>
      setSending({ state: "sending", sentBytes: loaded, totalBytes: total });
    xhr.onload = () => {
      const goOnTo = xhr.getResponseHeader("X-Remix-Redirect");
      // A whole page, because the notice of what was done waits for one.
      if (goOnTo !== null) window.location.assign(goOnTo);
      else refuse(errorIn(xhr.responseText) ?? words.failed);
    };
    xhr.onerror = () => refuse(words.failed);
    xhr.onabort = () => refuse(words.stopped);
    setSending({ state: "sending", sentBytes: 0, totalBytes: file.size });
    xhr.send(ordered);
    return true;
  };
  const stop = useCallback(() => request.current?.abort(), []);
  return { sending, send, stop };
}

function errorIn(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== "object" || answer === null || !("error" in answer)) return undefined;
    return typeof answer.error === "string" ? answer.error : undefined;
  } catch {
    return undefined;
  }
}
