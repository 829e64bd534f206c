import type { Kysely } from "kysely";
import { dialectOf } from "./dialect.ts";

/** Stands in a kept query where a value will be; whoever takes it for the value itself gets an error. */
export class OpenValue {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  toString(): never {
    throw new TypeError(`${this.name} is not known while its query is built`);
  }
  toJSON(): never {
    return this.toString();
  }
}

/**
 * Many values as one parameter, so that the statement is the same for every number of them and is prepared once: an
 * array for PostgreSQL, JSON for SQLite.
 */
export function listParameter<DB>(db: Kysely<DB>, values: readonly string[]): unknown {
  if (values instanceof OpenValue) return values;
  return dialectOf(db) === "postgres" ? [...values] : JSON.stringify(values);
}
