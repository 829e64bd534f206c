import type { Temporal } from "temporal-polyfill";
import { type Actor, partnerRoles, type Role } from "#app/domain/access/roles.ts";
import type { ActivityValue } from "#app/domain/activity/activity.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import {
  type ApiClient,
  countApiClients,
  findApiClientForChange,
  insertApiClient,
  revokeApiClientRow,
  updateApiClientNames,
  updateApiSecret,
} from "#db/repositories/api-clients.ts";
import { deleteRole, insertRole, insertUser, passwordNeverSet, rolesOfUser } from "#db/repositories/users.ts";
import { changeOfPartner } from "../change-of-partner.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { machineNow } from "./access-token.server.ts";
import { newSecret } from "./secret.server.ts";

export const clientNameLengthMax = 80;
export const clientsMax = 50;
export const redirectUrisMax = 10;
/** For how long a rotated secret can go on being good, in hours. */
export const overlapHoursChoices = [0, 24, 168] as const;
export type OverlapHours = (typeof overlapHoursChoices)[number];

export type ClientWish = {
  readonly name: string;
  /** Of a partner's people; what the application may do when no user stands behind it. */
  readonly roles: readonly Role[];
  /** Where users may be sent back to after giving leave; none for an application that asks nobody. */
  readonly redirectUris: readonly string[];
};

/** The secret is shown once: null where the same request comes again. */
export type SecretMade = { readonly clientId: string; readonly secret: string | null };

type Input = { readonly idempotencyKey: string };
const needs = "manage-api-clients";

/** Makes an application of the actor's own partner, with an account that nobody can sign in with, and its first secret. */
export async function createApiClient(
  deps: ServiceDeps,
  actor: Actor,
  input: Input & ClientWish,
  at: Temporal.Instant,
): Promise<Result<SecretMade>> {
  const made = newSecret();
  let isMadeNow = false;
  const result = await changeOfPartner<{ clientId: string }>(
    deps,
    actor,
    { needs, logAs: "api-client-added", input, at },
    async (tx, partnerId) => {
      const wish = wishOf(input);
      if (!wish.ok) return wish;
      if ((await countApiClients(tx, partnerId)) >= clientsMax) return invalid("name", `at most ${clientsMax}`);
      const clientId = deps.ids.next();
      await insertAccount(deps, tx, { clientId, partnerId, name: wish.value.name }, at);
      await insertApiClient(tx, {
        id: clientId,
        partnerId,
        name: wish.value.name,
        secretHash: made.hash,
        secretHint: made.hint,
        secretMadeAt: at,
        oldSecretHash: null,
        oldSecretUntil: null,
        redirectUris: wish.value.redirectUris,
        createdAt: at,
        createdBy: actor.kind === "system" ? null : actor.userId,
        lastUsedAt: null,
        revokedAt: null,
      });
      for (const role of wish.value.roles) await insertRole(tx, clientId, role);
      isMadeNow = true;
      return ok({ value: { clientId }, newValue: valueOf(wish.value) });
    },
  );
  return result.ok ? ok({ ...result.value, secret: isMadeNow ? made.secret : null }) : result;
}

/** Puts a new secret in the place of the present one, which goes on being good for a while or ends at once. */
export async function rotateApiSecret(
  deps: ServiceDeps,
  actor: Actor,
  input: Input & { readonly clientId: string; readonly overlapHours: OverlapHours },
  at: Temporal.Instant,
): Promise<Result<SecretMade>> {
  const made = newSecret();
  let isMadeNow = false;
  const result = await changeOfPartner<{ clientId: string }>(
    deps,
    actor,
    { needs, logAs: "api-secret-renewed", input, at },
    async (tx, partnerId) => {
      const client = await findLive(tx, partnerId, input.clientId);
      if (!client.ok) return client;
      const { id, name, secretHash } = client.value;
      const isKept = input.overlapHours > 0;
      await updateApiSecret(tx, partnerId, id, {
        secretHash: made.hash,
        secretHint: made.hint,
        secretMadeAt: at,
        oldSecretHash: isKept ? secretHash : null,
        oldSecretUntil: isKept ? machineNow(deps).add({ hours: input.overlapHours }) : null,
      });
      isMadeNow = true;
      return ok({ value: { clientId: id }, newValue: { application: name, overlapHours: input.overlapHours } });
    },
  );
  return result.ok ? ok({ ...result.value, secret: isMadeNow ? made.secret : null }) : result;
}

/** Changes name, roles and addresses of an application; they count from its next call on. */
export async function changeApiClient(
  deps: ServiceDeps,
  actor: Actor,
  input: Input & ClientWish & { readonly clientId: string },
  at: Temporal.Instant,
): Promise<Result<{ readonly clientId: string }>> {
  return changeOfPartner<{ clientId: string }>(
    deps,
    actor,
    { needs, logAs: "api-client-changed", input, at },
    async (tx, partnerId) => {
      const wish = wishOf(input);
      if (!wish.ok) return wish;
      const client = await findLive(tx, partnerId, input.clientId);
      if (!client.ok) return client;
      const { id, name, redirectUris } = client.value;
      const present = await rolesOfUser(tx, id);
      for (const role of present) if (!wish.value.roles.includes(role)) await deleteRole(tx, id, role);
      for (const role of wish.value.roles) await insertRole(tx, id, role);
      await updateApiClientNames(tx, partnerId, id, wish.value);
      return ok({
        value: { clientId: id },
        oldValue: valueOf({ name, roles: present, redirectUris }),
        newValue: valueOf(wish.value),
      });
    },
  );
}

/** Ends an application at once and for good: its tokens open nothing from the next call on. */
export async function revokeApiClient(
  deps: ServiceDeps,
  actor: Actor,
  input: Input & { readonly clientId: string },
  at: Temporal.Instant,
): Promise<Result<{ readonly clientId: string; readonly name: string }>> {
  return changeOfPartner(deps, actor, { needs, logAs: "api-client-revoked", input, at }, async (tx, partnerId) => {
    const client = await findLive(tx, partnerId, input.clientId);
    if (!client.ok) return client;
    const { id, name } = client.value;
    await revokeApiClientRow(tx, partnerId, id, { at, by: actor.kind === "system" ? id : actor.userId });
    return ok({ value: { clientId: id, name }, newValue: { application: name } });
  });
}

async function findLive(tx: Tx, partnerId: string, clientId: string): Promise<Result<ApiClient>> {
  const client = await findApiClientForChange(tx, partnerId, clientId);
  if (client === undefined || client.revokedAt !== null) return refused({ code: "not-found", what: "api-client" });
  return ok(client);
}

async function insertAccount(
  deps: ServiceDeps,
  tx: Tx,
  { clientId, partnerId, name }: { clientId: string; partnerId: string; name: string },
  at: Temporal.Instant,
): Promise<void> {
  const isNew = await insertUser(tx, {
    id: clientId,
    organization: { kind: "partner", partnerId },
    // A name that no mail can be sent to, and no hash that a password fits.
    email: `${clientId}@application.invalid`,
    displayName: name,
    passwordHash: passwordNeverSet,
    preferences: { language: "en", timeZone: "UTC", theme: "system" },
    disabledAt: null,
    createdAt: at,
  });
  if (!isNew) throw new Error("The account of a new application is there already");
}

function wishOf(input: ClientWish): Result<ClientWish> {
  const name = input.name.trim().replace(/\s+/g, " ");
  if (name === "") return invalid("name", "missing");
  if (name.length > clientNameLengthMax) return invalid("name", `at most ${clientNameLengthMax}`);
  const possible: readonly Role[] = partnerRoles;
  if (input.roles.some((role) => !possible.includes(role))) return invalid("roles", "not-of-this-organization");
  const redirectUris = [...new Set(input.redirectUris.map((uri) => uri.trim()).filter((uri) => uri !== ""))];
  if (redirectUris.length > redirectUrisMax) return invalid("redirectUris", `at most ${redirectUrisMax}`);
  if (!redirectUris.every(isRedirectUri)) return invalid("redirectUris", "https, or http on this machine");
  return ok({ name, roles: [...new Set(input.roles)], redirectUris });
}

/** Over the network only https; on the user's own machine http will do. */
export function isRedirectUri(text: string): boolean {
  if (text.length > 500 || !URL.canParse(text)) return false;
  const { protocol, hostname, hash, username } = new URL(text);
  if (hash !== "" || username !== "" || /\s/.test(text)) return false;
  return protocol === "https:" || (protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname));
}

function valueOf({ name, roles, redirectUris }: ClientWish): ActivityValue {
  return { application: name, roles: roles.join(", "), redirectUris: redirectUris.join(", ") };
}

function invalid(field: string, reason: string) {
  return refused({ code: "invalid-field", field, reason } as const);
}
