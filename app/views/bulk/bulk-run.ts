import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { decideAccess } from "#app/domain/access/permissions.ts";
import {
  type BulkRowState,
  type BulkState,
  permissionForBulk,
  refusalToConfirm,
} from "#app/domain/bulk/bulk-change.ts";
import type { BulkAction } from "#app/domain/bulk/bulk-action.ts";
import { type SkuKey, skuKey } from "#app/domain/catalog/catalog.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Db } from "#db/client.ts";
import {
  type BulkRow,
  bulkRunKey,
  type BulkRun,
  findBulkRun,
  listBulkRows,
  listBulkRuns,
  sumsOfBulkRun,
} from "#db/repositories/bulk-runs.ts";
import { type SkuDetail, skusByKey } from "#db/repositories/catalog.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { listSubscriptionsById } from "#db/repositories/subscriptions.ts";
import { displayNamesById } from "#db/repositories/user-names.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { type DayText, type Format, formatFor, type InstantText, type MoneyText } from "../format.ts";
import { productTextOf } from "../subscription-summary.ts";
import type { ViewContext } from "../view-context.ts";

/** A run as lists and heads name it. */
export type BulkRunText = {
  readonly id: string;
  readonly action: BulkAction;
  readonly state: BulkState;
  readonly rows: number;
  readonly willRows: number;
  readonly doneRows: number;
  readonly refusedRows: number;
  readonly madeAt: InstantText;
  /** Names; null for somebody who left. */
  readonly madeBy: string | null;
  readonly confirmedAt: InstantText | null;
  readonly confirmedBy: string | null;
  readonly finishedAt: InstantText | null;
};

export type BulkRowText = {
  readonly position: number;
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly title: string;
  readonly quantityText: string;
  readonly endsOn: DayText;
  readonly state: BulkRowState;
  readonly refusal: Refusal | null;
  readonly remark: Refusal | null;
  readonly amount: MoneyText | null;
};

export type BulkRunView = {
  readonly run: BulkRunText;
  /** Rows by how they stand, in a fixed order, none left out. */
  readonly counts: readonly {
    readonly state: BulkRowState;
    readonly rows: number;
    readonly amounts: readonly MoneyText[];
  }[];
  readonly shown: BulkRowState | null;
  readonly rows: readonly BulkRowText[];
  readonly links: PageLinks;
  /** Why the reader cannot confirm it; null where nothing is in the way. */
  readonly refusal: Refusal | null;
};

/** One change of many: its dry run, how far it has come, what became of it. */
export async function bulkRunView(
  context: ViewContext,
  params: PageParams & { readonly runId: string; readonly show: BulkRowState | null },
): Promise<Result<BulkRunView>> {
  const found = await findRun(context, params.runId);
  if (!found.ok) return found;
  const run = found.value;
  const { db, reader } = context;
  const format = formatFor(reader);
  const page = await listBulkRows(db, run, params.show, pageRequestOf(params, ["number"]));
  const sums = await sumsOfBulkRun(db, run);
  const names = await namesOf(db, run.partnerId, [run]);
  const access = decideAccess(context.actor, permissionForBulk(run.action.kind));
  return ok({
    run: runTextOf(run, names, format),
    counts: shownStates.map((state) => {
      const ofState = sums.filter((sum) => sum.state === state);
      return {
        state,
        rows: ofState.reduce((count, { rows }) => count + rows, 0),
        amounts: ofState.flatMap(({ currency, amountMinor }) =>
          currency === null ? [] : format.money(amountMinor, currency),
        ),
      };
    }),
    shown: params.show,
    rows: await rowTexts(context, run.partnerId, page.rows, format),
    links: pageLinksOf(page, ({ position }) => [position]),
    refusal: access.ok ? refusalToConfirm(run.willCount) : access.refusal,
  });
}

/** What happens or has happened first, then what was left alone. */
const shownStates = ["will", "done", "refused", "will-not"] as const satisfies readonly BulkRowState[];

async function findRun(context: ViewContext, runId: string): Promise<Result<BulkRun>> {
  const scope = decidePartnerScope(context.actor, "see-subscriptions");
  if (!scope.ok) return scope;
  const run = await findBulkRun(context.db, scope.value.partnerId, runId);
  return run === undefined ? refused({ code: "not-found", what: "bulk-run" }) : ok(run);
}

function namesOf(db: Db, partnerId: string, runs: readonly BulkRun[]): Promise<Map<string, string>> {
  const ids = runs.flatMap(({ madeBy, confirmed }) => (confirmed === null ? [madeBy] : [madeBy, confirmed.by]));
  return displayNamesById(db, partnerId, ids);
}

function runTextOf(run: BulkRun, names: ReadonlyMap<string, string>, format: Format): BulkRunText {
  const { id, action, state, confirmed } = run;
  return {
    id,
    action,
    state,
    rows: run.rowCount,
    willRows: run.willCount,
    doneRows: run.doneCount,
    refusedRows: run.refusedCount,
    madeAt: format.instant(run.madeAt),
    madeBy: names.get(run.madeBy) ?? null,
    confirmedAt: format.instantOrNull(confirmed?.at ?? null),
    confirmedBy: confirmed === null ? null : (names.get(confirmed.by) ?? null),
    finishedAt: format.instantOrNull(run.finishedAt),
  };
}

type RowSubjects = {
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  readonly skus: ReadonlyMap<SkuKey, SkuDetail>;
  readonly customers: ReadonlyMap<string, string>;
};

async function subjectsOf(db: Db, partnerId: string, rows: readonly BulkRow[]): Promise<RowSubjects> {
  const subscriptions = await listSubscriptionsById(
    db,
    partnerId,
    rows.map(({ subscriptionId }) => subscriptionId),
  );
  const keys = [...subscriptions.values()].map(({ productId, skuId }) => skuKey(productId, skuId));
  const skus = await skusByKey(db, new Set(keys));
  const customers = await customerNamesById(
    db,
    partnerId,
    rows.map(({ customerId }) => customerId),
  );
  return { subscriptions, skus, customers };
}

async function rowTexts(
  { db }: ViewContext,
  partnerId: string,
  rows: readonly BulkRow[],
  format: Format,
): Promise<BulkRowText[]> {
  const { subscriptions, skus, customers } = await subjectsOf(db, partnerId, rows);
  return rows.flatMap((row) => {
    const subscription = subscriptions.get(row.subscriptionId);
    if (subscription === undefined) return [];
    const { position, subscriptionId, customerId, state, refusal, remark, amountMinor, currency } = row;
    return {
      position,
      subscriptionId,
      customerId,
      customerName: customers.get(customerId) ?? "",
      title: productTextOf(subscription, skus).title,
      quantityText: format.number(subscription.term.quantity),
      endsOn: format.lastDayBefore(subscription.term.endAt),
      state,
      refusal,
      remark,
      amount: amountMinor === null || currency === null ? null : format.money(amountMinor, currency),
    };
  });
}

/** What a file of a run says of a row; refusals stay what they are, for the page to put into words. */
export type ExportedBulkRow = Omit<BulkRow, "runId" | "partnerId" | "terms"> & {
  readonly customerName: string;
  readonly title: string;
};

const rowsPerPiece = 500;

/** All rows of a run, read while they are taken. */
export async function bulkRowsExport(
  context: ViewContext,
  { runId }: { readonly runId: string },
): Promise<Result<AsyncIterable<ExportedBulkRow>>> {
  const found = await findRun(context, runId);
  return found.ok ? ok(exportedRows(context.db, found.value)) : found;
}

async function* exportedRows(db: Db, run: BulkRun): AsyncGenerator<ExportedBulkRow> {
  let position = 0;
  for (;;) {
    const cursor = position === 0 ? null : ({ direction: "after", key: [position] } as const);
    const page = await listBulkRows(db, run, null, { limit: rowsPerPiece, cursor });
    const { subscriptions, skus, customers } = await subjectsOf(db, run.partnerId, page.rows);
    for (const { runId: _run, partnerId: _partner, terms: _terms, ...row } of page.rows) {
      const subscription = subscriptions.get(row.subscriptionId);
      const title = subscription === undefined ? "" : productTextOf(subscription, skus).title;
      yield { ...row, customerName: customers.get(row.customerId) ?? "", title };
    }
    const last = page.rows.at(-1);
    if (last === undefined || !page.hasNext) return;
    position = last.position;
  }
}

export type BulkRunsView = { readonly runs: readonly BulkRunText[]; readonly links: PageLinks };

/** Every change of many that a partner has looked at or made, the newest first. */
export async function bulkRunsView(context: ViewContext, params: PageParams): Promise<Result<BulkRunsView>> {
  const scope = decidePartnerScope(context.actor, "see-subscriptions");
  if (!scope.ok) return scope;
  const { partnerId } = scope.value;
  const page = await listBulkRuns(context.db, partnerId, pageRequestOf(params, ["number", "string"]));
  const names = await namesOf(context.db, partnerId, page.rows);
  const format = formatFor(context.reader);
  return ok({
    runs: page.rows.map((run) => runTextOf(run, names, format)),
    links: pageLinksOf(page, bulkRunKey),
  });
}
