import type { Temporal } from "temporal-polyfill";
import type { Role } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { logActivity, loggedTransaction } from "#app/services/activity/log-activity.server.ts";
import { hashOfSecret } from "#app/services/api-clients/secret.server.ts";
import { insertApiClient } from "#db/repositories/api-clients.ts";
import { insertApiGrant } from "#db/repositories/api-grants.ts";
import { insertRole, insertUser, passwordNeverSet } from "#db/repositories/users.ts";
import type { DemoDeps } from "./demo-deps.ts";
import { actorNamed, type DemoPeople, partnerIdOf } from "./load-people.ts";
import { type DemoPartnerKey, demoPartners, demoUsers } from "./people.ts";
import { customerOf } from "./planner.ts";
import { seededGuid, seededRandom } from "./random.ts";

/** An application of the demo, as it is printed: ready to ask for tokens with. */
export type DemoApiClient = {
  readonly organization: string;
  readonly name: string;
  /** `app`: for itself. `app+user`: for a user, with a refresh token. */
  readonly kind: "app" | "app+user";
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The user's, or the application's own. */
  readonly roles: readonly Role[];
  readonly user?: string;
  readonly refreshToken?: string;
};

type Application = {
  readonly partner: DemoPartnerKey;
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly roles: readonly Role[];
};

/** The same secrets every time; like the password they are worth nothing outside a sandbox. */
const random = seededRandom("api-clients");
const applications: readonly Application[] = demoPartners.flatMap(({ key: partner }) => [
  {
    partner,
    id: seededGuid(random),
    name: "Marketplace",
    secret: `demo-${partner}-marketplace-${random.hex(12)}`,
    roles: ["admin-agent", "global-admin", "account-admin", "billing-admin"],
  },
  {
    partner,
    id: seededGuid(random),
    name: "Service desk",
    secret: `demo-${partner}-service-desk-${random.hex(12)}`,
    roles: ["helpdesk-agent"],
  },
]);

/** Who gave the second application of their partner leave: everybody of the staff, and people of customers. */
const leaves = demoUsers.flatMap((user) => {
  const { organization, email } = user;
  if (organization.kind === "operator") return [];
  const partner = organization.kind === "partner" ? organization.partner : customerOf(organization.customer).partner;
  const application = applications.findLast((one) => one.partner === partner);
  return application === undefined
    ? []
    : [{ user, application, refreshToken: `demo-refresh-${email}-${random.hex(12)}` }];
});

/** Far beyond the life of any demo. */
const leaveHours = 10 * 365 * 24;

/** All of them, for the two partners: applications by themselves, and with each user. */
export function demoApiClients(): readonly DemoApiClient[] {
  const tenantIds = seededPartnerIds();
  const alone = applications.map(({ partner, name, id, secret, roles }) => ({
    organization: nameOf(partner),
    name,
    kind: "app" as const,
    tenantId: tenantIds.get(partner) ?? "",
    clientId: id,
    clientSecret: secret,
    roles,
  }));
  const forUsers = leaves.map(({ user, application, refreshToken }) => ({
    organization: nameOf(application.partner),
    name: application.name,
    kind: "app+user" as const,
    tenantId: tenantIds.get(application.partner) ?? "",
    clientId: application.id,
    clientSecret: application.secret,
    roles: user.roles,
    user: user.email,
    refreshToken,
  }));
  return [...alone, ...forUsers];
}

/** Stores the applications and the leaves that people gave them, once everybody is there. */
export async function loadApiClients(deps: DemoDeps, people: DemoPeople, at: Temporal.Instant): Promise<void> {
  for (const application of applications) await addApplication(deps, people, application, at);
  for (const { user, application, refreshToken } of leaves) {
    const actor = actorNamed(people, user.email);
    if (actor.kind === "system") continue;
    await insertApiGrant(deps.db, {
      id: deps.ids.next(),
      clientId: application.id,
      userId: actor.userId,
      tokenHash: hashOfSecret(refreshToken),
      isMfa: true,
      isRotating: false,
      createdAt: at,
      expiresAt: at.add({ hours: leaveHours }),
    });
  }
}

async function addApplication(
  deps: DemoDeps,
  people: DemoPeople,
  { partner, id, name, secret, roles }: Application,
  at: Temporal.Instant,
): Promise<void> {
  const partnerId = partnerIdOf(people, partner);
  const maker = actorNamed(people, demoUsers.find(isGlobalAdminOf(partner))?.email ?? "");
  await loggedTransaction(deps, async (tx) => {
    await insertUser(tx, {
      id,
      organization: { kind: "partner", partnerId },
      email: `${id}@application.invalid`,
      displayName: name,
      passwordHash: passwordNeverSet,
      preferences: { language: "en", timeZone: "UTC", theme: "system" },
      disabledAt: null,
      createdAt: at,
    });
    await insertApiClient(tx, {
      id,
      partnerId,
      name,
      secretHash: hashOfSecret(secret),
      secretHint: secret.slice(-4),
      secretMadeAt: at,
      oldSecretHash: null,
      oldSecretUntil: null,
      redirectUris: ["http://localhost:8400/sign-in"],
      createdAt: at,
      createdBy: maker.kind === "system" ? null : maker.userId,
      lastUsedAt: null,
      revokedAt: null,
    });
    for (const role of roles) await insertRole(tx, id, role);
    const newValue = { application: name, roles: roles.join(", ") };
    await logActivity(tx, deps, maker, [activityDone("api-client-added", at, { partnerId }, { newValue })]);
  });
}

function isGlobalAdminOf(partner: DemoPartnerKey) {
  return ({ organization, roles }: (typeof demoUsers)[number]) =>
    organization.kind === "partner" && organization.partner === partner && roles.includes("global-admin");
}

function nameOf(partner: DemoPartnerKey): string {
  return demoPartners.find(({ key }) => key === partner)?.name ?? partner;
}

/** As `loadPartnersAndStaff` makes them. */
function seededPartnerIds(): ReadonlyMap<DemoPartnerKey, string> {
  const sequence = seededRandom("partners");
  return new Map(demoPartners.map(({ key }) => [key, seededGuid(sequence)]));
}
