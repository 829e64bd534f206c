import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PermittedAction, rolesFor } from "#app/domain/access/permissions.ts";
import { partnerRoles } from "#app/domain/access/roles.ts";
import { checksumOfTables } from "#test/support/checksum.ts";
import { type ApiReply, type ApiSite, openApi } from "./support/api-site.ts";
import type { Book } from "./support/settle.ts";

/** A call of the trade, and what somebody with the role gets: done, or a refusal that comes after the role was asked. */
type Row = {
  readonly method: "GET" | "POST" | "PATCH" | "PUT";
  readonly path: (book: Book & { readonly cart: string; readonly invoiceNumber: string }) => string;
  readonly access: PermittedAction;
  readonly isUserOnly?: true;
  readonly body?: unknown;
  /** For whoever may; 200 unless said otherwise. */
  readonly answer?: string;
  /** For the ids of another partner. */
  readonly foreign: string;
};

const C = (rest: string) => (book: Book) => `/customers/${book.customer}${rest}`;
const S =
  (rest = "") =>
  (book: Book) =>
    `/customers/${book.customer}/subscriptions/${book.subscription}${rest}`;
const O =
  (rest = "") =>
  (book: Book) =>
    `/customers/${book.customer}/orders/${book.order}${rest}`;
const E =
  (rest = "") =>
  (book: Book) =>
    `/customers/${book.customer}/entitlements/${book.order}/${book.keyLine}${rest}`;
const I =
  (rest = "") =>
  (book: { readonly invoiceNumber: string }) =>
    `/invoices/${book.invoiceNumber}${rest}`;
const noTenant = "404/60003";
const nothing = "404/1000";
const unknownItem = { lineItems: [{ catalogItemId: "NOTHING:0001:X", offerId: "NOTHING:0001:X" }] };

const rows: Readonly<Record<string, Row>> = {
  subscriptions: { method: "GET", path: C("/subscriptions"), access: "see-subscriptions", foreign: noTenant },
  subscription: { method: "GET", path: S(), access: "see-subscriptions", foreign: noTenant },
  provisioning: {
    method: "GET",
    path: S("/provisioningstatus"),
    access: "see-subscriptions",
    isUserOnly: true,
    foreign: noTenant,
  },
  "support contact": { method: "GET", path: S("/supportcontact"), access: "see-subscriptions", foreign: noTenant },
  "fewer seats": {
    method: "PATCH",
    path: S(),
    body: { quantity: 0 },
    access: "switch-auto-renew",
    answer: "400/800090",
    foreign: noTenant,
  },
  orders: { method: "GET", path: C("/orders?include_price=true"), access: "see-orders", foreign: noTenant },
  order: { method: "GET", path: O(), access: "see-orders", foreign: noTenant },
  "provisioning of an order": {
    method: "GET",
    path: O("/provisioningstatus"),
    access: "buy",
    isUserOnly: true,
    foreign: noTenant,
  },
  "an order": {
    method: "POST",
    path: C("/orders"),
    body: unknownItem,
    access: "buy",
    answer: "404/400018",
    foreign: noTenant,
  },
  "cancel a line": {
    method: "PATCH",
    path: O(),
    body: { status: "cancelled", lineItems: [{ lineItemNumber: 99 }] },
    access: "cancel-purchase",
    answer: "400/800071",
    foreign: noTenant,
  },
  "a cart": {
    method: "POST",
    path: C("/carts"),
    body: { lineItems: [] },
    access: "prepare-cart",
    answer: "400/800009",
    foreign: noTenant,
  },
  "the cart": {
    method: "GET",
    path: (book) => C(`/carts/${book.cart}`)(book),
    access: "prepare-cart",
    foreign: noTenant,
  },
  "other lines": {
    method: "PUT",
    path: (book) => C(`/carts/${book.cart}`)(book),
    body: { lineItems: [] },
    access: "prepare-cart",
    answer: "400/800009",
    foreign: noTenant,
  },
  products: { method: "GET", path: C("/products?targetView=Software"), access: "see-customers", foreign: noTenant },
  "products of a country": {
    method: "GET",
    path: () => "/products?country=DE&targetView=Software",
    access: "see-customers",
    foreign: "200",
  },
  entitlements: {
    method: "GET",
    path: C("/entitlements"),
    access: "see-software",
    isUserOnly: true,
    foreign: noTenant,
  },
  entitlement: { method: "GET", path: E(), access: "see-software", isUserOnly: true, foreign: noTenant },
  options: { method: "GET", path: E("/options"), access: "see-keys", isUserOnly: true, foreign: noTenant },
  "a key": {
    method: "POST",
    path: E("/keys"),
    body: { versionId: "1995" },
    access: "see-keys",
    isUserOnly: true,
    answer: nothing,
    foreign: noTenant,
  },
  "a download": {
    method: "POST",
    path: E("/downloads"),
    body: { fileId: "nothing" },
    access: "see-keys",
    isUserOnly: true,
    answer: nothing,
    foreign: noTenant,
  },
  invoices: { method: "GET", path: () => "/invoices", access: "see-invoices", foreign: "200" },
  invoice: { method: "GET", path: I(), access: "see-invoices", isUserOnly: true, foreign: nothing },
  "lines of an invoice": {
    method: "GET",
    path: I("/lineitems?provider=onetime"),
    access: "see-invoices",
    foreign: nothing,
  },
  "lines by path": {
    method: "GET",
    path: I("/lineitems/OneTime/BillingLineItems"),
    access: "see-invoices",
    foreign: nothing,
  },
  "lines on no invoice": {
    method: "GET",
    path: () => "/invoices/unbilled/lineitems",
    access: "see-invoices",
    foreign: "200",
  },
  "a statement": {
    method: "GET",
    path: I("/documents/statement"),
    access: "see-invoices",
    isUserOnly: true,
    foreign: nothing,
  },
  summaries: {
    method: "GET",
    path: () => "/invoices/summaries",
    access: "see-invoices",
    isUserOnly: true,
    foreign: "200",
  },
};

describe("every call of the trade", () => {
  let api: ApiSite;
  let numbers: { a: string; b: string };
  beforeAll(async () => {
    api = await openApi("sqlite");
    const numberOf = async (id: string) =>
      (await api.db.selectFrom("invoice").select("number").where("id", "=", id).executeTakeFirstOrThrow()).number ?? "";
    numbers = { a: await numberOf(api.a.invoice), b: await numberOf(api.b.invoice) };
  });
  afterAll(async () => api.close());

  const of = ({ path }: Row, whose: "a" | "b") => `/v1${path({ ...api[whose], invoiceNumber: numbers[whose] })}`;
  const ask = (row: Row, caller: Parameters<ApiSite["call"]>[2], whose: "a" | "b" = "a") =>
    api.call(row.method, of(row, whose), caller, row.body === undefined ? {} : { body: row.body });
  const textOf = ({ status, body }: ApiReply) => (status < 300 ? String(status) : `${status}/${body?.code}`);

  it.each(Object.entries(rows))("%s: for those who may, by the one table of permissions", async (_name, row) => {
    for (const role of partnerRoles) {
      const reply = await ask(row, role);
      const mayDo = rolesFor(row.access).includes(role);
      expect([role, textOf(reply)]).toEqual([role, mayDo ? (row.answer ?? "200") : "403/900308"]);
      if (!mayDo) expect(reply.body.data[0]).toMatchObject({ refusal: "role-needed", roles: expect.any(Array) });
    }
    expect(textOf(await ask(row, "nobody"))).toBe("401/800001");
    const appOnly = await ask(row, "app:all-partner-roles");
    expect(textOf(appOnly)).toBe(row.isUserOnly ? "403/900329" : (row.answer ?? "200"));
  });

  it.each(Object.entries(rows))("%s: another partner's ids are not there, and nothing changes", async (_name, row) => {
    await api.token("all-partner-roles");
    const before = await checksumOfTables(api.db, ["api_client"]);
    const reply = await ask(row, "all-partner-roles", "b");
    expect(textOf(reply)).toBe(row.foreign);
    if (row.foreign !== "200") expect(reply.text).not.toContain(api.b.customer);
    expect(await checksumOfTables(api.db, ["api_client"])).toEqual(before);
  });

  it.each(Object.entries(rows))("%s: ids that are none, and methods that are none of its", async (_name, row) => {
    const broken = of(row, "a").replace(api.a.customer, "no-guid' or 1=1--").replace(numbers.a, "G'");
    const reply = await api.call(
      row.method,
      broken,
      "all-partner-roles",
      row.body === undefined ? {} : { body: row.body },
    );
    expect([200, 404]).toContain(reply.status);
    expect(textOf(await api.call("DELETE", of(row, "a"), "all-partner-roles"))).toBe("400/900141");
  });
});
