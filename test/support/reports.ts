import { readFileSync } from "node:fs";
import { relative } from "node:path";

/** What Vitest writes about a run, as far as it is read here. */
export type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
};

type Attachment = { readonly name: string; readonly path?: string };
type Spec = {
  readonly title: string;
  readonly file: string;
  readonly line: number;
  readonly tests: readonly {
    readonly status: string;
    readonly results: readonly { readonly status: string; readonly attachments: readonly Attachment[] }[];
  }[];
};
type Suite = { readonly specs?: readonly Spec[]; readonly suites?: readonly Suite[] };

/** What Playwright writes about a run, as far as it is read here. */
export type PlaywrightReport = {
  readonly stats: { readonly expected: number; readonly unexpected: number };
  readonly suites: readonly Suite[];
};

/** @returns null where a tool ended before it wrote its report. */
export function readReport<Report>(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    return null;
  }
}

/** The tests that failed, and the files that could not be loaded: a line each. */
export function failuresOf({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const failed = assertionResults.filter((one) => one.status === "failed");
    if (failed.length > 0) return failed.map(({ fullName }) => `Failed: ${file}: ${fullName}`);
    return status === "failed" ? [`Failed: ${file}: ${message ?? "could not be loaded"}`] : [];
  });
}

/** The titles of the browser tests that passed, but not at once. */
export function secondTriesOf({ suites }: PlaywrightReport): string[] {
  return specsOf(suites)
    .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
    .map(({ title }) => title);
}

const longestPage = 120;

/** What was on the page when a browser test failed, in the words of the page. */
export function pagesOfFailures(report: PlaywrightReport | null): string[] {
  return specsOf(report?.suites ?? []).flatMap(({ title, file, line, tests }) =>
    tests
      .flatMap(({ results }) => results)
      .filter(({ status }) => status !== "passed")
      .flatMap(({ attachments }) => attachments.filter(({ name }) => name === "error-context"))
      .flatMap(({ path }) => [
        `Failed: ${file}:${line}: ${title}. The page was:`,
        ...(path === undefined ? [] : snapshotIn(readFileSync(path, "utf8"))),
      ]),
  );
}

function snapshotIn(context: string): string[] {
  const lines = context.split("\n");
  const start = lines.findIndex((line) => line.startsWith("```yaml"));
  const end = lines.findIndex((line, index) => index > start && line.startsWith("```"));
  return lines.slice(start + 1, Math.min(end === -1 ? lines.length : end, start + longestPage));
}

function specsOf(suites: readonly Suite[]): Spec[] {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs, ...specsOf(inner)]);
}
