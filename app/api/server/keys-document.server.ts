import type { LoaderFunctionArgs } from "@remix-run/node";
import { machineNow } from "#app/services/api-clients/access-token.server.ts";
import { presentSigningKey, publishedKeys } from "#app/services/api-clients/signing-keys.server.ts";
import { findWebhookCertificate, webhookKeys } from "#app/services/webhooks/signing-keys.server.ts";
import { rootOf } from "./root.server.ts";

/** The JWKS document: every key that a token at large or an event can be signed with. */
export async function keysDocument({ context }: LoaderFunctionArgs): Promise<Response> {
  const { deps } = context.portal;
  const now = machineNow(deps);
  await presentSigningKey(deps, now);
  const ofTokens = (await publishedKeys(deps, now)).map(({ publicJwk }) => publicJwk);
  const ofEvents = (await webhookKeys(deps, now)).map(({ publicJwk }) => publicJwk);
  return Response.json({ keys: [...ofTokens, ...ofEvents] });
}

/** A certificate in PEM, as `X-MS-Certificate-Url` names it. */
export async function certificateDocument({ context, params }: LoaderFunctionArgs): Promise<Response> {
  const { deps } = context.portal;
  const pem = await findWebhookCertificate(deps, params["kid"] ?? "", machineNow(deps));
  if (pem === undefined) return new Response("There is no such certificate.\n", { status: 404 });
  return new Response(pem, { headers: { "Content-Type": "application/x-pem-file" } });
}

/** Where everything is, for libraries that look it up. */
export function configurationDocument({ request, context, params }: LoaderFunctionArgs): Response {
  const root = rootOf(request, context.portal.env);
  const tenant = encodeURIComponent(params["tenant"] ?? "common");
  return Response.json({
    issuer: `${root}/${tenant}/`,
    authorization_endpoint: `${root}/common/oauth2/v2.0/authorize`,
    token_endpoint: `${root}/${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${root}/${tenant}/discovery/keys`,
    grant_types_supported: ["client_credentials", "refresh_token", "authorization_code"],
    response_types_supported: ["code", "code id_token"],
    response_modes_supported: ["query", "form_post"],
    code_challenge_methods_supported: ["S256"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["ES256"],
    token_endpoint_auth_methods_supported: ["client_secret_post"],
    scopes_supported: ["openid", "profile"],
  });
}
