import { parseScope, type Scope } from "./scope.ts";
import { onOneLine } from "./source-lines.ts";

/** The attributes of a product group. The document has only their German names. */
export const attributeKeys = [
  "pool",
  "sa-class",
  "predecessor",
  "up-to-date-discount",
  "reduction",
  "reduction-sce",
  "transition",
  "true-up",
  "extended-term",
  "qualified-user-exemption",
  "overage",
  "cross-platform",
  "suite",
  "promotion",
  "osp",
] as const;

export type AttributeKey = (typeof attributeKeys)[number];

/** Every spelling of a key, in lower case; the legend and the blocks differ in some of them. */
const spellings: Readonly<Record<string, AttributeKey>> = {
  "produkt-pool": "pool",
  "software assurance-vergünstigungen": "sa-class",
  "frühere version": "predecessor",
  "frühere versionen": "predecessor",
  "up-to-date-nachlass": "up-to-date-discount",
  "zur verringerung berechtigt": "reduction",
  "zur verringerung berechtigt (sce)": "reduction-sce",
  übergangsberechtigt: "transition",
  "true-up-berechtigt": "true-up",
  "berechtigung zur laufzeitverlängerung": "extended-term",
  "berechtigung zur dienstverlängerung": "extended-term",
  "ausnahme qualifizierter nutzer": "qualified-user-exemption",
  "ausnahmen qualifizierter nutzer": "qualified-user-exemption",
  "mc-überschreitung": "overage",
  "plattformunabhängige lizenz": "cross-platform",
  "plattformunabhängige lizenzen": "cross-platform",
  suite: "suite",
  promotion: "promotion",
  werbung: "promotion",
  "promos & migrationen": "promotion",
  osp: "osp",
};

/** The spellings that stand for another, usual one. */
const aliases: ReadonlySet<string> = new Set(["berechtigung zur dienstverlängerung", "werbung", "frühere versionen"]);

export type KeyedText = { readonly keyRaw: string; readonly key: AttributeKey | undefined; readonly value: string };

/** `Key: value`, where the key is known or looks like one. */
export function keyedText(paragraph: string): KeyedText | undefined {
  const match = /^([\p{Lu}][^:/]{1,60}?):(?:\s+(.*))?$/u.exec(paragraph);
  if (match === null) return undefined;
  const keyRaw = onOneLine(match[1] ?? "");
  return { keyRaw, key: spellings[keyRaw.toLowerCase()], value: (match[2] ?? "").trim() };
}

export function isAlias(keyRaw: string): boolean {
  return aliases.has(keyRaw.toLowerCase());
}

export const pools = ["application", "system", "server"] as const;
export type Pool = (typeof pools)[number];
export type SaClass = "desktop" | "server";

/** A pool or class with the items it holds for. */
export type Classed<T> = { readonly value: T; readonly scope: Scope };

const poolNames: Readonly<Record<string, Pool>> = { anwendung: "application", server: "server", system: "system" };
const classNames: Readonly<Record<string, SaClass>> = { desktop: "desktop", server: "server" };

/** The pools of a value such as `Server, Anwendung (Developer)`; undefined where a word of it is none. */
export function parsePools(value: string): Classed<Pool>[] | undefined {
  return parseClassed(value, poolNames);
}

/** The benefit classes of a value such as `Server (alle bis auf Developer)`. */
export function parseSaClasses(value: string): Classed<SaClass>[] | undefined {
  return parseClassed(value, classNames);
}

function parseClassed<T>(value: string, words: Readonly<Record<string, T>>): Classed<T>[] | undefined {
  const text = onOneLine(value);
  const byProgramme = parseScope(text);
  if (byProgramme.mode === "by-programme") {
    const found = Object.entries(words).filter(([word]) => text.toLowerCase().includes(word));
    return found.length === 0 ? undefined : found.map(([, known]) => ({ value: known, scope: byProgramme }));
  }
  const read = text.split(/,(?![^(]*\))/).map((part) => {
    const match = /^(\p{L}+)(?:\s*\((.+)\))?$/u.exec(part.trim());
    const known = match === null ? undefined : words[(match[1] ?? "").toLowerCase()];
    if (known === undefined) return undefined;
    const inBrackets = match?.[2];
    return { value: known, scope: inBrackets === undefined ? parseScope("Alle") : parseScope(inBrackets) };
  });
  const classed = read.filter((part) => part !== undefined);
  return classed.length === read.length ? classed : undefined;
}

/**
 * The pool of an item: the pool whose brackets name it, else the one without brackets.
 * Unknown where the value depends on the programme, or where there is none.
 */
export function valueFor<T>(classed: readonly Classed<T>[], item: string): T | "none" | "unknown" {
  if (classed.length === 0 || classed.some(({ scope }) => scope.mode === "by-programme")) return "unknown";
  const wanted = item.toLowerCase();
  const named = classed.find(
    ({ scope }) => scope.mode === "list" && scope.items.some((name) => name.toLowerCase() === wanted),
  );
  if (named !== undefined) return named.value;
  const rest = classed.find(
    ({ scope }) =>
      scope.mode === "all" ||
      (scope.mode === "all-except" && !scope.items.some((name) => name.toLowerCase() === wanted)),
  );
  return rest?.value ?? "none";
}
