import type { TokenRefusal } from "#app/services/api-clients/issue-token.server.ts";

/** The OAuth words of RFC 6749 that the token endpoints use. */
export type OAuthWord =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "invalid_scope";

/** An error of the token endpoints. Its description is shown to people as it is, so it says what to do. */
export type OAuthError = {
  readonly status: 400 | 401;
  readonly error: OAuthWord;
  /** The number behind AADSTS, by which people search. */
  readonly number: number;
  readonly text: string;
};

const refusals: Record<Exclude<TokenRefusal, "too-many-attempts">, OAuthError> = {
  "client-unknown": {
    status: 400,
    error: "unauthorized_client",
    number: 700_016,
    text: "There is no application with this client_id, or it was revoked. Look it up in the portal under Settings, API clients.",
  },
  "secret-wrong": {
    status: 401,
    error: "invalid_client",
    number: 7_000_215,
    text: "Invalid client secret provided. Send the secret itself, not its id; a new one is made in the portal under Settings, API clients.",
  },
  "tenant-unknown": {
    status: 400,
    error: "invalid_request",
    number: 90_002,
    text: "This tenant is not the organisation of the application. Use its id, a domain of it, or common.",
  },
  "refresh-token-invalid": {
    status: 400,
    error: "invalid_grant",
    number: 70_008,
    text: "The refresh token has expired or was revoked, or is another application's. The user has to sign in again.",
  },
  "code-invalid": {
    status: 400,
    error: "invalid_grant",
    number: 54_005,
    text: "The code was used already, is older than five minutes, is for another application or redirect_uri, or its code_verifier is missing or wrong. The user has to sign in again.",
  },
  "user-gone": {
    status: 400,
    error: "invalid_grant",
    number: 50_057,
    text: "The user's account is disabled or gone. Another user has to give the application leave.",
  },
};

export function oauthErrorOf(refusal: Exclude<TokenRefusal, "too-many-attempts">): OAuthError {
  return refusals[refusal];
}

export function missingField(name: string): OAuthError {
  return {
    status: 400,
    error: "invalid_request",
    number: 900_144,
    text: `The request body must contain the following parameter: '${name}'.`,
  };
}

export function unknownGrant(grantType: string): OAuthError {
  return {
    status: 400,
    error: "unsupported_grant_type",
    number: 70_003,
    text: `The grant_type '${grantType.slice(0, 60)}' is not supported. Use client_credentials, refresh_token or authorization_code.`,
  };
}

export function unknownResource(resource: string): OAuthError {
  return {
    status: 400,
    error: "invalid_request",
    number: 500_011,
    text: `The resource '${resource.slice(0, 200)}' is not known here. Use https://api.partnercenter.microsoft.com.`,
  };
}

export function unknownScope(scope: string): OAuthError {
  return {
    status: 400,
    error: "invalid_scope",
    number: 70_011,
    text: `The scope '${scope.slice(0, 200)}' is not known here. Use https://api.partnercenter.microsoft.com/.default.`,
  };
}

/** The body of an error. @param at ISO 8601 */
export function oauthErrorBody(error: OAuthError, ids: { traceId: string; correlationId: string; at: string }) {
  return {
    error: error.error,
    error_description: `AADSTS${error.number}: ${error.text} Trace ID: ${ids.traceId} Correlation ID: ${ids.correlationId} Timestamp: ${ids.at}`,
    error_codes: [error.number],
    timestamp: ids.at,
    trace_id: ids.traceId,
    correlation_id: ids.correlationId,
  };
}

export type TokenFacts = {
  readonly token: string;
  /** Seconds since 1970. */
  readonly notBefore: number;
  readonly expiresOn: number;
  readonly lifeSeconds: number;
  readonly refreshToken: string | null;
  readonly idToken: string | null;
};

/** The answer of the first version: all values are text, numbers too. */
export function tokenBodyV1(facts: TokenFacts, resource: string): Record<string, string> {
  return {
    token_type: "Bearer",
    ...(facts.refreshToken === null ? {} : { scope: "user_impersonation" }),
    expires_in: String(facts.lifeSeconds),
    ext_expires_in: String(facts.lifeSeconds),
    expires_on: String(facts.expiresOn),
    not_before: String(facts.notBefore),
    resource,
    access_token: facts.token,
    ...userTokens(facts),
  };
}

/** The answer of the second version, with numbers as numbers. */
export function tokenBodyV2(facts: TokenFacts, scope: string): Record<string, string | number> {
  return {
    token_type: "Bearer",
    scope,
    expires_in: facts.lifeSeconds,
    ext_expires_in: facts.lifeSeconds,
    access_token: facts.token,
    ...userTokens(facts),
  };
}

function userTokens({ refreshToken, idToken }: TokenFacts): Record<string, string> {
  return {
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    ...(idToken === null ? {} : { id_token: idToken }),
  };
}
