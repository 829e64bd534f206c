import { decideAccess } from "#app/domain/access/permissions.ts";
import { ok, type Result } from "#app/domain/result.ts";
import {
  countCustomersByPartner,
  findPartnerById,
  listPartnerPage,
  partnerKey,
  type PartnerRecord,
} from "#db/repositories/partners.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type CountText, formatFor } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

export type PartnerText = {
  readonly id: string;
  readonly name: string;
  readonly country: { readonly code: string; readonly name: string };
  readonly sellsPerpetual: boolean;
};

export type PartnersView = {
  readonly partners: readonly (PartnerText & { readonly customers: CountText })[];
  readonly links: PageLinks;
  /** The one that is to be changed; null for none, and where there is no such partner. */
  readonly chosen: PartnerText | null;
};

/** How far the customers of each partner in the list are counted. */
const customerCountMax = 1000;

/** The operator's list of partners by name, with how many customers each has and what it sells. Three queries at most. */
export async function partnersView(
  { db, actor, reader }: ViewContext,
  { partner = null, ...params }: PageParams & { readonly partner?: string | null },
): Promise<Result<PartnersView>> {
  const access = decideAccess(actor, "manage-partners");
  if (!access.ok) return access;
  const format = formatFor(reader);
  const textOf = ({ id, name, country, sellsPerpetual }: PartnerRecord): PartnerText => {
    return { id, name, country: { code: country, name: format.country(country) }, sellsPerpetual };
  };
  const page = await listPartnerPage(db, pageRequestOf(params, ["string", "string"]));
  const ids = page.rows.map(({ id }) => id);
  const customers = await countCustomersByPartner(db, ids, customerCountMax);
  const chosen = partner === null ? undefined : await findPartnerById(db, partner);
  return ok({
    partners: page.rows.map((row) => ({
      ...textOf(row),
      customers: format.count(customers.get(row.id) ?? 0, customerCountMax),
    })),
    links: pageLinksOf(page, partnerKey),
    chosen: chosen === undefined ? null : textOf(chosen),
  });
}
