import type { SearchHit } from "#app/http/search-hits.ts";

/**
 * What somebody opened from the search box lately, kept in the browser alone and for one reader: whoever else signs in
 * at the same machine finds nothing of it, and signing out forgets it.
 */

export const recentStorageKey = "recent-items";
const keptMax = 6;

type Recent = { readonly reader: string; readonly hits: readonly SearchHit[] };

export function recentHits(reader: string): readonly SearchHit[] {
  const recent = readRecent();
  return recent?.reader === reader ? recent.hits : [];
}

export function rememberHit(reader: string, opened: SearchHit): void {
  const others = recentHits(reader).filter(({ to }) => to !== opened.to);
  const recent: Recent = { reader, hits: [opened, ...others].slice(0, keptMax) };
  try {
    localStorage.setItem(recentStorageKey, JSON.stringify(recent));
  } catch {
    // A browser that keeps nothing works without.
  }
}

export function forgetRecent(): void {
  try {
    localStorage.removeItem(recentStorageKey);
  } catch {
    // As above.
  }
}

function readRecent(): Recent | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(recentStorageKey) ?? "null");
    return isRecent(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== "object" || value === null || !("reader" in value) || !("hits" in value)) return false;
  return typeof value.reader === "string" && Array.isArray(value.hits) && value.hits.every(isHit);
}

/** Only addresses of the portal: what another page's script may have left there leads nowhere else. */
function isHit(value: unknown): value is SearchHit {
  if (typeof value !== "object" || value === null || !("title" in value) || !("to" in value)) return false;
  return typeof value.title === "string" && typeof value.to === "string" && /^\/(?!\/)/.test(value.to);
}
