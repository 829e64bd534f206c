import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const hostile = [
  'a\n{"level":30,"msg":"a line of somebody else"}',
  "\r\n\r\n",
  "\u001b]0;owned\u0007\u001b[2J",
  '","level":60,"x":"',
  "\u2028\u2029\u0085\0",
];

test("A line of the log is one line of JSON, whatever text stands in it, and keeps no secret", () => {
  const file = fileURLToPath(new URL("./json-logger.process.ts", import.meta.url));
  const run = spawnSync(process.execPath, ["--import", "tsx", file, JSON.stringify(hostile)], { encoding: "utf8" });
  expect(run.stderr).toBe("");
  const lines = run.stdout.trimEnd().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as Record<string, unknown>)["userAgent"])).toEqual(hostile);
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({ level: 30, nested: { password: "[secret]" }, token: "[secret]" });
    expect([...line].filter((letter) => letter.charCodeAt(0) < 32)).toEqual([]);
  }
});
