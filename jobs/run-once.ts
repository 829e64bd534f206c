import { parseArgs } from "node:util";
import { Temporal } from "temporal-polyfill";
import { compose, isForPeople } from "#app/composition.server.ts";
import { isJobName, jobNames } from "#app/domain/jobs/job-names.ts";
import { readEnv } from "#app/http/env.server.ts";
import { type JobReport, runJob } from "#app/services/renewals/run-job.server.ts";
import { jobsConnection } from "./connection.ts";

const usage = `npm run job NAME [-- --at INSTANT]

Runs one job by hand, up to an instant, and prints what it did.

  NAME      ${jobNames.join("\n            ")}
  --at      such as 2027-01-01T00:00:00Z; the portal's present unless given.
            An instant in the future only in sandbox mode.
  --json    print the report as one JSON line
`;

/** A counter that overwrites itself is for a person at a terminal, not for a log. */
const isWatched = process.stderr.isTTY;

/** What ends the command with a sentence instead of a stack. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const { job, at, isJson } = readArguments();
  const env = readEnv(process.env);
  const portal = await compose({ ...env, logLevel: "warn" }, jobsConnection);
  try {
    const startedMs = performance.now();
    const result = await runJob(
      portal.deps,
      { kind: "system", job },
      { job, at, recordIdle: true },
      ({ done, failed, due }) => isWatched && process.stderr.write(`\r${done + failed} of ${due} `),
    );
    if (!result.ok) {
      if (result.refusal.code !== "instant-in-future") throw new UsageError(`Refused: ${result.refusal.code}`);
      throw new UsageError("That instant lies in the future. Only a sandbox (MODE=sandbox) can run ahead.");
    }
    const seconds = (performance.now() - startedMs) / 1000;
    if (isWatched) process.stderr.write("\n");
    console.log(
      isJson ? JSON.stringify({ ...result.value, at: result.value.at.toString() }) : asText(result.value, seconds),
    );
    if (result.value.status !== "done") process.exitCode = 1;
  } finally {
    await portal.close();
  }
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { at: { type: "string" }, json: { type: "boolean", default: false } },
    });
    const [name, ...rest] = positionals;
    if (name === undefined || rest.length > 0) throw new UsageError(usage);
    if (!isJobName(name)) throw new UsageError(`There is no job ${name}.\n\n${usage}`);
    return { job: name, at: values.at === undefined ? undefined : readInstant(values.at), isJson: values.json };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function readInstant(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new UsageError(`${text} is no instant. Write it with its zone, such as 2027-01-01T00:00:00Z.`);
  }
}

function asText(report: JobReport, seconds: number): string {
  const { certificate } = report;
  const lines: [string, string | number][] = [
    ["job", report.job],
    ["up to", report.at.toString()],
    ["status", report.error === null ? report.status : `${report.status}: ${report.error}`],
    ["due", report.due],
    ["done", report.done],
    ["failed", report.failed],
    ["renewed", `${certificate.renewed} (${certificate.terms} terms)`],
    ["not renewed", listed(certificate.notRenewed)],
    ["charges", `${certificate.charges}`],
    ["charged, in minor units", listed(certificate.charged)],
    ["notices", certificate.notices],
    ["duplicates", certificate.duplicates],
    ["left to other processes", certificate.leftToOthers],
    ["put on hold", certificate.held],
    [
      "oldest due",
      certificate.oldestDueAgeMs === null ? "none" : `${Math.round(certificate.oldestDueAgeMs / 1000)} s ago`,
    ],
    ["took", `${seconds.toFixed(2)} s`],
    ["run", report.runId ?? "not recorded"],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}

function listed(counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return entries.length === 0 ? "none" : entries.join(", ");
}

await main().catch((error: unknown) => {
  if (!(error instanceof UsageError) && !isForPeople(error)) throw error;
  console.error(error.message);
  process.exit(1);
});
