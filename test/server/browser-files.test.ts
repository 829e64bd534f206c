import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { builtClientDirectory } from "#app/server/create-server.ts";

const folder = join(builtClientDirectory, "assets");
const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));

/** Words that stand in the code of a library, also when it is made small. */
const serverLibraries = { zod: "_zod", kysely: "selectFrom", pino: "pino", argon2: "argon2", helmet: "helmet" };

describe("what a browser loads", () => {
  it.each(Object.entries(serverLibraries))("has nothing of %s", (_library, word) => {
    expect(scripts.length).toBeGreaterThan(20);
    expect(scripts.filter((name) => readFileSync(join(folder, name), "utf8").includes(word))).toEqual([]);
  });
});
