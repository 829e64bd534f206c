import { decideLeave, type LeaveRefusal } from "#app/domain/access/leave.ts";
import { mayDo, type PermittedAction } from "#app/domain/access/permissions.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { findApiClientById } from "#db/repositories/api-clients.ts";
import { listGrantsOfUser } from "#db/repositories/api-grants.ts";
import { findPartnerById } from "#db/repositories/partners.ts";
import { formatFor, type InstantText } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

/** What somebody is told before an application is let in. */
export type ConsentView = {
  /** What the partner calls the application. */
  readonly name: string;
  readonly clientId: string;
  /** Who registered it. */
  readonly partnerName: string;
  /** Where the answer goes. */
  readonly host: string;
  readonly roles: readonly Role[];
  /** What weighs most of all that the user may do, and so the application. */
  readonly mayDo: readonly PermittedAction[];
};

/** What people have to know of first: what costs money, what shows keys, what lets others in. */
const weighty = [
  "buy",
  "cancel-purchase",
  "switch-auto-renew",
  "see-keys",
  "see-invoices",
  "manage-users",
  "manage-customer-users",
  "see-own-software",
] as const satisfies readonly PermittedAction[];

/** An application that asks for leave, where it may ask the reader, and at this address. */
export async function consentView(
  context: ViewContext,
  { clientId, redirectUri }: { readonly clientId: string; readonly redirectUri: string },
): Promise<Result<ConsentView, LeaveRefusal>> {
  const { db, actor } = context;
  const found = clientId.includes("\0") ? undefined : await findApiClientById(db, clientId.toLowerCase());
  const decision = decideLeave(actor, found, redirectUri);
  if (!decision.ok) return decision;
  const { client, actor: giver } = decision.value;
  return ok({
    name: client.name,
    clientId: client.id,
    partnerName: (await findPartnerById(db, client.partnerId))?.name ?? "",
    host: new URL(redirectUri).host,
    roles: giver.roles,
    mayDo: weighty.filter((action) => mayDo(giver, action)),
  });
}

/** An application that may act for the reader. */
export type LeaveText = {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly givenAt: InstantText;
  readonly lastUsedAt: InstantText | null;
  readonly goodUntil: InstantText;
};

/** More than anybody lets in. */
const shownMax = 200;

/** The applications that may act for the reader, the newest leave first. @param machineAt the machine's time, by which leaves end */
export async function leavesView(context: ViewContext, machineAt: ViewContext["at"]): Promise<readonly LeaveText[]> {
  const { db, actor, reader } = context;
  if (actor.kind === "system") return [];
  const format = formatFor(reader);
  const leaves = await listGrantsOfUser(db, actor.userId, machineAt, shownMax);
  return leaves.map(({ id, clientName, clientId, createdAt, lastUsedAt, expiresAt }) => ({
    id,
    name: clientName,
    clientId,
    givenAt: format.instant(createdAt),
    lastUsedAt: format.instantOrNull(lastUsedAt),
    goodUntil: format.instant(expiresAt),
  }));
}
