import { inject } from "vitest";
import { type Role, partnerRoles } from "#app/domain/access/roles.ts";
import { hashOfSecret } from "#app/services/api-clients/secret.server.ts";
import type { Db } from "#db/client.ts";
import type { DialectName } from "#db/dialects/dialect.ts";
import { insertApiGrant } from "#db/repositories/api-grants.ts";
import { addApiClient, clientSecret as secret } from "#test/support/api-clients.ts";
import { type RunningPortal, startPortal } from "#test/support/portal.ts";
import { buildOfApi } from "./api-build.ts";
import { assertDescribed } from "./described.ts";
import type { DemoSite } from "./demo-site-setup.ts";
import { type Person, seenAt } from "./settle.ts";
import { copyOfDemo } from "./site.ts";

/** Who calls: an application of partner A for a person of it, or with a role of its own; or nobody, without a token. */
export type ApiCaller = Exclude<Person, "operator"> | `app:${Role}` | "app:all-partner-roles" | "app:of-other-partner";

export type ApiReply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- what comes over the wire is looked into by tests as it stands
  readonly body: any;
};

/** The API over a copy of the demo; its clock stands still. */
export type ApiSite = DemoSite & {
  readonly url: string;
  readonly db: Db;
  readonly log: RunningPortal["log"];
  readonly composition: RunningPortal["composition"];
  /** Ids of the applications of partner A and B, with their secret. */
  readonly clients: { readonly a: string; readonly b: string; readonly secret: string };
  token(caller: ApiCaller): Promise<string>;
  call(
    method: string,
    path: string,
    caller: ApiCaller,
    options?: { readonly body?: unknown; readonly headers?: Record<string, string>; readonly isWild?: boolean },
  ): Promise<ApiReply>;
  close(): Promise<void>;
};

const resource = "https://api.partnercenter.microsoft.com";

export async function openApi(
  dialect: DialectName = "sqlite",
  environment: Record<string, string> = {},
): Promise<ApiSite> {
  const demo = inject("demoSite");
  const copy = await copyOfDemo(dialect);
  const build = await buildOfApi();
  const portal = await startPortal({
    environment: {
      DATABASE_URL: copy.url,
      DOWNLOADS_FOLDER: demo.downloadsFolder,
      API_CALLS_PER_MINUTE: "1000000",
      ...environment,
    },
    now: seenAt,
    build,
  });
  const { db } = portal.composition.deps;
  const clients = { a: crypto.randomUUID(), b: crypto.randomUUID(), secret };
  await addApiClient(db, { id: clients.a, partnerId: demo.a.partner, roles: [], at: seenAt });
  await addApiClient(db, { id: clients.b, partnerId: demo.b.partner, roles: partnerRoles, at: seenAt });
  const tokens = new Map<ApiCaller, Promise<string>>();
  const token = (caller: ApiCaller) => {
    const known = tokens.get(caller) ?? makeToken(caller);
    tokens.set(caller, known);
    return known;
  };

  async function makeToken(caller: ApiCaller): Promise<string> {
    if (caller === "nobody") return "";
    const [kind, of] = caller.startsWith("app:") ? ["app", caller.slice(4)] : ["user", caller];
    const clientId = of === "of-other-partner" ? clients.b : kind === "app" ? crypto.randomUUID() : clients.a;
    const fields: Record<string, string> = { client_id: clientId, client_secret: secret, resource };
    if (kind === "app") {
      const roles = of === "all-partner-roles" ? partnerRoles : [of as Role];
      if (clientId !== clients.b)
        await addApiClient(db, { id: clientId, partnerId: demo.a.partner, roles, at: seenAt });
      fields["grant_type"] = "client_credentials";
    } else {
      const refreshToken = crypto.randomUUID();
      await insertApiGrant(db, {
        id: crypto.randomUUID(),
        clientId,
        userId: demo.userIds[caller as keyof typeof demo.userIds],
        tokenHash: hashOfSecret(refreshToken),
        isMfa: true,
        isRotating: false,
        createdAt: seenAt,
        expiresAt: seenAt.add({ hours: 24 }),
      });
      Object.assign(fields, { grant_type: "refresh_token", refresh_token: refreshToken });
    }
    const response = await fetch(`${portal.url}/common/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams(fields),
    });
    const body = (await response.json()) as { access_token?: string; error_description?: string };
    if (body.access_token === undefined) throw new Error(`No token for ${caller}: ${body.error_description}`);
    return body.access_token;
  }

  return {
    ...demo,
    url: portal.url,
    db,
    log: portal.log,
    composition: portal.composition,
    clients,
    token,
    call: async (method, path, caller, { body, headers = {}, isWild } = {}) => {
      const bearer = await token(caller);
      const response = await fetch(portal.url + path, {
        method,
        redirect: "manual",
        headers: {
          ...(bearer === "" ? {} : { Authorization: `Bearer ${bearer}` }),
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json") === true && text !== "";
      const { status, headers: answered } = response;
      const reply = { status, headers: answered, text, body: isJson ? JSON.parse(text) : undefined };
      assertDescribed({ method, path, body, isWild }, reply);
      return reply;
    },
    close: async () => {
      await portal.close();
      await copy.drop();
    },
  };
}
