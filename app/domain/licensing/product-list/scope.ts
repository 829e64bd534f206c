import { onOneLine } from "./source-lines.ts";

/** For which items of a group an attribute holds. */
export type Scope = {
  readonly mode: "all" | "yes" | "only" | "all-except" | "list" | "conditional" | "by-programme";
  /** The items that are named: those it holds for, or with `all-except` those it does not hold for. */
  readonly items: readonly string[];
  /** Taken out of a list again. */
  readonly except: readonly string[];
  /** As printed, always. */
  readonly raw: string;
};

/** Whether an attribute holds for an item. What depends on something that is not known here is unknown, never no. */
export type Verdict = "true" | "false" | "unknown";

/** The names of a list: `A, B und C`; commas inside brackets belong to the name. */
export function namesOf(text: string): string[] {
  return splitOutsideBrackets(onOneLine(text), /^(?:,| und | oder )/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** Splits where `separator` matches outside of round brackets. */
export function splitOutsideBrackets(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    if (letter === "(") depth += 1;
    if (letter === ")") depth = Math.max(0, depth - 1);
    const found = depth === 0 ? separator.exec(text.slice(index)) : null;
    if (found === null) continue;
    parts.push(text.slice(start, index));
    start = index + found[0].length;
    index = start - 1;
  }
  parts.push(text.slice(start));
  return parts;
}

/** Reads the value of an attribute. It never fails: what it does not understand is a list of one name. */
export function parseScope(value: string): Scope {
  const raw = onOneLine(value);
  const scope = (mode: Scope["mode"], items: string[] = [], except: string[] = []): Scope => ({
    mode,
    items,
    except,
    raw,
  });
  if (/^alle$/i.test(raw)) return scope("all");
  if (/^ja$/i.test(raw)) return scope("yes");
  if (/^wenn\b/i.test(raw)) return scope("conditional");
  if (/\b(?:außer|nur) (?:MPSA|EA|SCE|Open)\b/.test(raw)) return scope("by-programme");
  const allExcept = /^alle bis auf (.+)$/i.exec(raw);
  if (allExcept !== null) return scope("all-except", namesOf(allExcept[1] ?? ""));
  const only = /^nur (.+)$/i.exec(raw);
  if (only !== null) return scope("only", namesOf(only[1] ?? ""));
  const [listed = "", except = ""] = raw.split(/ bis auf /);
  return scope("list", namesOf(listed.replace(/^alle /i, "")), namesOf(except));
}

function names(items: readonly string[], item: string): boolean {
  const wanted = item.toLowerCase();
  return items.some((name) => {
    const listed = name.replace(/\s*\(.*\)$/, "").toLowerCase();
    return listed === wanted || ` ${wanted} `.includes(` ${listed} `);
  });
}

/** Whether a scope holds for an item of the group, named as the document names it. */
export function evaluateScope(scope: Scope, item: string): Verdict {
  switch (scope.mode) {
    case "all":
    case "yes":
      return "true";
    case "all-except":
      return names(scope.items, item) ? "false" : "true";
    case "only":
    case "list":
      if (names(scope.except, item)) return "false";
      return names(scope.items, item) ? "true" : "false";
    case "conditional":
    case "by-programme":
      return "unknown";
  }
}
