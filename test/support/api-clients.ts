import type { Temporal } from "temporal-polyfill";
import type { Role } from "#app/domain/access/roles.ts";
import { hashOfSecret } from "#app/services/api-clients/secret.server.ts";
import type { Db } from "#db/client.ts";
import { insertApiClient } from "#db/repositories/api-clients.ts";
import { insertRole, insertUser, passwordNeverSet } from "#db/repositories/users.ts";

/** The secret of every application that tests make. */
export const clientSecret = "a-secret-of-tests-that-is-long-enough";

/** An application of a partner, with roles of its own. */
export async function addApiClient(
  db: Db,
  { id, partnerId, roles, at }: { id: string; partnerId: string; roles: readonly Role[]; at: Temporal.Instant },
): Promise<void> {
  await insertUser(db, {
    id,
    organization: { kind: "partner", partnerId },
    email: `${id}@application.invalid`,
    displayName: "Test application",
    passwordHash: passwordNeverSet,
    preferences: { language: "en", timeZone: "UTC", theme: "system" },
    disabledAt: null,
    createdAt: at,
  });
  await insertApiClient(db, {
    id,
    partnerId,
    name: "Test application",
    secretHash: hashOfSecret(clientSecret),
    secretHint: "ough",
    secretMadeAt: at,
    oldSecretHash: null,
    oldSecretUntil: null,
    redirectUris: [],
    createdAt: at,
    createdBy: null,
    lastUsedAt: null,
    revokedAt: null,
  });
  for (const role of roles) await insertRole(db, id, role);
}
