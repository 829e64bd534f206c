import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const built = new URL("build/server/index.js", root);

/** What the built portal is made from. */
const sources = ["app", "db", "styles", "package.json", "package-lock.json", "remix.config.js", "vite.config.ts"];

/** Why the portal has to be built before it can be shown; null where what is built is up to date. */
export function whyToBuild(): string | null {
  const builtMs = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
  if (builtMs === undefined) return "it has not been built yet";
  return sources.some((name) => hasNewer(fileURLToPath(new URL(name, root)), builtMs))
    ? "its sources have changed"
    : null;
}

function hasNewer(path: string, builtMs: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (!stats.isDirectory()) return stats.mtimeMs > builtMs;
  return readdirSync(path).some((name) => hasNewer(`${path}/${name}`, builtMs));
}

/** Builds the portal without a word; what the build said is thrown when it fails. */
export async function buildPortal(): Promise<void> {
  const child = spawn("npm", ["run", "--silent", "build"], {
    cwd: fileURLToPath(root),
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`The build failed.\n${output.trim()}`);
}
