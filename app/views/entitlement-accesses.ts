import { decideAccess, mayDo } from "#app/domain/access/permissions.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { type IssuedLink, listLinksById } from "#db/repositories/download-links.ts";
import { type Access, accessKey, listAccesses } from "#db/repositories/entitlements.ts";
import { displayNamesById } from "#db/repositories/user-names.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type EntitlementParams, findEntitlementInScope } from "./entitlement-scope.ts";
import { type Format, formatFor, type InstantText } from "./format.ts";
import { type ProductText, productTextOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** One look at a key, copied link or download. */
export type AccessText = {
  readonly id: string;
  readonly at: InstantText;
  readonly action: Access["action"];
  readonly side: Access["side"];
  /** Null for whoever held a copied link, and for somebody who is no longer known. */
  readonly userName: string | null;
  /** Where a copied link was used: who had copied it, and when. */
  readonly copied: { readonly by: string | null; readonly at: InstantText } | null;
  readonly address: string | null;
  /** Of a look at a key; empty where the product has no versions. */
  readonly version: string | null;
  readonly isFirst: boolean;
  readonly fileName: string | null;
};

export type EntitlementAccessesView = {
  readonly customer: { readonly id: string; readonly name: string };
  readonly orderId: string;
  readonly lineNumber: number;
  readonly product: ProductText;
  /** Newest first. */
  readonly accesses: readonly AccessText[];
  readonly links: PageLinks;
  /** Whether the reader may open the customer's pages; who may read accesses need not. */
  readonly maySeeSoftware: boolean;
};

/**
 * Who looked at the key of a purchase, who copied links, who downloaded, and from where links were opened. For the roles
 * that read this part of the activity, within the own partner. A fixed number of queries.
 */
export async function entitlementAccessesView(
  context: ViewContext,
  params: EntitlementParams & PageParams,
): Promise<Result<EntitlementAccessesView>> {
  const { db, actor, reader } = context;
  const access = decideAccess(actor, "see-key-activity");
  if (!access.ok) return access;
  // The operator reads it in the activity log, and has no customers.
  if (actor.kind !== "partner") return refused({ code: "not-found", what: "order" });
  const { partnerId } = actor;
  const scope = { partnerId, customerId: params.customerId };
  const found = await findEntitlementInScope(context, scope, params);
  if (!found.ok) return found;
  const entitlement = found.value;
  const { customerId, orderId, lineNumber, productId, skuId } = entitlement;
  const names = await customerNamesById(db, partnerId, [customerId]);
  const skus = await skusByKey(db, [skuKey(productId, skuId)]);
  const request = pageRequestOf(params, ["number", "string"]);
  const page = await listAccesses(db, scope, { ...request, entitlement });
  const links = await linksOf(context, partnerId, page.rows);
  const format = formatFor(reader);
  return ok({
    customer: { id: customerId, name: names.get(customerId) ?? customerId },
    orderId,
    lineNumber,
    product: productTextOf(entitlement, skus),
    accesses: page.rows.map((row) => accessTextOf(row, links, format)),
    links: pageLinksOf(page, accessKey),
    maySeeSoftware: mayDo(actor, "see-software"),
  });
}

type KnownLinks = ReadonlyMap<string, { readonly link: IssuedLink; readonly by: string | null }>;

/** The links that were used by whoever held them, with who had copied them. */
async function linksOf({ db }: ViewContext, partnerId: string, rows: readonly Access[]): Promise<KnownLinks> {
  const ids = rows.flatMap(({ userId, facts }) => (userId === null ? (facts.linkId ?? []) : []));
  const links = await listLinksById(db, partnerId, ids);
  const names = await displayNamesById(
    db,
    partnerId,
    links.map(({ createdBy }) => createdBy.userId),
  );
  return new Map(links.map((link) => [link.id, { link, by: names.get(link.createdBy.userId) ?? null }]));
}

function accessTextOf(access: Access, links: KnownLinks, format: Format): AccessText {
  const { id, at, action, side, userId, userName, address, facts } = access;
  const used = userId === null && facts.linkId !== undefined ? links.get(facts.linkId) : undefined;
  return {
    id,
    at: format.instant(at),
    action,
    side,
    userName,
    copied: used === undefined ? null : { by: used.by, at: format.instant(used.link.createdAt) },
    address,
    version: action === "key-revealed" ? (facts.version ?? "") : null,
    isFirst: facts.isFirst === true,
    fileName: facts.fileName ?? null,
  };
}
