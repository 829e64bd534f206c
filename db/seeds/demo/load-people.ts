import type { Temporal } from "temporal-polyfill";
import { actorOf, type Organization } from "#app/domain/access/organization.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { instantColumn } from "#db/columns.ts";
import { insertRole, insertUser } from "#db/repositories/users.ts";
import type { DemoDeps } from "./demo-deps.ts";
import { demoPartners, demoUsers, type DemoPartnerKey, type DemoUser, newcomer } from "./people.ts";
import { customerOf } from "./planner.ts";
import { seededGuid, seededRandom } from "./random.ts";

/** The demo's organisations and people, once they are stored. */
export type DemoPeople = {
  readonly partnerIds: ReadonlyMap<DemoPartnerKey, string>;
  /** Grows with every customer that is added. */
  readonly customerIds: Map<string, string>;
  /** Who acts, by e-mail address. */
  readonly actors: Map<string, Actor>;
  readonly passwordHash: string;
};

/** Stores the partners, their staff and the operator. They are there from the beginning; customers come later. */
export async function loadPartnersAndStaff(
  deps: DemoDeps,
  password: string,
  at: Temporal.Instant,
): Promise<DemoPeople> {
  const random = seededRandom("partners");
  const partners = [...demoPartners, newcomer];
  const partnerIds = new Map(partners.map(({ key }) => [key, seededGuid(random)]));
  const people: DemoPeople = {
    partnerIds,
    customerIds: new Map(),
    actors: new Map(),
    passwordHash: await deps.passwords.hash(password),
  };
  for (const { key, name, country } of partners)
    await deps.db
      .insertInto("partner")
      .values({ id: partnerIdOf(people, key), name, country, created_at: instantColumn(at) })
      .execute();
  for (const user of demoUsers) if (user.organization.kind !== "customer") await addUser(deps, people, user, at);
  return people;
}

/** Stores the users of a customer that has just been added. */
export async function loadUsersOfCustomer(
  deps: DemoDeps,
  people: DemoPeople,
  customer: string,
  at: Temporal.Instant,
): Promise<void> {
  for (const user of demoUsers)
    if (user.organization.kind === "customer" && user.organization.customer === customer)
      await addUser(deps, people, user, at);
}

async function addUser(deps: DemoDeps, people: DemoPeople, user: DemoUser, at: Temporal.Instant): Promise<void> {
  const organization = organizationOf(people, user);
  const userId = deps.ids.next();
  const { email, displayName, roles, language, timeZone } = user;
  await insertUser(deps.db, {
    id: userId,
    organization,
    email,
    displayName,
    passwordHash: people.passwordHash,
    preferences: { language, timeZone, theme: "system" },
    disabledAt: null,
    createdAt: at,
  });
  for (const role of roles) await insertRole(deps.db, userId, role);
  people.actors.set(email, actorOf(organization, { userId, roles, address: addressOf(organization) }));
}

function organizationOf(people: DemoPeople, { organization }: DemoUser): Organization {
  if (organization.kind === "operator") return organization;
  if (organization.kind === "partner") return { kind: "partner", partnerId: partnerIdOf(people, organization.partner) };
  const { key, partner } = customerOf(organization.customer);
  return { kind: "customer", partnerId: partnerIdOf(people, partner), customerId: customerIdOf(people, key) };
}

export function customerIdOf(people: DemoPeople, customer: string): string {
  return present(people.customerIds.get(customer), customer);
}

export function actorNamed(people: DemoPeople, email: string): Actor {
  return present(people.actors.get(email), email);
}

export function partnerIdOf(people: DemoPeople, partner: DemoPartnerKey): string {
  return present(people.partnerIds.get(partner), partner);
}

function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new TypeError(`Not in the demo, or not yet: ${name}`);
  return value;
}

/** Addresses from the blocks that are kept for documentation. */
function addressOf(organization: Organization): string {
  return { operator: "192.0.2.10", partner: "198.51.100.24", customer: "203.0.113.77" }[organization.kind];
}
