/** Part of a file, both ends inclusive. */
export type ByteRange = { readonly first: number; readonly last: number };

/** `whole`: no range, or one that is not to be honoured; `unsatisfiable`: beyond the end. */
export type RangeDecision = ByteRange | "whole" | "unsatisfiable";

/**
 * Which part of a file a request asks for, after RFC 9110. One range is honoured; several at once are answered with
 * the whole file, which the standard allows and which spares everybody the multipart form. A range that is not written
 * as the standard says counts for nothing.
 */
export function decideRange(header: string | null, sizeBytes: number): RangeDecision {
  const match = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(header ?? "");
  if (match === null) return "whole";
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return "whole";
  if (first === "") return lastBytes(Number(last), sizeBytes);
  if (last !== "" && Number(last) < Number(first)) return "whole";
  if (Number(first) >= sizeBytes) return "unsatisfiable";
  return { first: Number(first), last: last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1) };
}

function lastBytes(count: number, sizeBytes: number): RangeDecision {
  if (count === 0 || sizeBytes === 0) return "unsatisfiable";
  return { first: Math.max(0, sizeBytes - count), last: sizeBytes - 1 };
}

/**
 * Whether a range may be honoured: only for the very content that the first part came from. A tag has to be the strong
 * one of the file; a date says too little and never fits.
 */
export function ifRangeFits(header: string | null, etag: string): boolean {
  return header === null || header.trim() === etag;
}
