import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isHostName, keyPlaceholder, scriptLines } from "#app/domain/migration-plan/script-lines.ts";

const key = "BCDFG-HJKMP-QRTVW-XY234-67892";

describe("script lines", () => {
  it("enter the key and activate, on another device or on the one at hand", () => {
    expect(scriptLines("SRV-01.brandt.example", key)).toEqual([
      String.raw`cscript //nologo C:\Windows\System32\slmgr.vbs SRV-01.brandt.example /ipk ${key}`,
      String.raw`cscript //nologo C:\Windows\System32\slmgr.vbs SRV-01.brandt.example /ato`,
    ]);
    expect(scriptLines(null, keyPlaceholder)?.[0]).toBe(
      String.raw`cscript //nologo C:\Windows\System32\slmgr.vbs /ipk XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`,
    );
  });

  it.each(["PC1", "pc_1", "10.1.2.3", "a-b.c-d", "0815", "x".repeat(63), "_srv"])("take the name %s", (name) => {
    expect(isHostName(name)).toBe(true);
  });

  it.each([
    "",
    "-pc",
    "pc-",
    "/ipk",
    "pc 1",
    "pc&calc",
    "pc|calc",
    "pc;calc",
    "pc%PATH%",
    "pc`id`",
    "$(id)",
    "pc\ncalc",
    "pc\n",
    'pc"',
    "pc'",
    "pc^",
    "..",
    "a..b",
    ".a",
    "a.",
    "Büro-1",
    "РС1",
    "pc\u200B",
    "=cmd()",
    "x".repeat(64),
    `${"a.".repeat(127)}a`,
    "a b",
    "pc>out",
    "{pc}",
    "pc!x",
    "pc\0",
  ])("leave the name %j out", (name) => {
    expect(isHostName(name)).toBe(false);
    expect(scriptLines(name, key)).toBeNull();
  });

  it("hold nothing that a shell reads, whatever the name and the key", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), fc.string({ maxLength: 40 }), (name, text) => {
        for (const line of [...(scriptLines(name, key) ?? []), ...(scriptLines(null, text) ?? [])])
          expect(line).toMatch(
            /^cscript \/\/nologo C:\\Windows\\System32\\slmgr\.vbs( [\w.-]+)? (\/ato|\/ipk [A-Za-z0-9-]+)$/,
          );
      }),
    );
  });
});
