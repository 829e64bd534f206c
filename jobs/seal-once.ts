import { compose, isForPeople } from "#app/composition.server.ts";
import { readEnv } from "#app/http/env.server.ts";
import { sealActivity } from "#app/services/activity/seal-activity.server.ts";

/** `npm run activity:seal`: gives the day its seal now, as the job does by itself, and says where it is. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const portal = await compose({ ...env, logLevel: "warn" }, { poolMax: 2 });
  try {
    const { deps, sealStore, clock } = portal;
    const { sealedOn, isNew, fileName, chains } = await sealActivity({ ...deps, sealStore }, clock.now());
    const what = isNew ? `${chains} chains are sealed` : "there was a seal already";
    process.stdout.write(`${sealedOn}: ${what}, in ${fileName}.\n`);
  } finally {
    await portal.close();
  }
}

await main().catch((error: unknown) => {
  if (!isForPeople(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
