import { expect, it } from "vitest";
import { describeOnBothDatabases } from "#test/support/databases.ts";

describeOnBothDatabases("a database that was just made", (database) => {
  it("has nobody who could sign in, and nothing that is not the house's own", async () => {
    const { db } = database();
    const tables = await db.introspection.getTables();
    const filled: string[] = [];
    for (const { name } of tables) {
      const [row] = await db
        .selectFrom(name as "partner")
        .select((eb) => eb.lit(1).as("one"))
        .limit(1)
        .execute();
      if (row !== undefined) filled.push(name);
    }
    expect(tables.map(({ name }) => name)).toContain("user_account");
    // The services that can be activated, and what SQLite's index of words keeps of itself.
    expect(filled.filter((name) => !name.startsWith("product_list_search_"))).toEqual(["online_service"]);
  });
});
