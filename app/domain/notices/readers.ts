import { type PermittedAction, rolesFor } from "../access/permissions.ts";
import { operatorRoles, partnerRoles, type Actor, type Role } from "../access/roles.ts";
import { type NoticeKind, noticeKinds } from "./notices.ts";

/**
 * Whom a kind is for, and what its readers must be allowed to do: whoever may open the page that a notice leads to
 * reads it. A customer's own people are told, by mail, only what is the customer's own to do (`parties`: the customer
 * and the partner who looks after it); what the partner buys, pays and asks is the partner's.
 */
export const noticeAudiences = {
  "order-confirmed": { side: "partner", needs: "see-orders" },
  "renewal-ahead": { side: "partner", needs: "see-subscriptions" },
  "will-not-renew": { side: "partner", needs: "see-subscriptions" },
  renewed: { side: "partner", needs: "see-subscriptions" },
  expired: { side: "partner", needs: "see-subscriptions" },
  "window-closing": { side: "partner", needs: "see-subscriptions" },
  cancelled: { side: "partner", needs: "see-orders" },
  "invoice-ready": { side: "partner", needs: "see-invoices" },
  "key-withdrawn": { side: "partner", needs: "see-keys" },
  "support-answered": { side: "partner", needs: "write-support-requests" },
  "key-pool-low": { side: "operator", needs: "manage-key-pools" },
  "verification-to-sign": { side: "parties", needs: "sign-verifications" },
  "verification-sent": { side: "partner", needs: "answer-verifications" },
  "verification-accepted": { side: "parties", needs: "prepare-installations" },
  "verification-rejected": { side: "parties", needs: "prepare-installations" },
  "installation-released": { side: "partner", needs: "answer-verifications" },
  "investigation-opened": { side: "partner", needs: "investigate-installations" },
  "investigation-to-follow": { side: "operator", needs: "investigate-installations" },
  "activation-late": { side: "partner", needs: "manage-agreements" },
  "activation-to-settle": { side: "operator", needs: "keep-online-services" },
  "activity-sealed": { side: "operator", needs: "verify-activity" },
  "product-list-edition": { side: "partner", needs: "manage-agreements" },
  "perpetual-sales-switched": { side: "partner", needs: "buy" },
} as const satisfies Record<NoticeKind, { readonly side: NoticeSide; readonly needs: PermittedAction }>;

/** Who can be a reader: a user of a partner, of the operator, or of a customer. */
export type NoticeReaderSide = "partner" | "operator" | "customer";

/** Whom a kind is for. */
type NoticeSide = "partner" | "operator" | "parties";

/** Where a notice reaches its reader. */
export type NoticeChannels = { readonly isInPortal: boolean; readonly isByMail: boolean };

/** What holds until a reader says otherwise. */
export const channelsByDefault: NoticeChannels = { isInPortal: true, isByMail: true };

/** A customer's people have no list of notices in the portal. */
export const channelsOfCustomers: NoticeChannels = { isInPortal: false, isByMail: true };

/** A notice's mail is written while it is news; after so many days of downtime it stands in the portal only. Our choice. */
export const mailedWithinDays = 14;

/** Older than that, it is not even brought to the portal: whoever reads it now learns of a state that is long over. Our choice. */
export const deliveredWithinDays = 90;

/** Somebody who might read. */
export type PossibleReader = {
  readonly userId: string;
  readonly side: NoticeReaderSide;
  /** Null for the operator's people. */
  readonly partnerId: string | null;
  /** Of a customer's people; null for others. */
  readonly customerId: string | null;
  readonly roles: readonly Role[];
};

const rolesOfSide: Readonly<Record<NoticeSide, readonly Role[]>> = {
  partner: partnerRoles,
  operator: operatorRoles,
  parties: [...partnerRoles, "customer-global-admin"],
};

/** The roles of one side that a kind is for. */
export function rolesThatRead(kind: NoticeKind): readonly Role[] {
  const { side, needs } = noticeAudiences[kind];
  const ofSide: readonly Role[] = rolesOfSide[side];
  return rolesFor(needs).filter((role) => ofSide.includes(role));
}

/** Whether a kind is told to people of customers as well. */
export function isToldToCustomers(kind: NoticeKind): boolean {
  return noticeAudiences[kind].side === "parties";
}

/** Whether somebody is among those a notice of this kind and partner is for. */
export function mayRead(
  reader: PossibleReader,
  notice: { readonly kind: NoticeKind; readonly partnerId: string | null; readonly customerId?: string | null },
): boolean {
  const { side } = noticeAudiences[notice.kind];
  if (reader.side !== side && !(side === "parties" && reader.side !== "operator")) return false;
  if (side !== "operator" && reader.partnerId !== notice.partnerId) return false;
  if (reader.side === "customer" && reader.customerId !== (notice.customerId ?? null)) return false;
  const roles = rolesThatRead(notice.kind);
  return reader.roles.some((role) => roles.includes(role));
}

/** Somebody who is signed in, as a possible reader; null for those whom no notice is for. */
export function readerOf(actor: Actor): PossibleReader | null {
  if (actor.kind === "operator")
    return { userId: actor.userId, side: "operator", partnerId: null, customerId: null, roles: actor.roles };
  if (actor.kind !== "partner") return null;
  return { userId: actor.userId, side: "partner", partnerId: actor.partnerId, customerId: null, roles: actor.roles };
}

/** The kinds that somebody with such roles can get, in the order in which they are shown. */
export function kindsFor(reader: PossibleReader): readonly NoticeKind[] {
  return noticeKinds.filter((kind) => mayRead(reader, { kind, partnerId: reader.partnerId }));
}

export function isNoticeKind(text: string): text is NoticeKind {
  return (noticeKinds as readonly string[]).includes(text);
}
