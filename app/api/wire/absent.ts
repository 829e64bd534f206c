/**
 * The same JSON without properties that are `null` or undefined, at every depth: typed clients fail on `null`. What is
 * documented to be `null` is wrapped with `documentedNull`.
 */
export function withoutAbsent(value: unknown): unknown {
  return hasAbsent(value) ? strippedOf(value) : value;
}

/** Whether there is anything to take out; what is undefined in an object JSON leaves out by itself. */
function hasAbsent(value: unknown): boolean {
  if (value === null || value === documentedNull) return true;
  if (typeof value !== "object") return false;
  if (Array.isArray(value)) return value.some(hasAbsent);
  for (const name in value) if (hasAbsent((value as Record<string, unknown>)[name])) return true;
  return false;
}

function strippedOf(value: unknown): unknown {
  if (value === documentedNull) return null;
  if (Array.isArray(value)) return value.map(strippedOf);
  if (typeof value !== "object" || value === null) return value;
  if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value))
    if (field !== null && field !== undefined) kept[name] = strippedOf(field);
  return kept;
}

/** Comes out as `null`, where a document says that it may. */
export const documentedNull = Symbol("null");
