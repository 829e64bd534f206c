import type { ApiSection, Operation } from "../operation.ts";
import { ok, query } from "../operation.ts";
import { answer, guid, integer, list, oneOf, request, said, text, type Schema } from "../schema.ts";
import { ref } from "../schema.ts";

const digits: Schema = { type: "string", pattern: "^\\d+$", examples: ["3600"] };

const credentials = {
  grant_type: said(
    { type: "string", enum: ["client_credentials", "authorization_code", "refresh_token"] },
    "client_credentials for the application alone; the two others for a user.",
    "client_credentials",
  ),
  client_id: said(guid, "The application's id, from Settings, API clients."),
  client_secret: said(text, "Its secret, shown once when it was made.", "<client secret>"),
};
const ofUser = {
  code: said(text, "With authorization_code."),
  redirect_uri: said(text, "With authorization_code: the address that the code was sent to."),
  refresh_token: said(text, "With refresh_token."),
  code_verifier: said(text, "With a code that was asked for with a challenge."),
};

function tokenOperation(id: string, path: string, title: string, fields: Schema, answered: string): Operation {
  return {
    id,
    method: "post",
    path,
    summary: title,
    description:
      "`{tenant}` is the partner's id, a domain of it, or `common`. An access token is good for an hour and is sent as `Authorization: Bearer …`.",
    caller: "nobody",
    access: "anyone",
    body: { schema: fields, isRequired: true, media: "application/x-www-form-urlencoded" },
    answer: ok(ref(answered), "A token."),
    errorSchema: ref("TokenError"),
  };
}

/** Where a user signs in and gives an application leave; a page. */
function signInOperation(path: string, index: number): Operation {
  return {
    id: index === 0 ? "authorize" : "authorizeV2",
    method: "get",
    path,
    summary: index === 0 ? "Let a user sign in" : "Let a user sign in, second version",
    description:
      "Opened in the user's browser. Afterwards the code is posted to `redirect_uri`, which the application has to name among its own.",
    caller: "nobody",
    access: "anyone",
    query: [
      query("client_id", guid, "The application's id.", true),
      query("response_type", said(text, "", "code id_token"), "code, or code id_token.", true),
      query("response_mode", said(text, "", "form_post"), "form_post."),
      query("redirect_uri", said(text, "", "https://partner.example/signed-in"), "One of the application's own.", true),
      query("scope", said(text, "", "openid profile"), "openid profile."),
      query("nonce", text, "Stands in the id token again."),
      query("state", text, "Comes back as it was."),
      query("code_challenge", text, "Of a verifier that is sent with the code; S256."),
      query("code_challenge_method", said(text, "", "S256"), "S256."),
    ],
    answer: { status: 200, description: "The page on which the user signs in.", media: "text/html" },
  };
}

export const tokens: ApiSection = {
  id: "tokens",
  title: "Tokens",
  description:
    "Every call carries an access token. It is given for the secret of an application, alone or together with the refresh token or code of a user who signed in with a second factor.",
  operations: [
    tokenOperation(
      "issueToken",
      "/{tenant}/oauth2/token",
      "Get an access token",
      request(credentials, {
        ...ofUser,
        resource: said(text, "What the token is for.", "https://api.partnercenter.microsoft.com"),
        scope: said(text, "Not looked at here.", "openid"),
      }),
      "Token",
    ),
    tokenOperation(
      "issueTokenV2",
      "/{tenant}/oauth2/v2.0/token",
      "Get an access token, second version",
      request(
        {
          ...credentials,
          scope: said(text, "In place of `resource`.", "https://api.partnercenter.microsoft.com/.default"),
        },
        ofUser,
      ),
      "TokenV2",
    ),
    ...(["/common/oauth2/authorize", "/common/oauth2/v2.0/authorize"] as const).map(signInOperation),
    {
      id: "exchangeToken",
      method: "post",
      path: "/generatetoken",
      summary: "Change a directory token for one of this API",
      description: "Clients of 2016 make this hop. The token that they have goes in the header `Authorization`.",
      caller: "nobody",
      access: "anyone",
      body: {
        schema: request({ grant_type: said({ const: "jwt_token" }, "Always this.", "jwt_token") }),
        isRequired: true,
        media: "application/x-www-form-urlencoded",
      },
      answer: ok(ref("Token"), "A token."),
      errorSchema: ref("TokenError"),
    },
    {
      id: "readConfiguration",
      method: "get",
      path: "/{tenant}/.well-known/openid-configuration",
      summary: "Find the endpoints",
      caller: "nobody",
      access: "anyone",
      answer: ok(ref("Configuration"), "Where everything is."),
    },
    {
      id: "readSigningKeys",
      method: "get",
      path: "/{tenant}/discovery/keys",
      summary: "Read the keys that tokens are signed with",
      description: "A JWKS document. Keys are rotated; a retired one stays until the last token signed with it ends.",
      caller: "nobody",
      access: "anyone",
      answer: ok(ref("SigningKeys"), "Public keys."),
    },
    {
      id: "readDescription",
      method: "get",
      path: "/v1/openapi.json",
      summary: "Read this description",
      caller: "nobody",
      access: "anyone",
      answer: ok({ type: "object", description: "An OpenAPI 3.1 document.", additionalProperties: true }, "This file."),
    },
  ],
  schemas: {
    Token: answer(
      {
        token_type: oneOf("Bearer"),
        expires_in: said(digits, "Seconds, as text."),
        ext_expires_in: digits,
        expires_on: said(digits, "Seconds since 1970.", "1793610000"),
        not_before: said(digits, "Seconds since 1970.", "1793606400"),
        resource: said(text, "What the token is for.", "https://api.partnercenter.microsoft.com"),
        access_token: said(text, "A JWT of three parts.", "eyJhbGciOiJFUzI1NiJ9…"),
      },
      {
        scope: said(text, "For a user.", "user_impersonation"),
        refresh_token: said(text, "For a user.", "0.AAAA…"),
        id_token: said(text, "For a user, with a code.", "eyJhbGciOiJFUzI1NiJ9…"),
      },
    ),
    TokenV2: answer(
      {
        token_type: oneOf("Bearer"),
        scope: said(text, "What it is for.", "https://api.partnercenter.microsoft.com/.default"),
        expires_in: said(integer, "Seconds, as a number.", 3600),
        ext_expires_in: said(integer, "The same.", 3600),
        access_token: said(text, "A JWT of three parts.", "eyJhbGciOiJFUzI1NiJ9…"),
      },
      { refresh_token: text, id_token: text },
    ),
    TokenError: answer({
      error: oneOf(
        "invalid_request",
        "invalid_client",
        "invalid_grant",
        "unauthorized_client",
        "unsupported_grant_type",
        "invalid_scope",
      ),
      error_description: said(text, "Says what to do.", "AADSTS7000215: Invalid client secret provided. …"),
      error_codes: list(said(integer, "The number behind AADSTS.", 7_000_215)),
      timestamp: text,
      trace_id: guid,
      correlation_id: guid,
    }),
    Configuration: answer(
      {
        issuer: text,
        token_endpoint: text,
        jwks_uri: text,
        grant_types_supported: list(text),
        subject_types_supported: list(text),
        id_token_signing_alg_values_supported: list(text),
        token_endpoint_auth_methods_supported: list(text),
        scopes_supported: list(text),
      },
      {
        authorization_endpoint: text,
        response_types_supported: list(text),
        response_modes_supported: list(text),
        code_challenge_methods_supported: list(text),
      },
    ),
    SigningKeys: answer({
      keys: list(
        answer(
          { kty: text, kid: text, alg: text, use: text },
          { crv: text, x: text, y: text, n: text, e: text, x5c: list(text) },
        ),
      ),
    }),
  },
};
