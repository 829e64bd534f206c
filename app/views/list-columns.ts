import type { ListName } from "#app/domain/lists/columns.ts";
import { findUserSetting } from "#db/repositories/user-settings.ts";
import type { ViewContext } from "./view-context.ts";

/** The columns of a list that the reader has left out. Files have all columns: they are read by programs. */
export async function hiddenColumns(
  { db, actor }: Pick<ViewContext, "db" | "actor">,
  list: ListName,
): Promise<readonly string[]> {
  if (actor.kind === "system") return [];
  return (await findUserSetting(db, actor.userId, `columns:${list}`))?.hidden ?? [];
}
