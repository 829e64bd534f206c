import type { Actor } from "#app/domain/access/roles.ts";
import type { LicensingProgramme } from "#app/domain/agreements/agreement.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  type InstallationOrder,
  type InstallationState,
  type Installer,
  installationStates,
} from "#app/domain/upgrade-verification/installation-order.ts";
import { targetNames } from "#app/domain/upgrade-verification/verdict.ts";
import { decideInstallationScope, type InstallationSide } from "#app/domain/upgrade-verification/installation-scope.ts";
import { listEnrollments } from "#db/repositories/agreements.ts";
import {
  customerKey,
  customerNamesById,
  findCustomer,
  searchCustomersWithAgreement,
} from "#db/repositories/customers.ts";
import {
  findInstaller,
  installerKey,
  installerNamesById,
  listInstallerPage,
  listInstallers,
} from "#db/repositories/installation-orders-installers.ts";
import { installationKey, listInstallations } from "#db/repositories/installation-orders.ts";
import { anyCustomerNamesById, listPartnerNames, type PartnerName } from "#db/repositories/partners.ts";
import { partnerNamesById } from "#db/repositories/shelf-activity.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";

/** One order in a list. */
export type InstallationSummary = {
  readonly id: string;
  readonly customerName: string;
  readonly installerName: string;
  readonly targetName: string;
  readonly enrollmentNumber: string;
  readonly programme: LicensingProgramme;
  readonly state: InstallationState;
  readonly isHeld: boolean;
  readonly changedAt: InstantText;
};

export type InstallationsView = {
  readonly orders: readonly InstallationSummary[];
  readonly links: PageLinks;
  readonly state: InstallationState | null;
  readonly mayPrepare: boolean;
};

/** The permission that opens the lists and pages of a side. */
export const seeingOf = {
  customer: "see-installations",
  installer: "see-imaging",
  operator: "decide-qualifications",
} as const satisfies Record<InstallationSide, Parameters<typeof mayDo>[1]>;

/** Orders of a partner or customer, of an installer those that were handed over, of the operator those that wait for it or are held. */
export async function installationsView(
  context: ViewContext,
  side: InstallationSide,
  params: PageParams & { readonly state: string },
): Promise<Result<InstallationsView>> {
  const { db, actor } = context;
  const access = decideInstallationScope(actor, seeingOf[side], side);
  if (!access.ok) return access;
  const state = installationStates.find((one) => one === params.state) ?? null;
  const page = await listInstallations(db, access.value.scope, state, pageRequestOf(params, ["number", "string"]));
  const installers = await installerNamesById(
    db,
    page.rows.map(({ installerId }) => installerId),
  );
  const customers = await namesOfCustomers(context, side, page.rows);
  const format = formatFor(context.reader);
  return ok({
    orders: page.rows.map((order) => ({
      id: order.id,
      customerName: customers.get(order.customerId) ?? "–",
      installerName: installers.get(order.installerId) ?? "–",
      targetName: targetNames[order.target],
      enrollmentNumber: order.enrollmentNumber,
      programme: order.programme,
      state: order.state,
      isHeld: order.heldAt !== null,
      changedAt: format.instant(order.changedAt),
    })),
    links: pageLinksOf(page, installationKey),
    state,
    mayPrepare: side === "customer" && mayPrepareSome(actor),
  });
}

/** An agreement admin may as well, under the own agreements; that is asked when it comes to one. */
function mayPrepareSome(actor: Actor): boolean {
  return actor.kind === "customer" || mayDo(actor, "prepare-installations");
}

/** Names of the customers of some orders. Whoever has an order handed over, or looks at all, reads the name of another partner's customer. */
export async function namesOfCustomers(
  { db }: ViewContext,
  side: InstallationSide,
  orders: readonly Pick<InstallationOrder, "partnerId" | "customerId">[],
): Promise<ReadonlyMap<string, string>> {
  const ids = orders.map(({ customerId }) => customerId);
  const [first] = orders;
  if (first === undefined) return new Map();
  return side === "customer" ? customerNamesById(db, first.partnerId, ids) : anyCustomerNamesById(db, ids);
}

export type CustomerChoice = {
  readonly search: string;
  readonly customers: readonly {
    readonly id: string;
    readonly name: string;
    readonly domain: string;
    readonly country: string;
  }[];
  readonly links: PageLinks;
};

export type NewInstallationView = {
  readonly customer: { readonly id: string; readonly name: string } | null;
  /** A page of the customers with an agreement that the search finds, to choose from; null where one was named. */
  readonly choice: CustomerChoice | null;
  readonly enrollments: readonly {
    readonly id: string;
    readonly number: string;
    readonly organizationName: string;
    readonly programme: LicensingProgramme;
  }[];
  readonly installers: readonly { readonly id: string; readonly name: string }[];
};

const installersMax = 200;

/** What an order is prepared with: the customer's enrollments, and the installers there are. Without a customer, those to choose from. */
export async function newInstallationView(
  context: ViewContext,
  { customerId, ...params }: PageParams & { readonly customerId: string; readonly search: string },
): Promise<Result<NewInstallationView>> {
  const { db, actor } = context;
  const access = decideInstallationScope(actor, "prepare-installations", "customer");
  if (!access.ok) return access;
  if (actor.kind !== "partner" && actor.kind !== "customer") throw new Error("Of its own side");
  const id = actor.kind === "customer" ? actor.customerId : customerId;
  const customer = id === "" ? undefined : await findCustomer(db, actor.partnerId, id);
  if (id !== "" && customer === undefined) return refused({ code: "not-found", what: "customer" });
  const installers = await listInstallers(db, installersMax);
  const enrollments =
    customer === undefined
      ? []
      : await listEnrollments(db, { partnerId: actor.partnerId, customerId: customer.id, agreementId: null });
  return ok({
    choice: customer === undefined ? await customersToChoose(context, actor.partnerId, params) : null,
    customer: customer === undefined ? null : { id: customer.id, name: customer.name },
    enrollments: enrollments.map(({ id: enrollmentId, number, organizationName, programme }) => {
      return { id: enrollmentId, number, organizationName, programme };
    }),
    installers: installers.map(({ id: installerId, name }) => ({ id: installerId, name })),
  });
}

async function customersToChoose(
  { db, reader }: ViewContext,
  partnerId: string,
  { search, ...params }: PageParams & { readonly search: string },
): Promise<CustomerChoice> {
  const request = { ...pageRequestOf(params, ["string", "string"]), sort: "name", direction: "asc" } as const;
  const page = await searchCustomersWithAgreement(db, partnerId, search, request);
  const format = formatFor(reader);
  return {
    search,
    customers: page.rows.map(({ id, name, domain, country }) => {
      return { id, name, domain, country: format.country(country) };
    }),
    links: pageLinksOf(page, (customer) => customerKey(customer, "name")),
  };
}

export type InstallersView = {
  /** `partnerName` is null for a firm without access. */
  readonly installers: readonly (Installer & { readonly partnerName: string | null })[];
  readonly links: PageLinks;
  /** The one that the address names, to be changed; null where it names none. */
  readonly chosen: Installer | null;
  readonly partners: readonly PartnerName[];
};

/** The operator's list of installers by name, and the partner organisations that one can be. */
export async function installersView(
  { db, actor }: ViewContext,
  { installer = null, ...params }: PageParams & { readonly installer?: string | null },
): Promise<Result<InstallersView>> {
  const access = decideInstallationScope(actor, "manage-installers", "operator");
  if (!access.ok) return access;
  const page = await listInstallerPage(db, pageRequestOf(params, ["string", "string"]));
  const names = await partnerNamesById(db, [...new Set(page.rows.flatMap(({ partnerId }) => partnerId ?? []))]);
  return ok({
    installers: page.rows.map((row) => ({
      ...row,
      partnerName: row.partnerId === null ? null : (names.get(row.partnerId) ?? row.partnerId),
    })),
    links: pageLinksOf(page, installerKey),
    chosen: installer === null ? null : ((await findInstaller(db, installer)) ?? null),
    partners: await listPartnerNames(db, installersMax),
  });
}
