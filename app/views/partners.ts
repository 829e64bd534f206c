import { decideAccess } from "#app/domain/access/permissions.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { findPartnerById, listPartnerPage, partnerKey, type PartnerRecord } from "#db/repositories/partners.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { formatFor } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

export type PartnerText = {
  readonly id: string;
  readonly name: string;
  readonly country: { readonly code: string; readonly name: string };
  readonly sellsPerpetual: boolean;
};

export type PartnersView = {
  readonly partners: readonly PartnerText[];
  readonly links: PageLinks;
  /** The one that is to be changed; null for none, and where there is no such partner. */
  readonly chosen: PartnerText | null;
};

/** The operator's list of partners by name, with what each sells. */
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
  const chosen = partner === null ? undefined : await findPartnerById(db, partner);
  return ok({
    partners: page.rows.map(textOf),
    links: pageLinksOf(page, partnerKey),
    chosen: chosen === undefined ? null : textOf(chosen),
  });
}
