// Ends with 0 when node_modules holds what package-lock.json asks for, so that it need not be installed again.
import { readFileSync } from "node:fs";

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return {};
  }
}

const wanted = packagesIn("package-lock.json");
const present = packagesIn("node_modules/.package-lock.json");
const isInstalled = Object.entries(wanted).every(
  ([path, { version, optional, devOptional }]) =>
    path === "" || present[path]?.version === version || ((optional || devOptional) && present[path] === undefined),
);
process.exitCode = isInstalled ? 0 : 1;
