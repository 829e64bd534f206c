import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs } from "@remix-run/node";
import { requestInstant } from "#app/http/request-facts.server.ts";
import { machineNow, tokenLifeSeconds } from "#app/services/api-clients/access-token.server.ts";
import { issueToken, reissueToken, type TokenRequest } from "#app/services/api-clients/issue-token.server.ts";
import {
  missingField,
  type OAuthError,
  oauthErrorBody,
  oauthErrorOf,
  tokenBodyV1,
  tokenBodyV2,
  unknownGrant,
  unknownResource,
  unknownScope,
} from "../wire/oauth.ts";
import { partnerCenterAudience, retiredAudience } from "./caller.server.ts";
import { isGuid } from "./request-heads.server.ts";
import { rootOf } from "./root.server.ts";

export type TokenVersion = "v1" | "v2";
type Form = { get(name: string): string };

const formBytesMax = 64 * 1024;
const priceSheetAudience = "https://api.partner.microsoft.com";

class OAuthFault extends Error {
  readonly oauth: OAuthError;
  constructor(oauth: OAuthError) {
    super(oauth.text);
    this.oauth = oauth;
  }
}

/** `POST /{tenant}/oauth2/token` and `/{tenant}/oauth2/v2.0/token`: tokens for a client's secret, a refresh token or a code. */
export function tokenEndpoint(version: TokenVersion) {
  return (args: ActionFunctionArgs) =>
    answered(args, async () => {
      const form = await readForm(args.request);
      const audience = version === "v1" ? audienceOfResource(form, args) : audienceOfScope(form, args);
      const { request, context, params } = args;
      const result = await issueToken(
        context.portal.deps,
        {
          tenant: params["tenant"] ?? "",
          clientId: needed(form, "client_id"),
          clientSecret: needed(form, "client_secret"),
          audience,
          grant: grantOf(form),
          root: rootOf(request, context.portal.env),
          address: context.address,
        },
        await requestInstant(context),
      );
      if (!result.ok && result.refusal === "too-many-attempts") return tooMany(result.retryAfterSeconds ?? 60);
      if (!result.ok) throw new OAuthFault(oauthErrorOf(result.refusal as "secret-wrong"));
      const facts = { ...result.value, lifeSeconds: tokenLifeSeconds };
      const body = version === "v1" ? tokenBodyV1(facts, audience) : tokenBodyV2(facts, `${audience}/.default`);
      return jsonOf(200, body);
    });
}

/** `POST /generatetoken`: clients of 2016 change their directory token for one of this API. */
export function generateToken(args: ActionFunctionArgs): Promise<Response> {
  return answered(args, async () => {
    const form = await readForm(args.request);
    if (form.get("grant_type") !== "jwt_token") throw new OAuthFault(unknownGrant(form.get("grant_type")));
    const token = /^bearer\s+(\S+)$/i.exec(args.request.headers.get("authorization") ?? "")?.[1];
    if (token === undefined) throw new OAuthFault(missingField("Authorization"));
    const { deps, env } = args.context.portal;
    const wish = { token, audience: partnerCenterAudience, root: rootOf(args.request, env) };
    const reissued = await reissueToken(deps, wish);
    if (reissued === undefined) throw new OAuthFault({ ...oauthErrorOf("refresh-token-invalid"), status: 401 });
    return jsonOf(200, tokenBodyV1({ ...reissued, lifeSeconds: tokenLifeSeconds }, partnerCenterAudience));
  });
}

/** Anything but POST. */
export function onlyPost(): Response {
  const error = { status: 400, error: "invalid_request", number: 900_561, text: "This endpoint takes POST." } as const;
  return jsonOf(400, oauthErrorBody(error, { traceId: randomUUID(), correlationId: randomUUID(), at: "" }));
}

async function answered(args: ActionFunctionArgs, work: () => Promise<Response>): Promise<Response> {
  const { request, context } = args;
  const sent = request.headers.get("client-request-id")?.trim() ?? "";
  const correlationId = isGuid(sent) ? sent.toLowerCase() : randomUUID();
  const response = await (request.method === "POST" ? work() : Promise.resolve(onlyPost())).catch((error: unknown) => {
    if (!(error instanceof OAuthFault)) throw error;
    const at = `${machineNow(context.portal.deps).toString().slice(0, 19).replace("T", " ")}Z`;
    return jsonOf(error.oauth.status, oauthErrorBody(error.oauth, { traceId: context.requestId, correlationId, at }));
  });
  if (request.headers.get("return-client-request-id")?.toLowerCase() === "true")
    response.headers.set("client-request-id", correlationId);
  return response;
}

function jsonOf(status: number, body: object): Response {
  const headers = {
    "Content-Type": "application/json; charset=utf-8",
    Pragma: "no-cache",
  };
  return new Response(JSON.stringify(body), { status, headers });
}

function tooMany(seconds: number): Response {
  const message = `Rate limit is exceeded. Try again in ${seconds} seconds.`;
  const response = jsonOf(429, { statusCode: 429, message });
  response.headers.set("Retry-After", String(seconds));
  return response;
}

async function readForm(request: Request): Promise<Form> {
  const text = await request.text();
  const fields = text.length > formBytesMax ? new URLSearchParams() : new URLSearchParams(text);
  const named = new Map([...fields].map(([name, value]) => [name.toLowerCase(), value]));
  return { get: (name) => named.get(name)?.trim() ?? "" };
}

function needed(form: Form, name: string): string {
  const value = form.get(name);
  if (value === "" || value.includes("\0")) throw new OAuthFault(missingField(name));
  return value;
}

function grantOf(form: Form): TokenRequest["grant"] {
  const grantType = needed(form, "grant_type");
  switch (grantType) {
    case "client_credentials":
      return { kind: "application" };
    case "refresh_token":
      return { kind: "refresh", refreshToken: needed(form, "refresh_token") };
    case "authorization_code":
      return {
        kind: "code",
        code: needed(form, "code"),
        redirectUri: needed(form, "redirect_uri"),
        verifier: form.get("code_verifier") || undefined,
      };
    default:
      throw new OAuthFault(unknownGrant(grantType));
  }
}

/** The first version names a resource; without one it is this API. */
function audienceOfResource(form: Form, args: ActionFunctionArgs): string {
  const resource = form.get("resource");
  if (resource === "") return partnerCenterAudience;
  const known = knownAudience(resource, args);
  if (known === undefined) throw new OAuthFault(unknownResource(resource));
  return known;
}

/** The second version names scopes: one of them is a resource with a permission behind it. */
function audienceOfScope(form: Form, args: ActionFunctionArgs): string {
  const scopes = needed(form, "scope").split(/\s+/);
  const resource = scopes.find((scope) => scope.includes("://"));
  const known = knownAudience((resource ?? "").replace(/\/(\.default|user_impersonation)$/i, ""), args);
  if (known === undefined) throw new OAuthFault(unknownScope(resource ?? scopes.join(" ")));
  return known;
}

function knownAudience(resource: string, { request, context }: ActionFunctionArgs): string | undefined {
  const asked = resource.replace(/\/+$/, "").toLowerCase();
  const root = rootOf(request, context.portal.env);
  return [partnerCenterAudience, root, priceSheetAudience, retiredAudience].find(
    (known) => known.toLowerCase() === asked,
  );
}
