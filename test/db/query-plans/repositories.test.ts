import { CompiledQuery, sql } from "kysely";
import { expect, it } from "vitest";
import type { Db } from "#db/client.ts";
import { describeOnBothDatabases, type TestDatabase } from "#test/support/databases.ts";
import { recorded } from "../support/recorder.ts";
import { buildBook, repositoryCalls } from "../support/repository-calls.ts";

/** Calls that are about all rows of a small table, and why that is meant. */
const readsAll: ReadonlySet<string> = new Set([
  // A price list is checked against every edition of the catalogue.
  "catalog: kindsOfSkus",
  // The tabs above the catalogue count all of it.
  "products: countProductsByKind",
  // A dozen lists a year; an import asks once.
  "price-lists: countPriceLists",
  // The job of the 6th asks every partner, and the sandbox' clock for the first thing that is due at any.
  "invoicing: listPartnersToInvoice",
  "invoicing: findNextInvoicingAt",
  // The filter above the list: an invoice per partner, month and currency.
  "invoices: listInvoicedCurrencies of a partner",
  "invoices: listInvoicedCurrencies of all",
  // A partner has fifty at most, which is what it is counted for.
  "api-clients: countApiClients",
  // In a sandbox alone: whether anything refers to the customer is looked through.
  "remove-customer: deleteCustomer",
  // In a sandbox alone: its clock takes every session along.
  "sessions: shiftSessions",
  // Some dozens of online services, with the lists that the operator keeps of them.
  "online-services: listOnlineServices",
  "online-services: listServiceCountries",
  "online-services: listIncompatibilities",
  // A few dozen rates.
  "tax-rates: listTaxRates",
  "tax-rates: listUsedTaxRates",
]);

/** Statements that find few rows in another way than in their order, and sort those. */
const sortsInMemory: ReadonlySet<string> = new Set([
  "customers: searchCustomers with two words",
  // Those of a partner's customers that have an agreement.
  "customers: searchCustomersWithAgreement",
  "customers: searchCustomersWithAgreement with two words, after a key",
  "subscription-lists: listSubscriptionsOfCustomer expired",
  "products: listProducts searched",
  // Programs narrow by the beginning of a name and take the answer in the order of creation.
  "customer-records: listCustomerRecords by the beginning of the name",
  // Open invitations: whoever invites takes back or renews the one before.
  "invitations: listOpenInvitations of a partner",
  "invitations: listOpenInvitations of a customer",
  "invitations: listOpenInvitations of the operator",
  // What is processed within a day, of enrollments that run.
  "service-orders: claimWaitingReservations",
  // Agreements and enrollments whose number begins so, and those at which somebody has a role.
  "agreements: listAgreements searched, after a key",
  "agreements: listAgreements of a customer, held by somebody, before a key",
  // Asked by hand, for an investigation: what a customer's orders left behind.
  "installation-orders-activity: listInstallationActivity",
  // What a search finds in one edition, best first.
  "product-list-search: searchPassages",
]);

/** Stretches of an index that are one entry long for each partner, whatever it has: its numbers, the invoice that was begun, its webhook, what it is as an installer. */
const onePerPartner = /invoice_number_series|invoice_one_drawn_up|webhook_registration|installer_of_partner/;

/** What is wrong with a plan: a whole table is read, a whole organisation is read, or what is cut off is sorted first. */
async function faultsOf({ dialect, db }: TestDatabase, query: CompiledQuery): Promise<string[]> {
  if (/^insert/i.test(query.sql)) return [];
  return dialect === "sqlite" ? faultsOnSqlite(db, query) : faultsOnPostgres(db, query);
}

async function faultsOnSqlite(db: Db, query: CompiledQuery): Promise<string[]> {
  const explain = CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]);
  const { rows } = await db.executeQuery<{ detail: string }>(explain);
  const tables = new Set((await db.introspection.getTables()).map(({ name }) => name));
  const isCutOff = /limit/.test(query.sql);
  return rows
    .map(({ detail }) => detail)
    .filter((detail) => {
      const scanned = /^SCAN (\S+)/.exec(detail)?.[1];
      if (scanned !== undefined && tables.has(scanned)) return !isWalkAlongIndex(query.sql, detail);
      // The least of an index is its first entry.
      if (onePerPartner.test(detail) || query.sql.startsWith("select min(")) return false;
      if (detail.endsWith("(partner_id=?)")) return !isCutOff;
      return isCutOff && /TEMP B-TREE FOR (LAST|RIGHT|ORDER)/.test(detail);
    });
}

/** A list of everything, read in the order of an index and left at its limit, touches the rows of its page alone. */
function isWalkAlongIndex(statement: string, detail: string): boolean {
  return / limit \d/.test(statement) && / USING (COVERING )?INDEX /.test(detail);
}

async function faultsOnPostgres(db: Db, query: CompiledQuery): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    // Tables of a test are small, and a small table is best read whole; what is left of it now has no index to use.
    for (const way of ["seqscan", "sort", "bitmapscan", "incremental_sort"])
      await sql.raw(`set local enable_${way} = off`).execute(tx);
    const explain = CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters]);
    const { rows } = await tx.executeQuery<Record<string, string>>(explain);
    const isCutOff = /limit/.test(query.sql);
    return rows
      .map((row) => Object.values(row)[0] ?? "")
      .filter((line) => /Seq Scan on/.test(line) || (isCutOff && /Sort\b.*cost/.test(line)));
  });
}

describeOnBothDatabases("every statement of a repository is served by an index", (database) => {
  const calls = Object.entries(repositoryCalls).flatMap(([name, { calls: asked }]) =>
    Object.entries(asked).map(([call, ask]) => ({ name: `${name}: ${call}`, ask })),
  );

  it.each(calls.filter(({ name }) => !readsAll.has(name)))("$name", async ({ name, ask }) => {
    const { db, take } = recorded(database().db);
    const book = await buildBook(database().db);
    await ask(db, book);
    for (const query of take()) {
      const faults = await faultsOf(database(), query);
      const counted = sortsInMemory.has(name) ? faults.filter((fault) => !/sort|TEMP B-TREE/i.test(fault)) : faults;
      expect(counted, query.sql).toEqual([]);
    }
  });
});
