import { invalidInput } from "./fault.ts";
import { propertyNames } from "./property-names.ts";

/** Maps whose keys are the client's own words and stay as they are. */
const maps = new Set(["provisioningContext", "dynamicAttributes"]);

/** Where `null` means something: it takes away what is scheduled. Everywhere else it means absent. */
const nullable = new Set(["scheduledNextTermInstructions"]);

const canonical = new Map(propertyNames.map((name) => [name.toLowerCase(), name]));
const forbidden = new Set(["__proto__", "constructor", "prototype"]);
const depthMax = 32;

/**
 * A body as the rest of the API reads it: property names in the documented camelCase however they were written, at
 * every depth, and no `null` but the one that means something. A name that is written twice counts the last time.
 * Names nobody documents keep their spelling but for the first letter; nobody reads them.
 */
export function foldBody(value: unknown, depth = 0): unknown {
  if (depth > depthMax) throw invalidInput("The body is nested too deeply.");
  if (Array.isArray(value)) return value.filter((item) => item !== null).map((item) => foldBody(item, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  const folded: Record<string, unknown> = {};
  for (const [written, field] of Object.entries(value)) {
    const name = canonicalName(written);
    if (forbidden.has(name)) continue;
    if (field === null) {
      if (nullable.has(name)) folded[name] = null;
      continue;
    }
    folded[name] = maps.has(name) ? withoutNulls(field) : foldBody(field, depth + 1);
  }
  return folded;
}

function canonicalName(written: string): string {
  return canonical.get(written.toLowerCase()) ?? written.charAt(0).toLowerCase() + written.slice(1);
}

function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name, field]) => field !== null && !forbidden.has(name)));
}
