import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import {
  type PlaywrightReport,
  pagesOfFailures,
  readReport,
  secondTriesOf,
  type VitestReport,
  failuresOf,
} from "./reports.ts";

/**
 * `npm test`: every check. A check that fails does not hide the ones after it; the last line counts the tests of Vitest
 * and Playwright, and every other check that failed as one.
 */
const results = "test-results";
const vitestFile = `${results}/vitest.json`;
const playwrightFile = `${results}/playwright.json`;
const mostSecondTries = 2;

type Count = { readonly passed: number; readonly failed: number };
type Check = { readonly name: string; readonly command: readonly string[]; readonly count?: () => Count };

/** Each keeps one core busy, so that two of them run at a time; what they print appears when they end. */
const readingChecks: readonly Check[] = [
  { name: "types", command: ["tsc", "--noEmit"] },
  { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings"] },
  { name: "format", command: ["oxfmt", "--check"] },
  { name: "layers", command: ["depcruise", "app", "db", "jobs", "test", "--config", ".dependency-cruiser.mjs"] },
  { name: "dead code", command: ["knip"] },
  { name: "build", command: ["remix", "vite:build", "--logLevel", "warn"] },
];

/** These drive what was built, keep every core busy by themselves and show how far they have come. */
const drivingChecks: readonly Check[] = [
  {
    name: "tests",
    command: ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestFile}`],
    count: countVitest,
  },
  { name: "browser tests", command: ["playwright", "test"], count: countPlaywright },
];

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const totals = { passed: 0, failed: 0 };
const secondTries: string[] = [];
const failures: string[] = [];
const failedChecks: string[] = [];

const waiting = [...readingChecks];
const takeTurns = async () => {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) await runAside(check);
};
await Promise.all([takeTurns(), takeTurns()]);
for (const check of drivingChecks) {
  console.log(`\n── ${check.name}`);
  const [tool = "", ...options] = check.command;
  settle(check, spawnSync("npx", ["--no-install", tool, ...options], { stdio: "inherit" }).status);
}

// What failed stands at the end once more: of a long log, the end is what is kept and read.
console.log(["", ...pagesOfFailures(readReport<PlaywrightReport>(playwrightFile)), ...failures].join("\n"));
if (secondTries.length > 0) {
  console.log(`\nPassed at the second try only: ${secondTries.join("; ")}. Each left a trace in ${results}/e2e.`);
}
console.log(failedChecks.length === 0 ? "\nAll checks passed." : `\nFailed: ${failedChecks.join(", ")}.`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

/** Runs a check beside others, and prints all of it at its end. */
async function runAside(check: Check): Promise<void> {
  const [tool = "", ...options] = check.command;
  const child = spawn("npx", ["--no-install", tool, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const printed: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => printed.push(part));
  child.stderr.on("data", (part: Buffer) => printed.push(part));
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  console.log(`\n── ${check.name}`);
  process.stdout.write(Buffer.concat(printed));
  settle(check, status);
}

function settle({ name, count }: Check, status: number | null): void {
  const counted = count?.() ?? { passed: 0, failed: 0 };
  totals.passed += counted.passed;
  totals.failed += counted.failed;
  if (status === 0 && counted.failed === 0) return;
  failedChecks.push(name);
  // A check that fails without a failed test (a file that does not load, a type error) must show in the count.
  if (counted.failed === 0) totals.failed += 1;
}

function countVitest(): Count {
  const report = readReport<VitestReport>(vitestFile);
  if (report === null) return { passed: 0, failed: 0 };
  failures.push(...failuresOf(report));
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

/**
 * A browser test that passes at its second try is named at the end, with the page that it failed on: more often than not
 * another test of its worker changed what it looks at. More than two of them fail the run.
 */
function countPlaywright(): Count {
  const report = readReport<PlaywrightReport>(playwrightFile);
  if (report === null) return { passed: 0, failed: 0 };
  secondTries.push(...secondTriesOf(report));
  const { expected, unexpected } = report.stats;
  return secondTries.length > mostSecondTries
    ? { passed: expected, failed: unexpected + secondTries.length }
    : { passed: expected + secondTries.length, failed: unexpected };
}
