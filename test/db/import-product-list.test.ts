import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lineOf, smallProductList } from "#test/support/product-list-document.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "product-list-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { readonly code: number; readonly out: string; readonly said: string };

function run(command: "import-product-list" | "product-list", ...words: string[]): Promise<Ended> {
  const env = { ...process.env, DATABASE_URL: `sqlite:${join(folder, "portal.db")}` };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", `db/cli/${command}.ts`, ...words],
      { cwd: root, env },
      (error, out, said) => resolve({ code: typeof error?.code === "number" ? error.code : 0, out, said }),
    );
  });
}

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("the commands of the product list", () => {
  it("print every figure of a dry run as one JSON object, and store nothing", async () => {
    const { code, out, said } = await run(
      "import-product-list",
      fileOf("small.txt", smallProductList),
      "--dry-run",
      "--json",
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      attributeBlocks: 3,
      tables: 15,
      ticks: 3,
      productRows: 1,
      unclassifiedLines: 0,
    });
    expect(said).toContain("currency-mark");
    expect((await run("product-list")).code).toBe(1);
  });

  it("refuse a damaged file with line and reason", async () => {
    const damaged = smallProductList.replace("Produkt-Pool: Server\n\n", "Lieblingsfarbe: Blau\n\n");
    const { code, out, said } = await run("import-product-list", fileOf("damaged.txt", damaged));
    expect([code, out]).toEqual([1, ""]);
    expect(said).toContain(`line ${lineOf(damaged, "Lieblingsfarbe")}: attribute-unknown`);
  });

  it("import a file once, and show what was read of a group", async () => {
    const path = fileOf("small.txt", smallProductList);
    expect((await run("import-product-list", path)).out).toContain("imported as edition 1");
    expect((await run("import-product-list", path)).out).toContain("nothing was changed");
    const { code, out } = await run("product-list", "--json", "anker-server");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      edition: 1,
      group: { key: "anker-server", nameSource: "heading" },
      rows: [
        { kind: "product" },
        { kind: "migration-grant" },
        { kind: "step-up" },
        { kind: "matrix" },
        { kind: "matrix" },
      ],
    });
    expect((await run("product-list", "nobody")).code).toBe(1);
  });

  it("say how they are called", async () => {
    expect((await run("import-product-list")).code).toBe(2);
    expect((await run("import-product-list", "a", "--json")).code).toBe(2);
  });
});
