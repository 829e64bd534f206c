import type { Temporal } from "temporal-polyfill";
import type { ListName } from "#app/domain/lists/columns.ts";
import type { Db } from "../client.ts";
import { instantColumn, jsonColumn, readJson } from "../columns.ts";
import { keptQuery } from "../kept-query.ts";

/** Names of what a user arranges, with the shape of each. */
export type UserSettings = { [List in ListName as `columns:${List}`]: { readonly hidden: readonly string[] } } & {
  /** The list of the first steps on the home page. */
  "first-steps": { readonly isPutAway: boolean };
};

/** A setting as a user left it; undefined where it was never touched. */
export async function findUserSetting<N extends keyof UserSettings>(
  db: Db,
  userId: string,
  name: N,
): Promise<UserSettings[N] | undefined> {
  const [row] = await settingOfUser(db, { userId, name });
  return row === undefined ? undefined : readJson<UserSettings[N]>(row.value_json);
}

const settingOfUser = keptQuery((db, { userId, name }: { userId: string; name: string }) =>
  db.selectFrom("user_setting").select("value_json").where("user_id", "=", userId).where("name", "=", name),
);

export async function putUserSetting<N extends keyof UserSettings>(
  db: Db,
  userId: string,
  name: N,
  value: UserSettings[N],
  at: Temporal.Instant,
): Promise<void> {
  const row = { value_json: jsonColumn(value), changed_at: instantColumn(at) };
  await db
    .insertInto("user_setting")
    .values({ user_id: userId, name, ...row })
    .onConflict((conflict) => conflict.columns(["user_id", "name"]).doUpdateSet(row))
    .execute();
}
