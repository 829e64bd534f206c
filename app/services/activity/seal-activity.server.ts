import { createHash } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { ChainHead } from "#app/domain/activity/chain.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { Db } from "#db/client.ts";
import { findSeal, insertSeal, insertSealedHeads, listChainHeads } from "#db/repositories/activity-seals.ts";
import { insertNotices } from "#db/repositories/notices.ts";
import type { SealStore, ServiceDeps } from "../ports.ts";
import { logActivity } from "./log-activity.server.ts";
import { writeSeal } from "./seal-text.server.ts";

export type SealDeps = Pick<ServiceDeps, "db" | "ids" | "activityKeys"> & { readonly sealStore: SealStore };

export type SealReport = {
  readonly sealedOn: string;
  /** False where the day had its seal already. */
  readonly isNew: boolean;
  readonly fileName: string;
  readonly chains: number;
};

const actor = { kind: "system", job: "seal-activity" } as const;
const headsPerRead = 500;

/**
 * Seals the log: notes where every chain ends, once per UTC day, and exports it to a file. Who later cuts off the end
 * of a chain and sets its head back is found by it, as long as the file is kept where the database's owner cannot
 * reach it.
 *
 * First the file, then the note in the database: what stops in between is done anew, with a file of the same name.
 *
 * @throws where the file cannot be written; the day then has no seal yet, and the next call tries again
 */
export async function sealActivity(deps: SealDeps, at: Temporal.Instant): Promise<SealReport> {
  const { db } = deps;
  const day = utcDayOf(at);
  const sealedOn = day.toString();
  const known = await findSeal(db, day);
  if (known !== undefined) return { sealedOn, isNew: false, fileName: known.fileName, chains: known.chains };

  const key = await deps.activityKeys.reload(db, at);
  const heads = await readHeads(db);
  const fileName = `activity-seal-${sealedOn}.json`;
  const { text, mac } = writeSeal(key, sealedOn, at, heads);
  await deps.sealStore.put(fileName, text);

  const chains = heads.length;
  const lines = heads.reduce((sum, { sequence }) => sum + sequence, 0);
  const sha256 = createHash("sha256").update(text, "utf8").digest("hex");
  const isNew = await db.transaction().execute(async (tx) => {
    const seal = { sealedOn: day, sealedAt: at, fileName, chains, keyVersion: key.version, mac };
    if (!(await insertSeal(tx, seal))) return false;
    for (let from = 0; from < heads.length; from += headsPerRead)
      await insertSealedHeads(tx, day, heads.slice(from, from + headsPerRead));
    const notice = {
      kind: "activity-sealed",
      partnerId: null,
      customerId: null,
      subscriptionId: null,
      termNumber: null,
      orderId: null,
      dedupeKey: `activity-sealed:${sealedOn}`,
      facts: { sealedOn, fileName, sha256, chains, lines },
    } as const;
    await insertNotices(tx, at, [{ id: deps.ids.next(), draft: notice }]);
    const newValue = { sealedOn, fileName, sha256, chains, lines };
    await logActivity(tx, deps, actor, [activityDone("activity-sealed", at, { partnerId: null }, { newValue })]);
    return true;
  });
  return { sealedOn, isNew, fileName, chains };
}

async function readHeads(db: Db): Promise<ChainHead[]> {
  const heads: ChainHead[] = [];
  for (let after: string | null = null; ;) {
    const read: ChainHead[] = await listChainHeads(db, { after, limit: headsPerRead });
    heads.push(...read);
    if (read.length < headsPerRead) return heads;
    after = read.at(-1)?.chain ?? null;
  }
}
