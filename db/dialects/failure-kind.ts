/** What a failed statement means for whoever sent it. */
export type FailureKind =
  /** The row is already there: someone else has done it. */
  | "duplicate"
  /** Another try has a chance: busy, deadlock, serialization, connection gone. */
  | "transient"
  | "other";

const duplicateCodes = new Set(["23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"]);
const transientCodes =
  /^(08...|40001|40P01|53...|55P03|57P0[1-3]|SQLITE_(BUSY|LOCKED).*|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/;
const connectionLost = /connection (terminated|ended)|timeout exceeded when trying to connect|client has encountered/i;

/** Sorts an error of either driver. */
export function failureKind(error: unknown): FailureKind {
  const code = errorCode(error);
  if (duplicateCodes.has(code)) return "duplicate";
  if (transientCodes.test(code) || isOutdatedPlan(error)) return "transient";
  // The driver of PostgreSQL reports a connection that is gone by its words alone.
  if (code === "" && error instanceof Error && connectionLost.test(error.message)) return "transient";
  return "other";
}

/** A statement was prepared before a migration changed its table; prepared anew it works. */
export function isOutdatedPlan(error: unknown): boolean {
  return errorCode(error) === "0A000" && error instanceof Error && /cached plan/.test(error.message);
}

function errorCode(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return String(error.code);
}
