import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { dialects } from "#test/support/databases.ts";
import { createDatabaseImage } from "./support/database-image.ts";
import { assertInvariants, assertNothingLeftDue } from "./support/invariants.ts";
import { assertFixpoint, jobDeps, runAllAt } from "./support/jobs.ts";
import { fillScriptedBook, scriptedEnd } from "./support/scripted-year.ts";

const zones = ["UTC", "Europe/Berlin", "America/Juneau", "Pacific/Apia"] as const;
const script = fileURLToPath(new URL("./time-zones.process.ts", import.meta.url));

type Answer = { zone: string; offsets: number[]; checksum: string };

async function runIn(zone: string, url: string): Promise<Answer> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script, url], {
    env: { ...process.env, TZ: zone },
  });
  return JSON.parse(stdout) as Answer;
}

// The PostgreSQL of the tests lives in Pacific/Apia, so that three of the four zones differ from the server's too.
describe.each(dialects)("fourteen months of jobs (%s)", (dialect) => {
  it(`give the same records in ${zones.join(", ")}`, async () => {
    const image = await createDatabaseImage(dialect, fillScriptedBook);
    const answers: Answer[] = [];
    for (let index = 0; index < zones.length; index += 2)
      answers.push(
        ...(await Promise.all(
          zones.slice(index, index + 2).map(async (zone) => {
            const copy = await image.copy();
            const answer = await runIn(zone, copy.url);
            if (zone === "Pacific/Apia") {
              await runAllAt(jobDeps(copy.db, scriptedEnd), scriptedEnd);
              await assertInvariants(copy.db);
              await assertNothingLeftDue(copy.db, scriptedEnd.epochMilliseconds);
              await assertFixpoint(jobDeps(copy.db, scriptedEnd), scriptedEnd);
            }
            await copy.dispose();
            return answer;
          }),
        )),
      );
    // The processes really lived elsewhere.
    expect(answers.map(({ zone }) => zone)).toEqual(zones);
    expect(new Set(answers.map(({ offsets }) => offsets.join())).size).toBe(4);
    expect(new Set(answers.map((answer) => answer.checksum)).size).toBe(1);
    await image.dispose();
  });
});
