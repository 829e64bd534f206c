import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { propertyNames } from "#app/api/wire/property-names.ts";
import { apiRouteFiles } from "./support/api-build.ts";
import { type ApiSite, openApi } from "./support/api-site.ts";
import { apiTable } from "./support/api-table.ts";

const runs = 10_000;
const timeMs = 90_000;

/** Words that mean something somewhere, and those that mean nothing anywhere. */
const words = [
  "",
  "0",
  "-1",
  "1e309",
  "true",
  "True",
  "null",
  "2026-11-320",
  "11/16/2026 21:34:41",
  "0001-01-01T00:00:00",
  "P1Y",
  "one_time",
  "deleted",
  "cancelled",
  "Software",
  "US",
  "ZZ",
  "a@b.example",
  "DG7GMGF0D5RK:0005:x",
  "__proto__",
  "{}",
  '{"Field":"CompanyName","Value":"a","Operator":"starts_with"}',
  '{"LeftFilter":{},"RightFilter":{},"Operator":"or"}',
];

const queryNames = [
  "size",
  "offset",
  "filter",
  "seekOperation",
  "MS-ContinuationToken",
  "startDate",
  "endDate",
  "country",
  "targetView",
  "targetSegment",
  "order_id",
  "include_price",
  "billingType",
  "entitlementType",
  "showExpiry",
  "type",
  "period",
  "currencyCode",
  "provider",
  "invoiceLineItemType",
];

const word = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    word,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...propertyNames), word), tie("value"), { maxKeys: 6 }),
  ),
})).value;

const body = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  word,
);
const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...queryNames), word), word), { maxLength: 4 });

describe("whatever a program sends", () => {
  let api: ApiSite;
  beforeAll(async () => {
    api = await openApi("sqlite");
  });
  afterAll(async () => api.close());

  it("is answered, never with a failure of the portal, and another partner's records stay as they are", async () => {
    const places = Object.entries(apiTable).flatMap(([id, row]) => {
      const pattern = apiRouteFiles().find((file) => file.id === `routes/${id}`)?.pattern ?? "";
      const path = pattern.replace(/:(\w+)/g, (_, name: string) => row.params?.(api)[name] ?? "x");
      return Object.keys(row.methods)
        .filter((method) => !(id === "v1.sandbox.clock" && method === "POST"))
        .map((method) => ({ method, path }));
    });
    const before = await checksumOfPartner(api, api.b.partner);
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), query, body, async ({ method, path }, asked, sent) => {
        const search = asked.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&");
        const options = { isWild: true, ...(method === "GET" || method === "HEAD" ? {} : { body: sent }) };
        const answer = await api.call(method, `${path}?${search}`, "all-partner-roles", options);
        tried += 1;
        if (answer.status >= 500) throw new Error(`${method} ${path}?${search} ${sent}: ${answer.status}`);
        if (answer.status >= 400 && method !== "HEAD" && answer.body?.description === "")
          throw new Error("An error without a description");
      }),
      { numRuns: runs, interruptAfterTimeLimit: timeMs, markInterruptAsFailure: false },
    );
    expect(tried).toBeGreaterThan(500);
    expect(api.log.filter(({ level }) => level === "error")).toEqual([]);
    expect(await checksumOfPartner(api, api.b.partner)).toEqual(before);
  });
});

async function checksumOfPartner(api: ApiSite, partnerId: string): Promise<unknown> {
  const counts: Record<string, unknown> = {};
  for (const table of ["customer", "cart", "order", "subscription", "charge", "credit"] as const) {
    const { count } = await api.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("partner_id", "=", partnerId)
      .executeTakeFirstOrThrow();
    counts[table] = Number(count);
  }
  return counts;
}

/** As it can stand in an address; half a character becomes the sign for one that is none. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
