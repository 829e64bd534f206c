import { expect, test } from "vitest";
import { createUuidIds } from "#app/adapters/uuid-ids.ts";

test("Makers of ids never make the same one, also at the same instant and by turns", () => {
  const makers = [createUuidIds(() => 1_700_000_000_000), createUuidIds(() => 1_700_000_000_000)];
  const ids = Array.from({ length: 2_000 }, (_, n) => makers[n % 2]?.next());
  expect(new Set(ids).size).toBe(2_000);
});

test("Ids of one maker sort in the order in which they were made, also when the clock stands or goes back", () => {
  let ms = 1_700_000_000_000;
  const ids = createUuidIds(() => ms);
  const made = Array.from({ length: 10_000 }, (_, n) => {
    if (n % 3000 === 2999) ms -= 5;
    if (n % 1000 === 999) ms += 1;
    return ids.next();
  });
  expect(made).toEqual([...made].sort());
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
