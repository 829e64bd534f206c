import { apiRoute, orRefuse, userOnly } from "#app/api/server/api-route.server.ts";
import { entitlementOnWire } from "#app/api/wire/entitlements.ts";
import { readBoolean, readEnum } from "#app/api/wire/enums.ts";
import { invalidProperty } from "#app/api/wire/fault.ts";
import { collection } from "#app/api/wire/links.ts";
import { type EntitlementGroup, entitlementRecords } from "#app/views/records/entitlement-records.ts";

const groups = {
  software: "software",
  reservedinstance: "reservation",
  virtualmachinereservedinstance: "reservation",
} as const satisfies Record<string, EntitlementGroup>;
const types = Object.keys(groups) as (keyof typeof groups)[];

function flag(name: string, value: string | undefined): boolean {
  const wished = value === undefined ? false : readBoolean(value);
  if (wished === undefined) throw invalidProperty(name, "This is true or false.");
  return wished;
}

/** What a customer was given by everything that was bought; cancelled lines only where they are asked for. */
const api = apiRoute({
  GET: userOnly(async ({ view, param, query }) => {
    const type = query.get("entitlementType");
    const group = type === undefined ? null : groups[readEnum("entitlementType", type, types)];
    const isExpiryShown = flag("showExpiry", query.get("showExpiry"));
    const withCancelled = flag("includeCancelled", query.get("includeCancelled"));
    const records = orRefuse(await entitlementRecords(view, { customerId: param("customerId"), group }));
    const wanted = withCancelled ? records : records.filter(({ status }) => status !== "cancelled");
    return { body: collection(wanted.map((record) => entitlementOnWire(record, { isExpiryShown }))) };
  }),
});
export const loader = api.loader;
export const action = api.action;
