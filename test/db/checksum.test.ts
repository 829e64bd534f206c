import { expect, it } from "vitest";
import { buildPartner } from "#test/support/builders.ts";
import { checksumOfTables } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

describeOnBothDatabases("the checksum that tests hold two moments against each other with", (database) => {
  it("is another one for a table with another row or another value, and the same for all others", async () => {
    const { db } = database();
    const empty = await checksumOfTables(db);
    const { id } = await buildPartner(db);
    const added = await checksumOfTables(db);
    await db.updateTable("partner").set({ name: "Another name" }).where("id", "=", id).execute();
    const renamed = await checksumOfTables(db);
    const changed = (one: Record<string, string>, other: Record<string, string>) =>
      Object.keys(one).filter((table) => one[table] !== other[table]);
    expect(changed(empty, added)).toContain("partner");
    expect(changed(added, renamed)).toEqual(["partner"]);
    expect(await checksumOfTables(db)).toEqual(renamed);
  });
});
