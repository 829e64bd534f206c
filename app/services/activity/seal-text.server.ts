import { timingSafeEqual } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { type ChainHead, sealText } from "#app/domain/activity/chain.ts";
import type { ActivityKey } from "../ports.ts";
import type { KeyFinder } from "./verify-chain.server.ts";

const format = "reseller-portal activity seal 1";

const schema = z.strictObject({
  format: z.literal(format),
  sealedOn: z.iso.date(),
  sealedAtMs: z.int(),
  keyVersion: z.int().min(1),
  chains: z.array(z.strictObject({ chain: z.string(), sequence: z.int().min(0), mac: z.string() })),
  mac: z.string(),
});

/** What a seal says. */
export type Seal = {
  /** UTC day, `YYYY-MM-DD`. */
  readonly sealedOn: string;
  readonly sealedAtMs: number;
  readonly heads: readonly ChainHead[];
};

/** The file of a seal: JSON that a person can read, with a MAC over what it says. */
export function writeSeal(
  key: ActivityKey,
  sealedOn: string,
  at: Temporal.Instant,
  heads: readonly ChainHead[],
): { readonly text: string; readonly mac: string } {
  const sealedAtMs = at.epochMilliseconds;
  const chains = heads.map(({ chain, sequence, mac }) => ({ chain, sequence, mac }));
  const mac = key.macOfSeal(sealText(sealedOn, sealedAtMs, chains));
  const seal = { format, sealedOn, sealedAtMs, keyVersion: key.version, chains, mac };
  return { text: `${JSON.stringify(seal, null, 2)}\n`, mac };
}

/** Reads the file of a seal; in words why not where it is none, is not this portal's, or was changed. */
export async function readSeal(text: string, keyOf: KeyFinder): Promise<Seal | { readonly problem: string }> {
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) return { problem: "is not a seal of the activity log" };
  const { sealedOn, sealedAtMs, keyVersion, chains, mac } = parsed.data;
  const key = await keyOf(keyVersion);
  if (key === undefined) return { problem: "was made with a key that this portal does not have" };
  const expected = Buffer.from(key.macOfSeal(sealText(sealedOn, sealedAtMs, chains)), "utf8");
  const given = Buffer.from(mac, "utf8");
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return { problem: "was changed, or is another portal's" };
  return { sealedOn, sealedAtMs, heads: chains };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
