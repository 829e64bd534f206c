import { unknownEnumValue } from "./fault.ts";

/**
 * Reads a value of an enumeration without regard to case and underscores (`one_time`, `OneTime`, `onetime`), and by
 * number where the document numbers the members.
 *
 * @param members as they are emitted; the place in the list is no number
 * @param numbers the documented number of each member, where there are any
 */
export function readEnum<M extends string>(
  path: string,
  value: unknown,
  members: readonly M[],
  numbers: Partial<Record<M, number>> = {},
): M {
  if (typeof value === "string") {
    const wanted = bare(value);
    const named = members.find((member) => bare(member) === wanted);
    if (named !== undefined) return named;
  }
  const number = typeof value === "number" ? value : typeof value === "string" && /^\d+$/.test(value) ? +value : null;
  const numbered = number === null ? undefined : members.find((member) => numbers[member] === number);
  if (numbered !== undefined) return numbered;
  throw unknownEnumValue(path, value, members);
}

/** The portal's own word in the API's spelling: `one-time` is `one_time`. */
export function snakeOf(word: string): string {
  return word.replaceAll("-", "_").toLowerCase();
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[_\-\s]/g, "");
}

/** `true`, `True`, `1` of a query or a body; anything else that is there is refused by the caller. */
export function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return undefined;
  const text = value.trim().toLowerCase();
  return text === "true" ? true : text === "false" ? false : undefined;
}
