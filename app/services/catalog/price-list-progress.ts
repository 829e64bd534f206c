import { setImmediate } from "node:timers/promises";

/** How far a piece of work on a price list is. `total` is null where nobody knows it. */
export type PriceListProgress = {
  readonly phase: "reading" | "comparing";
  /** Bytes while reading, rows while comparing. */
  readonly done: number;
  readonly total: number | null;
};

export type OnPriceListProgress = (progress: PriceListProgress) => void;

/** Rows that are read, compared or written at a time; between two pieces everybody else gets a turn. */
export const rowsPerPiece = 1_000;

/** Lets other requests in between. A query to SQLite answers within the same turn, so that awaiting it alone lets nobody in. */
export async function letOthersIn(): Promise<void> {
  await setImmediate();
}
