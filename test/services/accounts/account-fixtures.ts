import { randomUUID } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import { actorOf, type Organization } from "#app/domain/access/organization.ts";
import type { Actor, Role } from "#app/domain/access/roles.ts";
import type { PasswordHasher, PortalMode, ServiceDeps } from "#app/services/ports.ts";
import type { Db } from "#db/client.ts";
import { insertRole, insertUser, passwordNeverSet, type UserAccount } from "#db/repositories/users.ts";
import { issuePasswordLink, type PasswordLink } from "#app/services/accounts/password-link.server.ts";
import { testActivityKeys } from "#test/support/activity-keys.ts";

export const at = Temporal.Instant.from("2026-11-02T09:00:00Z");

/** Some time after `at`. */
export function after(duration: Temporal.DurationLike): Temporal.Instant {
  return at.add(duration);
}

/** Hashes that cost nothing, and a record of what was verified against what. */
export function createQuickPasswords(): PasswordHasher & { readonly verified: string[] } {
  const verified: string[] = [];
  return {
    verified,
    hash: async (password) => `quick:${password}`,
    verify: async (hash, password) => {
      verified.push(hash);
      return hash === `quick:${password}`;
    },
  };
}

/** One for all, so that lines of the log sort as they were written although the clock stands still. */
const ids = createUuidIds(() => at.epochMilliseconds);

export type QuickDeps = ServiceDeps & { readonly passwords: ReturnType<typeof createQuickPasswords> };

export function createDeps(db: Db, mode: PortalMode = "sandbox"): QuickDeps {
  return {
    db,
    clock: { now: () => at, refresh: async () => {} },
    ids,
    passwords: createQuickPasswords(),
    activityKeys: testActivityKeys,
    mode,
  };
}

/** A partner of its own for one test. */
export async function givenPartner(db: Db): Promise<Organization & { kind: "partner" }> {
  const partnerId = randomUUID();
  await db
    .insertInto("partner")
    .values({ id: partnerId, name: "Nordwind IT", country: "DE", created_at: at.epochMilliseconds })
    .execute();
  return { kind: "partner", partnerId };
}

export async function givenCustomer(db: Db, partnerId: string): Promise<Organization & { kind: "customer" }> {
  const customerId = randomUUID();
  await db
    .insertInto("customer")
    .values({
      id: customerId,
      partner_id: partnerId,
      name: "Hafenkontor",
      name_folded: "hafenkontor",
      domain: "hafenkontor.example",
      country: "DE",
      validation_status: null,
      created_at: at.epochMilliseconds,
    })
    .execute();
  return { kind: "customer", partnerId, customerId };
}

export const goodPassword = "vier Möwen am Kai";

export type TestUser = UserAccount & { readonly actor: Actor; readonly roles: readonly Role[] };

/** A user with a password, unless told otherwise. */
export async function givenUser(
  db: Db,
  organization: Organization,
  roles: readonly Role[] = [],
  overrides: Partial<UserAccount> = {},
): Promise<TestUser> {
  const id = randomUUID();
  const account: UserAccount = {
    id,
    organization,
    email: `${id}@nordwind.example`,
    displayName: "Inga Petersen",
    passwordHash: `quick:${goodPassword}`,
    preferences: { language: "en", timeZone: "Europe/Berlin", theme: "system" },
    disabledAt: null,
    createdAt: at,
    ...overrides,
  };
  await insertUser(db, account);
  for (const role of roles) await insertRole(db, id, role);
  return { ...account, roles, actor: actorOf(organization, { userId: id, roles, address: "192.0.2.7" }) };
}

/** A user who has not set a password yet, with the link to it. */
export async function givenUserWithLink(
  db: Db,
  organization: Organization,
  moment: Temporal.Instant = at,
): Promise<TestUser & { readonly link: PasswordLink }> {
  const user = await givenUser(db, organization, ["sales-agent"], {
    displayName: "Jonas Brandt",
    passwordHash: passwordNeverSet,
  });
  return { ...user, link: await db.transaction().execute((tx) => issuePasswordLink(tx, user.id, moment)) };
}

/** An order for texts, by code units. */
export function byText(a: string | null, b: string | null): number {
  return (a ?? "") < (b ?? "") ? -1 : 1;
}
