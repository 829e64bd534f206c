import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  type ApiClient,
  apiClientKey,
  findApiClient,
  listApiClients,
  rolesOfAccounts,
} from "#db/repositories/api-clients.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type Format, formatFor, type InstantText } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

export type ApiClientSummary = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly redirectUris: readonly string[];
  /** The last characters of its secret. */
  readonly secretHint: string;
  readonly secretMadeAt: InstantText;
  readonly createdAt: InstantText;
  readonly lastUsedAt: InstantText | null;
  readonly revokedAt: InstantText | null;
};

export type ApiClientsView = {
  readonly tenantId: string;
  readonly clients: readonly ApiClientSummary[];
  readonly links: PageLinks;
};

/** A partner's applications, revoked ones included, and what they ask for tokens with. */
export async function apiClientsView(
  context: ViewContext,
  params: PageParams,
): Promise<Result<ApiClientsView, RefusalOf<"role-needed">>> {
  const scope = decidePartnerScope(context.actor, "manage-api-clients");
  if (!scope.ok) return scope;
  const { partnerId } = scope.value;
  const page = await listApiClients(context.db, partnerId, pageRequestOf(params, ["number", "string"]));
  const roles = await rolesOfAccounts(
    context.db,
    page.rows.map(({ id }) => id),
  );
  const format = formatFor(context.reader);
  return ok({
    tenantId: partnerId,
    clients: page.rows.map((client) => summaryOf(client, roles.get(client.id) ?? [], format)),
    links: pageLinksOf(page, apiClientKey),
  });
}

/** One application of the reader's partner. */
export async function apiClientView(
  context: ViewContext,
  { clientId }: { readonly clientId: string },
): Promise<Result<ApiClientSummary, RefusalOf<"role-needed" | "not-found">>> {
  const scope = decidePartnerScope(context.actor, "manage-api-clients");
  if (!scope.ok) return scope;
  const client = await findApiClient(context.db, scope.value.partnerId, clientId);
  if (client === undefined) return refused({ code: "not-found", what: "api-client" });
  const roles = await rolesOfAccounts(context.db, [client.id]);
  return ok(summaryOf(client, roles.get(client.id) ?? [], formatFor(context.reader)));
}

function summaryOf(client: ApiClient, roles: readonly Role[], format: Format): ApiClientSummary {
  const { id, name, redirectUris, secretHint, secretMadeAt, createdAt, lastUsedAt, revokedAt } = client;
  return {
    id,
    name,
    roles,
    redirectUris,
    secretHint,
    secretMadeAt: format.instant(secretMadeAt),
    createdAt: format.instant(createdAt),
    lastUsedAt: lastUsedAt === null ? null : format.instant(lastUsedAt),
    revokedAt: revokedAt === null ? null : format.instant(revokedAt),
  };
}
