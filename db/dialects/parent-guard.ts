import { type Kysely, sql } from "kysely";
import { dialectOf } from "./dialect.ts";

/** Rows that belong to another row, and are there for good once a condition holds for that one. */
export type ParentGuard = {
  readonly table: string;
  /** Condition over the parent, in terms of `row`: the new row of an insert or update, the old one of a delete. */
  readonly closedWhen: string;
  readonly events: readonly ("insert" | "update" | "delete")[];
  readonly message: string;
};

/** Lets the database refuse every change below a parent that is closed, whoever asks. */
export async function closeWithParent<DB>(db: Kysely<DB>, guard: ParentGuard): Promise<void> {
  const statements = dialectOf(db) === "postgres" ? forPostgres(guard) : forSqlite(guard);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

function conditionOn(row: "new" | "old", { closedWhen }: ParentGuard): string {
  return `exists (${closedWhen.replaceAll("row.", `${row}.`)})`;
}

function forSqlite(guard: ParentGuard): string[] {
  const { table, events, message } = guard;
  return events.map(
    (event) =>
      `create trigger ${table}_closed_for_${event} before ${event} on ${table} ` +
      `when ${conditionOn(event === "delete" ? "old" : "new", guard)} begin select raise(abort, '${message}'); end`,
  );
}

function forPostgres(guard: ParentGuard): string[] {
  const { table, events, message } = guard;
  return events.flatMap((event) => {
    const row = event === "delete" ? "old" : "new";
    return [
      `create function ${table}_refuse_${event}() returns trigger language plpgsql as ` +
        `$$ begin if ${conditionOn(row, guard)} then ` +
        `raise exception '${message}' using errcode = 'integrity_constraint_violation'; end if; return ${row}; end $$`,
      `create trigger ${table}_closed_for_${event} before ${event} on ${table} ` +
        `for each row execute function ${table}_refuse_${event}()`,
    ];
  });
}
