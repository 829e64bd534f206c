/**
 * Where to go after sign-in, if the wish leads to a page of the portal; else the fallback.
 *
 * Only a path: one slash, then neither a second slash nor a backslash (browsers read both as another host),
 * and no character that browsers drop or turn into something else.
 */
export function safeRedirect(wish: string | null | undefined, fallback: string): string {
  if (wish === null || wish === undefined || wish.length > 2000) return fallback;
  if (!/^\/(?![/\\])/.test(wish) || hasDangerousCharacter(wish)) return fallback;
  const origin = "https://portal.invalid";
  if (!URL.canParse(wish, origin)) return fallback;
  const url = new URL(wish, origin);
  if (url.origin !== origin) return fallback;
  // `/a/..//evil.example` is a path to us and, once resolved, another host to a browser.
  const path = url.pathname + url.search + url.hash;
  return /^\/(?![/\\])/.test(path) ? path : fallback;
}

/** Control characters are dropped by browsers (`/\t/evil`); a backslash becomes a slash. */
function hasDangerousCharacter(text: string): boolean {
  return [...text].some((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code <= 0x20 || code === 0x7f || character === "\\";
  });
}
