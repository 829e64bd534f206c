import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { refusalOfEntitlement } from "#app/domain/entitlement/entitlement.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { findEntitlement, findOwnerOfOrder, listLineNumbers, type OrderOwner } from "#db/repositories/entitlements.ts";
import { type KeyRecord, listKeyRecords } from "#db/repositories/keys.ts";
import { type KeyStateName, keyStateOfVersion } from "./entitlement-key-state.ts";
import { decideEntitlementScope, type EntitlementParams, findEntitlementInScope } from "./entitlement-scope.ts";
import { formatFor, type InstantText } from "./format.ts";
import { type ProductText, productTextOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** A key that is given out, without the key. */
export type WithdrawableKey = {
  readonly version: string;
  readonly keyId: string;
  readonly issuedAt: InstantText;
};

export type WithdrawKeyView = {
  readonly customer: { readonly id: string; readonly name: string };
  readonly partner: { readonly id: string; readonly name: string };
  readonly orderId: string;
  readonly lineNumber: number;
  readonly product: ProductText;
  /** The key that the page is about; null where there is none for the version. */
  readonly key: WithdrawableKey | null;
  /** Other versions with a key that could be withdrawn. */
  readonly others: readonly WithdrawableKey[];
  /** Why it cannot be withdrawn; null where it can. */
  readonly refusal: Refusal | null;
  /** False once the subscription has expired: then no fresh key follows. */
  readonly needsReplacement: boolean;
};

/** The page on which a leaked key is withdrawn, for a partner's user. No key is read. */
export async function withdrawKeyView(
  context: ViewContext,
  params: EntitlementParams & { readonly version: string | null },
): Promise<Result<WithdrawKeyView>> {
  const { actor } = context;
  if (actor.kind !== "partner") return refused({ code: "not-found", what: "order" });
  const scope = decideEntitlementScope(actor, params.customerId);
  if (!scope.ok) return scope;
  const { partnerId, customerId } = scope.value;
  const names = await customerNamesById(context.db, partnerId, [customerId]);
  const owner = { ...scope.value, partnerName: "", customerName: names.get(customerId) ?? customerId };
  return withdrawalOf(context, owner, params);
}

/** The same for the operator, who finds a purchase by its order number alone. */
export async function operatorWithdrawKeyView(
  context: ViewContext,
  params: { readonly orderId: string; readonly lineNumber: number; readonly version: string | null },
): Promise<Result<WithdrawKeyView>> {
  const owner = await ownerForOperator(context, params.orderId);
  return owner.ok ? withdrawalOf(context, owner.value, params) : owner;
}

async function withdrawalOf(
  context: ViewContext,
  owner: OrderOwner,
  params: { readonly orderId: string; readonly lineNumber: number; readonly version: string | null },
): Promise<Result<WithdrawKeyView>> {
  const { db, actor, at, reader } = context;
  const found = await findEntitlementInScope(context, owner, params);
  if (!found.ok) return found;
  const entitlement = found.value;
  const { partnerId, productId, skuId } = entitlement;
  const skus = await skusByKey(db, [skuKey(productId, skuId)]);
  const records = await listKeyRecords(db, partnerId, entitlement);
  const format = formatFor(reader);
  const live = records
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ version, keyId, issuedAt }) => ({ version, keyId, issuedAt: format.instant(issuedAt) }));
  const key =
    params.version === null ? (live[0] ?? null) : (live.find((one) => one.version === params.version) ?? null);
  const standing = refusalOfEntitlement(entitlement, at);
  return ok({
    ...namesOf(owner),
    orderId: entitlement.orderId,
    lineNumber: entitlement.lineNumber,
    product: productTextOf(entitlement, skus),
    key,
    others: live.filter((one) => one !== key),
    refusal: refusalToWithdraw(actor, standing, key),
    needsReplacement: standing === null,
  });
}

/** As the service decides, but for what is typed. */
function refusalToWithdraw(
  actor: Actor,
  standing: ReturnType<typeof refusalOfEntitlement>,
  key: WithdrawableKey | null,
): Refusal | null {
  const access = decideAccess(actor, "withdraw-keys");
  if (!access.ok) return access.refusal;
  if (standing?.code === "entitlement-cancelled") return standing;
  return key === null ? { code: "key-not-issued" } : null;
}

/** What the operator finds under an order number. */
export type OrderKeysView = {
  readonly orderId: string;
  readonly customer: { readonly id: string; readonly name: string };
  readonly partner: { readonly id: string; readonly name: string };
  /** A row for each version that ever had a key. */
  readonly keys: readonly {
    readonly lineNumber: number;
    readonly product: ProductText;
    readonly version: string;
    readonly state: KeyStateName;
    readonly isLive: boolean;
  }[];
};

/** The keys of an order, without the keys, for the operator. */
export async function orderKeysView(
  context: ViewContext,
  { orderId }: { readonly orderId: string },
): Promise<Result<OrderKeysView>> {
  const { db } = context;
  const owner = await ownerForOperator(context, orderId);
  if (!owner.ok) return owner;
  const keys: OrderKeysView["keys"][number][] = [];
  for (const lineNumber of await listLineNumbers(db, owner.value, orderId)) {
    const entitlement = await findEntitlement(db, owner.value, { orderId, lineNumber });
    if (entitlement === undefined || !entitlement.content.needsKey) continue;
    const skus = await skusByKey(db, [skuKey(entitlement.productId, entitlement.skuId)]);
    const records = await listKeyRecords(db, owner.value.partnerId, entitlement);
    const product = productTextOf(entitlement, skus);
    for (const [version, ofVersion] of byVersion(records)) {
      const states = ofVersion.map((record) => ({ ...record, isRevoked: record.revokedAt !== null }));
      const isLive = ofVersion.some(({ revokedAt }) => revokedAt === null);
      keys.push({ lineNumber, product, version, state: keyStateOfVersion(states), isLive });
    }
  }
  return ok({ orderId, ...namesOf(owner.value), keys });
}

async function ownerForOperator({ db, actor }: ViewContext, orderId: string): Promise<Result<OrderOwner>> {
  const access = decideAccess(actor, "withdraw-keys");
  if (!access.ok) return access;
  if (actor.kind !== "operator") return refused({ code: "not-found", what: "order" });
  const owner = await findOwnerOfOrder(db, orderId);
  return owner === undefined ? refused({ code: "not-found", what: "order" }) : ok(owner);
}

function namesOf({ partnerId, partnerName, customerId, customerName }: OrderOwner) {
  return { customer: { id: customerId, name: customerName }, partner: { id: partnerId, name: partnerName } };
}

function byVersion(records: readonly KeyRecord[]): Map<string, KeyRecord[]> {
  const versions = new Map<string, KeyRecord[]>();
  for (const record of records) versions.set(record.version, [...(versions.get(record.version) ?? []), record]);
  return versions;
}
