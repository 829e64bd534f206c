import "#app/adapters/lean-heap.ts";
import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { statementPdf } from "#app/http/statement/statement-pdf.server.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { reconciliationColumns, reconciliationRows } from "#app/views/invoice-file.ts";
import { statementOf } from "#app/views/invoice-statement.ts";
import { findInvoiceInScope } from "#app/views/invoice.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import { openDatabase } from "#db/client.ts";
import { jobsConnection } from "#jobs/connection.ts";
import { testActivityKeys } from "#test/support/activity-keys.ts";
import { instant } from "#test/support/builders.ts";

/**
 * Does one thing at a time that the parent names, in this process alone, and answers with milliseconds and the peak of
 * its memory so far: issues the invoices of a database by the real job, or writes the files of its longest invoice to
 * nowhere.
 */
export type InvoicingTask = { readonly url: string; readonly what: "issue" | "pdf" | "csv" };
export type InvoicingAnswer = {
  readonly elapsedMs: number;
  /** Lines on invoices, or bytes of a file. */
  readonly amount: number;
  readonly maxRssMb: number;
};

/** The 6th after the month in which every charge of the book is dated. */
const at = instant("2024-04-06T00:00:00Z");
const clock = { now: () => at, refresh: async () => {} };
const ids = createUuidIds(() => at.epochMilliseconds);
const operator: Actor = { kind: "operator", userId: "bench", roles: ["operator"], address: null };
const job = "issue-invoices";

type Database = ReturnType<typeof openDatabase>;

async function issue(db: Database): Promise<number> {
  const deps = { db, clock, ids, activityKeys: testActivityKeys, mode: "production" } as const;
  const result = await runJob(deps, { kind: "system", job }, { job });
  if (!result.ok) throw new Error(result.refusal.code);
  const { status, error, certificate } = result.value;
  if (status !== "done") throw new Error(error ?? status);
  return certificate.invoiceLines ?? 0;
}

async function writeFile(db: Database, what: "pdf" | "csv"): Promise<number> {
  const { id } = await db
    .selectFrom("invoice")
    .select("id")
    .orderBy("line_count", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  const view: ViewContext = { db, actor: operator, at, reader: { language: "en", timeZone: "Europe/Berlin" } };
  if (what === "pdf") {
    const statement = await statementOf(view, id);
    if (!statement.ok) throw new Error(statement.refusal.code);
    let bytes = 0;
    for await (const part of statementPdf(statement.value, { t: translateTo("en"), language: "en" }))
      bytes += part.byteLength;
    return bytes;
  }
  const invoice = await findInvoiceInScope(view, id);
  if (!invoice.ok) throw new Error(invoice.refusal.code);
  const rows = reconciliationRows(view, invoice.value);
  const { body } = csvResponse({ fileName: "lines.csv", header: reconciliationColumns, rows });
  if (body === null) throw new Error("The file has no body");
  let bytes = 0;
  await body.pipeTo(new WritableStream({ write: ({ byteLength }) => void (bytes += byteLength) }));
  return bytes;
}

async function answerTo({ url, what }: InvoicingTask): Promise<InvoicingAnswer> {
  const db = openDatabase(url, what === "issue" ? jobsConnection : {});
  const startedMs = performance.now();
  const amount = await (what === "issue" ? issue(db) : writeFile(db, what));
  const elapsedMs = performance.now() - startedMs;
  await db.destroy();
  return { elapsedMs, amount, maxRssMb: process.resourceUsage().maxRSS / 1024 };
}

process.on("message", (task: InvoicingTask) => {
  void answerTo(task).then((answer) => process.send?.(answer));
});
process.send?.("ready");
