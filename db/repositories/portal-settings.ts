import type { Temporal } from "temporal-polyfill";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { Db } from "../client.ts";
import { instantColumn, jsonColumn, readJson } from "../columns.ts";

/** A move of the sandbox's clock. Instants in epoch milliseconds of the portal's time. */
export type ClockMove = {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Everything due up to here is done. */
  readonly atMs: number;
  /** Instants at which something fell due. */
  readonly steps: number;
  readonly terms: number;
  readonly charges: number;
  /** Subscriptions that ended on the way. */
  readonly ended: number;
  readonly failed: number;
  readonly state: "running" | "done" | "failed";
  readonly error: string | null;
};

/** Names of the portal's single settings, with the shape of each. */
export type PortalSettings = {
  /** How far the sandbox's clock is ahead of the machine's. */
  "sandbox-clock": { readonly offsetMs: number };
  /** The last move of the sandbox's clock, with how far it has come. */
  "clock-move": ClockMove;
  /** Perpetual purchases above this amount, in minor units by currency, are cancelled only after a look by the operator. */
  "perpetual-review-above": Partial<Record<Currency, number>>;
  /** Set in a database that holds the demo, and only there: whether it was loaded to its end. */
  "demo-data": { readonly state: "loading" | "loaded" };
};

export type PortalSettingName = keyof PortalSettings;

/** A setting as it stands; undefined when nobody has set it. */
export async function findPortalSetting<N extends PortalSettingName>(
  db: Db,
  name: N,
): Promise<PortalSettings[N] | undefined> {
  const row = await db.selectFrom("portal_setting").select("value_json").where("name", "=", name).executeTakeFirst();
  return row === undefined ? undefined : readJson<PortalSettings[N]>(row.value_json);
}

export async function putPortalSetting<N extends PortalSettingName>(
  db: Db,
  name: N,
  value: PortalSettings[N],
  at: Temporal.Instant,
): Promise<void> {
  const row = { value_json: jsonColumn(value), changed_at: instantColumn(at) };
  await db
    .insertInto("portal_setting")
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}
