import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Entry = {
  version?: string;
  integrity?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  hasInstallScript?: boolean;
  optionalDependencies?: Record<string, string>;
};
const read = (file: string) => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8")) as unknown;
const { packages } = read("package-lock.json") as { packages: Record<string, Entry> };
const { allowScripts } = read("package.json") as { allowScripts: Record<string, boolean> };
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
const entries = Object.entries(packages).filter(([path]) => path !== "");

/** Where Node looks for a package from a folder: beside it, then further up. */
function isFoundFrom(path: string, name: string): boolean {
  for (let folder = path; ;) {
    if (packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === "") return false;
    const end = folder.lastIndexOf("/node_modules/");
    folder = end === -1 ? "" : folder.slice(0, end);
  }
}

describe("the lock file", () => {
  it("names the binaries of every platform; npm ci refuses one that leaves any out", () => {
    const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isFoundFrom(path, name)),
    );
    expect(missing).toEqual([]);
  });

  it("holds the fingerprint of everything but binaries of platforms that nothing is built on", () => {
    const without = entries.filter(([, { integrity }]) => integrity === undefined);
    for (const [path, { optional, os, cpu }] of without) {
      expect(optional, path).toBe(true);
      const isLinuxServer = os?.includes("linux") === true && (cpu?.includes("x64") || cpu?.includes("arm64"));
      const isMusl = path.endsWith("-musl");
      expect(isLinuxServer && !isMusl, path).toBe(false);
    }
    for (const [path, { integrity }] of entries) {
      if (integrity !== undefined) expect(integrity, path).toMatch(/^sha512-/);
    }
  });

  it("brings no install script that package.json has not decided about", () => {
    const scripted = entries.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect([...new Set(scripted)].filter((name) => allowScripts[name] === undefined)).toEqual([]);
  });

  it("holds no version below the floors that security reports set", () => {
    const atLeast = (version: string, floor: string) => version.localeCompare(floor, "en", { numeric: true }) >= 0;
    const floors: Record<string, string> = {
      "@remix-run/dev": "2.17.4",
      "@remix-run/express": "2.17.4",
      "@remix-run/node": "2.17.4",
      "@remix-run/react": "2.17.4",
      "@remix-run/server-runtime": "2.17.4",
      "@remix-run/router": "1.23.2",
    };
    for (const [name, floor] of Object.entries(floors)) {
      const versions = entries.filter(([path]) => nameOf(path) === name).map(([, { version = "0" }]) => version);
      expect(versions.length, name).toBeGreaterThan(0);
      for (const version of versions) expect(atLeast(version, floor), `${name} ${version}`).toBe(true);
    }
  });
});
