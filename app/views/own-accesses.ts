import type { EntitlementId } from "#app/domain/entitlement/entitlement.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { listSkusOfProducts } from "#db/repositories/catalog.ts";
import { listLinksById } from "#db/repositories/download-links.ts";
import { type Access, accessKey, listAccesses } from "#db/repositories/entitlements.ts";
import { findOrganizationName } from "#db/repositories/users.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { formatFor, type InstantText } from "./format.ts";
import { decideOwnSoftware } from "./own-products.ts";
import type { ViewContext } from "./view-context.ts";

/**
 * One time that a key of the tenant was seen, a link to its software copied, or a file of it fetched.
 *
 * Of the own people everything: name and address. Of the partner's people only that it was the partner: it is the
 * tenant's key, but who works there is the partner's business. Of whoever used a copied link the address, where the
 * link came from the own people; where the partner copied it, it may be one of the partner's.
 */
export type OwnAccess = {
  readonly id: string;
  readonly at: InstantText;
  readonly action: Access["action"];
  readonly by: "you" | "colleague" | "seller" | "link";
  /** The own user, or the partner's name; null for whoever held a link. */
  readonly name: string | null;
  readonly address: string | null;
  readonly productTitle: string;
  readonly orderId: string | null;
  readonly lineNumber: number | null;
  /** The version of a key, the name of a file; null where there is neither. */
  readonly detail: string | null;
};

export type OwnAccessesView = {
  readonly seller: string;
  readonly accesses: readonly OwnAccess[];
  readonly links: PageLinks;
};

/** Accesses to the reader's own keys and downloads, newest first. A fixed number of queries. */
export async function ownAccessesView(
  context: ViewContext,
  params: PageParams & { readonly entitlement?: EntitlementId; readonly limit?: number },
): Promise<Result<OwnAccessesView>> {
  const scope = decideOwnSoftware(context.actor);
  if (!scope.ok) return scope;
  const { db } = context;
  const { partnerId } = scope.value;
  const { entitlement } = params;
  const page = await listAccesses(db, scope.value, {
    ...pageRequestOf(params, ["number", "string"], params.limit),
    ...(entitlement === undefined ? {} : { entitlement }),
  });
  const skus = await listSkusOfProducts(db, new Set(page.rows.flatMap(({ productId }) => productId ?? [])));
  const linkIds = page.rows.flatMap(({ userId, facts }) => (userId === null ? (facts.linkId ?? []) : []));
  const links = await listLinksById(db, partnerId, linkIds);
  const facts = {
    context,
    seller: (await findOrganizationName(db, { kind: "partner", partnerId })) ?? "",
    titles: new Map(skus.map((sku) => [sku.productId, sku.productTitle])),
    ownLinks: new Set(links.filter(({ createdBy }) => createdBy.kind === "customer").map(({ id }) => id)),
  };
  return ok({
    seller: facts.seller,
    accesses: page.rows.map((access) => ownAccessOf(access, facts)),
    links: pageLinksOf(page, accessKey),
  });
}

type Facts = {
  readonly context: ViewContext;
  readonly seller: string;
  readonly titles: ReadonlyMap<string, string>;
  readonly ownLinks: ReadonlySet<string>;
};

function ownAccessOf(access: Access, { context, seller, titles, ownLinks }: Facts): OwnAccess {
  const { facts, orderId, productId } = access;
  return {
    id: access.id,
    at: formatFor(context.reader).instant(access.at),
    action: access.action,
    ...whoOf(access, context, seller, ownLinks),
    productTitle: productId === null ? "" : (titles.get(productId) ?? productId),
    orderId,
    lineNumber: facts.lineNumber ?? null,
    detail: facts.fileName ?? (facts.version === undefined || facts.version === "" ? null : facts.version),
  };
}

function whoOf(
  access: Access,
  { actor }: ViewContext,
  seller: string,
  ownLinks: ReadonlySet<string>,
): Pick<OwnAccess, "by" | "name" | "address"> {
  const { userId, userName, address, side, facts } = access;
  if (userId === null) {
    const isOwnLink = facts.linkId !== undefined && ownLinks.has(facts.linkId);
    return { by: "link", name: null, address: isOwnLink ? address : null };
  }
  if (side !== "customer") return { by: "seller", name: seller, address: null };
  const isReader = actor.kind === "customer" && actor.userId === userId;
  return { by: isReader ? "you" : "colleague", name: userName, address };
}
