import { expect, it } from "vitest";
import { bulkCompareAndSet, bulkInsert } from "#db/dialects/bulk.ts";
import { failureKind } from "#db/dialects/failure-kind.ts";
import { isAnyOf } from "#db/dialects/is-any-of.ts";
import { testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const columns = {
  id: "text",
  name: "text",
  country: "text",
  created_at: "integer",
  sells_perpetual: "integer",
} as const;
const insertPartners = bulkInsert("partner", columns);
const insertPartnersOnce = bulkInsert("partner", columns, { ignoring: "id" });
const rename = bulkCompareAndSet<"partner", { id: string; name: string; expected_created_at: number }>(
  "partner",
  "id",
  ["created_at"],
  {
    id: "text",
    name: "text",
    expected_created_at: "integer",
  },
);

function partners(count: number, name = 'Fjord & Söhne „GmbH“ {"a": [1, null]} \\ \u0001\'') {
  return Array.from({ length: count }, (_, index) => ({
    id: testIds.next(),
    name: `${name} ${index}`,
    country: "DE",
    created_at: 1_700_000_000_000 + index,
    sells_perpetual: 1 as const,
  }));
}

describeOnBothDatabases("many rows at once", (database) => {
  it("are written exactly, whatever stands in them, and none is a correct number of rows", async () => {
    const { db } = database();
    const rows = partners(437);
    await insertPartners(db, []);
    await insertPartners(db, rows);
    const read = await db
      .selectFrom("partner")
      .selectAll()
      .where(
        isAnyOf(
          db,
          "id",
          rows.map(({ id }) => id),
        ),
      )
      .orderBy("id")
      .execute();
    expect(read).toEqual(rows);
  });

  it("are all or none in a transaction, and a duplicate is known as one", async () => {
    const { db } = database();
    const rows = partners(3);
    const [first] = rows;
    if (first !== undefined) rows.push(first);
    const error = await db
      .transaction()
      .execute((tx) => insertPartners(tx, rows))
      .then(
        () => null,
        (thrown: unknown) => thrown,
      );
    expect(failureKind(error)).toBe("duplicate");
    expect(
      await db
        .selectFrom("partner")
        .select("id")
        .where(
          isAnyOf(
            db,
            "id",
            rows.map(({ id }) => id),
          ),
        )
        .execute(),
    ).toEqual([]);
    await insertPartnersOnce(db, rows);
    expect(
      await db
        .selectFrom("partner")
        .select("id")
        .where(
          isAnyOf(
            db,
            "id",
            rows.map(({ id }) => id),
          ),
        )
        .execute(),
    ).toHaveLength(3);
  });

  it("are changed only where they still are as they were read; the answer says which", async () => {
    const { db } = database();
    const rows = partners(5);
    await insertPartners(db, rows);
    const changes = rows.map((row, index) => ({
      id: row.id,
      name: `renamed ${index}`,
      expected_created_at: row.created_at + (index % 2),
    }));
    expect(await rename(db, [])).toEqual([]);
    expect(await rename(db, changes)).toEqual([true, false, true, false, true]);
    const names = await db
      .selectFrom("partner")
      .select("name")
      .where(
        isAnyOf(
          db,
          "id",
          rows.map(({ id }) => id),
        ),
      )
      .orderBy("id")
      .execute();
    expect(names.map(({ name }) => name.startsWith("renamed"))).toEqual([true, false, true, false, true]);
  });
});
