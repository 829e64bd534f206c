/**
 * JSON without properties that are `null`, at every depth: typed clients fail on `null`. What is undefined JSON leaves
 * out by itself.
 */
export function jsonWithoutAbsent(value: unknown): string {
  const text = JSON.stringify(value);
  // Most answers have none, and to look through the text is cheaper than through the value. A text that only reads so
  // is written again in vain.
  return text.includes("null") && nullWord.test(text) ? JSON.stringify(strippedOf(value)) : text;
}

const nullWord = /[:,[]null[,}\]]|^null$/;

function strippedOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strippedOf);
  if (typeof value !== "object" || value === null) return value;
  if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value))
    if (field !== null && field !== undefined) kept[name] = strippedOf(field);
  return kept;
}
