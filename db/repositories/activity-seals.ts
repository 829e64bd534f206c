import type { Temporal } from "temporal-polyfill";
import type { ChainHead } from "#app/domain/activity/chain.ts";
import type { Db } from "../client.ts";
import { dayColumn, instantColumn, readDay, readInstant } from "../columns.ts";

/** The heads of all chains on a UTC day, and the file that tells of them. */
export type ActivitySeal = {
  readonly sealedOn: Temporal.PlainDate;
  readonly sealedAt: Temporal.Instant;
  readonly fileName: string;
  readonly chains: number;
  readonly keyVersion: number;
  readonly mac: string;
};

/** Notes a seal; false where the day has one already. */
export async function insertSeal(tx: Db, seal: ActivitySeal): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("activity_seal")
    .values({
      sealed_on: dayColumn(seal.sealedOn),
      sealed_at: instantColumn(seal.sealedAt),
      file_name: seal.fileName,
      chains: seal.chains,
      key_version: seal.keyVersion,
      mac: seal.mac,
    })
    .onConflict((conflict) => conflict.column("sealed_on").doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Notes the heads of a seal; one that an earlier seal noted stays with that one. At most 1,000 at a time. */
export async function insertSealedHeads(
  tx: Db,
  sealedOn: Temporal.PlainDate,
  heads: readonly ChainHead[],
): Promise<void> {
  if (heads.length === 0) return;
  await tx
    .insertInto("activity_seal_head")
    .values(heads.map(({ chain, sequence, mac }) => ({ chain, sequence, mac, sealed_on: dayColumn(sealedOn) })))
    .onConflict((conflict) => conflict.columns(["chain", "sequence"]).doNothing())
    .execute();
}

export async function findSeal(db: Db, sealedOn: Temporal.PlainDate): Promise<ActivitySeal | undefined> {
  const row = await db
    .selectFrom("activity_seal")
    .selectAll()
    .where("sealed_on", "=", dayColumn(sealedOn))
    .executeTakeFirst();
  return row === undefined ? undefined : sealOfRow(row);
}

export async function findNewestSeal(db: Db): Promise<ActivitySeal | undefined> {
  const row = await db.selectFrom("activity_seal").selectAll().orderBy("sealed_on", "desc").limit(1).executeTakeFirst();
  return row === undefined ? undefined : sealOfRow(row);
}

/** The newest head of a chain that a seal noted. */
export async function findSealedHead(db: Db, chain: string): Promise<(ChainHead & { sealedOn: string }) | undefined> {
  const row = await db
    .selectFrom("activity_seal_head")
    .selectAll()
    .where("chain", "=", chain)
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { chain: row.chain, sequence: row.sequence, mac: row.mac, sealedOn: row.sealed_on };
}

/** The next heads by the name of their chain. */
export async function listChainHeads(db: Db, page: { after: string | null; limit: number }): Promise<ChainHead[]> {
  let query = db.selectFrom("activity_chain").select(["chain", "sequence", "mac"]);
  if (page.after !== null) query = query.where("chain", ">", page.after);
  return query.orderBy("chain").limit(page.limit).execute();
}

type SealRow = {
  sealed_on: string;
  sealed_at: number;
  file_name: string;
  chains: number;
  key_version: number;
  mac: string;
};

function sealOfRow(row: SealRow): ActivitySeal {
  return {
    sealedOn: readDay(row.sealed_on),
    sealedAt: readInstant(row.sealed_at),
    fileName: row.file_name,
    chains: row.chains,
    keyVersion: row.key_version,
    mac: row.mac,
  };
}
