/**
 * The same JSON without properties that are `null` or undefined, at every depth: typed clients fail on `null`. What is
 * documented to be `null` is wrapped with `documentedNull`.
 */
export function withoutAbsent(value: unknown): unknown {
  if (value === documentedNull) return null;
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (typeof value !== "object" || value === null) return value;
  if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value))
    if (field !== null && field !== undefined) kept[name] = withoutAbsent(field);
  return kept;
}

/** Comes out as `null`, where a document says that it may. */
export const documentedNull = Symbol("null");
