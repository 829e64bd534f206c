import { decideAtAgreement, mayDo } from "#app/domain/access/permissions.ts";
import type { AgreementRole } from "#app/domain/access/roles.ts";
import type { LicensingProgramme } from "#app/domain/agreements/agreement.ts";
import { decideAgreementScope, needsRoleToSee } from "#app/domain/agreements/agreement-scope.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { onlineStatusAt, type OnlineStatus } from "#app/domain/service-activation/grace.ts";
import { agreementKey, findAgreement, listAgreements, listEnrollments } from "#db/repositories/agreements.ts";
import { findContact } from "#db/repositories/enrollment-contacts.ts";
import { listAgreementPeople, listRolesAtAgreement } from "#db/repositories/agreement-people.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import { listServiceAccounts } from "#db/repositories/service-accounts.ts";
import { listAccountLinks } from "#db/repositories/enrollment-accounts.ts";
import { listUsersOfOrganization } from "#db/repositories/users.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { type DayText, formatFor } from "../format.ts";
import type { ViewContext } from "../view-context.ts";

export type AgreementsView = {
  readonly agreements: readonly {
    readonly id: string;
    readonly number: string;
    readonly programme: LicensingProgramme;
    readonly customer: string;
    readonly enrollments: string;
  }[];
  readonly links: PageLinks;
  readonly search: string;
  readonly mayAdd: boolean;
  readonly isOfCustomer: boolean;
};

/** Agreements by number: the partner's, a customer's own, or those at which the reader has a role. */
export async function agreementsView(
  context: ViewContext,
  params: PageParams & { readonly search: string },
): Promise<Result<AgreementsView>> {
  const access = decideAgreementScope(context.actor, "see-agreements");
  if (!access.ok) return access;
  const { actor, scope } = access.value;
  const search = params.search.trim().toUpperCase().slice(0, 30);
  const heldBy = needsRoleToSee(actor) ? actor.userId : null;
  const page = await listAgreements(context.db, scope, { search, heldBy }, pageRequestOf(params, ["string", "string"]));
  const format = formatFor(context.reader);
  return ok({
    agreements: page.rows.map(({ id, number, programme, customerName, enrollments }) => {
      return { id, number, programme, customer: customerName, enrollments: format.number(enrollments) };
    }),
    links: pageLinksOf(page, agreementKey),
    search,
    mayAdd: mayDo(actor, "manage-agreements"),
    isOfCustomer: actor.kind === "customer",
  });
}

export type AgreementView = {
  readonly id: string;
  readonly number: string;
  readonly programme: LicensingProgramme;
  readonly customer: { readonly id: string; readonly name: string };
  readonly enrollments: readonly {
    readonly id: string;
    readonly number: string;
    readonly organization: string;
    readonly startsOn: DayText;
    readonly endsOn: DayText;
    readonly status: OnlineStatus;
    readonly contact: string | null;
    readonly account: string | null;
  }[];
  readonly people: readonly {
    readonly userId: string;
    readonly name: string;
    readonly email: string;
    readonly role: AgreementRole;
    readonly since: DayText;
  }[];
  readonly mayManage: boolean;
  readonly isOfCustomer: boolean;
};

/** One agreement with its enrollments and the people who have roles at it. */
export async function agreementView(context: ViewContext, agreementId: string): Promise<Result<AgreementView>> {
  const access = decideAgreementScope(context.actor, "see-agreements");
  if (!access.ok) return access;
  const { actor, scope } = access.value;
  const { db, at } = context;
  const agreement = await findAgreement(db, scope, agreementId);
  if (agreement === undefined) return refused({ code: "not-found", what: "agreement" });
  const held = await listRolesAtAgreement(db, agreement.id, actor.userId);
  const needed = decideAtAgreement(held, "see-activation-mails");
  if (needsRoleToSee(actor) && held.length === 0 && !needed.ok) return needed;
  const { partnerId, customerId } = agreement;
  const enrollments = await listEnrollments(db, { partnerId, customerId, agreementId: agreement.id });
  const links = await listAccountLinks(
    db,
    enrollments.map(({ id }) => id),
  );
  const accounts = await listServiceAccounts(db, { partnerId, customerId });
  const customer = await findCustomer(db, partnerId, customerId);
  const format = formatFor(context.reader);
  const rows = [];
  for (const one of enrollments) {
    const link = links.get(one.id);
    rows.push({
      id: one.id,
      number: one.number,
      organization: one.organizationName.trim(),
      startsOn: format.day(one.startsOn),
      endsOn: format.day(one.endsOn),
      status: onlineStatusAt(one, at),
      contact: (await findContact(db, one.id))?.name ?? null,
      account: accounts.find(({ id }) => id === link?.accountId)?.name ?? null,
    });
  }
  return ok({
    id: agreement.id,
    number: agreement.number,
    programme: agreement.programme,
    customer: { id: customerId, name: customer?.name ?? "–" },
    enrollments: rows,
    people: (await listAgreementPeople(db, agreement.id)).map((person) => ({
      userId: person.userId,
      name: person.displayName,
      email: person.email,
      role: person.role,
      since: format.day(person.grantedAt.toZonedDateTimeISO("UTC").toPlainDate()),
    })),
    mayManage: mayDo(actor, "manage-agreements"),
    isOfCustomer: actor.kind === "customer",
  });
}

/** A person who can be given a role. */
export type PossiblePerson = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly isOfCustomer: boolean;
};

const peopleMax = 200;

/** The people of the partner and of the agreement's customer. */
export async function possiblePeople(
  context: ViewContext,
  { partnerId, customerId }: { readonly partnerId: string; readonly customerId: string },
  of: "both" | "customer",
): Promise<readonly PossiblePerson[]> {
  const request = { limit: peopleMax, cursor: null };
  const ours = await listUsersOfOrganization(context.db, { kind: "customer", partnerId, customerId }, request);
  const partners =
    of === "customer" ? [] : (await listUsersOfOrganization(context.db, { kind: "partner", partnerId }, request)).rows;
  return [
    ...ours.rows.map((user) => ({ user, isOfCustomer: true })),
    ...partners.map((user) => ({ user, isOfCustomer: false })),
  ].map(({ user, isOfCustomer }) => ({ userId: user.id, name: user.displayName, email: user.email, isOfCustomer }));
}

/** An agreement with everybody who can be given a role at it; for whoever manages agreements. */
export async function agreementPeopleView(
  context: ViewContext,
  agreementId: string,
): Promise<Result<AgreementView & { readonly possible: readonly PossiblePerson[] }>> {
  const access = decideAgreementScope(context.actor, "manage-agreements");
  if (!access.ok) return access;
  const view = await agreementView(context, agreementId);
  if (!view.ok) return view;
  const { partnerId } = access.value.scope;
  const possible = await possiblePeople(context, { partnerId, customerId: view.value.customer.id }, "both");
  return ok({ ...view.value, possible });
}
