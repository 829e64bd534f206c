import type { ConsentView } from "#app/views/consent.ts";

/** What an application asks for when it sends a user here. Rule: token endpoints, `authorize`. */
export type AuthorizeRequest = {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly hasIdToken: boolean;
  readonly mode: ResponseMode;
  /** Handed back as it came; null where none was sent. */
  readonly state: string | null;
  readonly nonce: string;
  /** SHA-256 of the application's proof, base64url; null where it announced none. */
  readonly challenge: string | null;
};

/** What the page shows: the question, or the way back to the application. */
export type ConsentPage =
  | { readonly kind: "ask"; readonly title: string; readonly consent: ConsentView; readonly email: string }
  | { readonly kind: "return"; readonly title: string; readonly name: string; readonly form: ReturnForm };

/** A form that the browser posts to the application. */
export type ReturnForm = { readonly to: string; readonly fields: readonly (readonly [string, string])[] };

/** How the answer reaches the application: in its address, or posted by the browser. */
export type ResponseMode = "query" | "form_post";

/** An error that goes back to the application, in the words of RFC 6749. */
export type AuthorizeFault = {
  readonly error: "invalid_request" | "unsupported_response_type" | "interaction_required" | "access_denied";
  readonly description: string;
};

const names = [
  "client_id",
  "redirect_uri",
  "response_type",
  "response_mode",
  "scope",
  "state",
  "nonce",
  "code_challenge",
  "code_challenge_method",
  "prompt",
] as const;

/** Where an answer would go, before it is known whether it may. */
export function readTarget(
  search: URLSearchParams,
): Pick<AuthorizeRequest, "clientId" | "redirectUri" | "state" | "mode"> {
  return {
    clientId: search.get("client_id") ?? "",
    redirectUri: search.get("redirect_uri") ?? "",
    state: search.get("state"),
    mode: search.get("response_mode") === "form_post" ? "form_post" : "query",
  };
}

/** The whole request, or why it is not answered. To be asked once the address of the answer is known to be good. */
export function readAuthorizeRequest(search: URLSearchParams): AuthorizeRequest | AuthorizeFault {
  const twice = names.find((name) => search.getAll(name).length > 1);
  if (twice !== undefined) return invalid(`${twice} is sent twice.`);
  const type = (search.get("response_type") ?? "").split(/\s+/).filter(Boolean).toSorted().join(" ");
  if (type !== "code" && type !== "code id_token")
    return { error: "unsupported_response_type", description: "response_type is code, or code id_token." };
  const hasIdToken = type === "code id_token";
  const mode = search.get("response_mode") ?? (hasIdToken ? "form_post" : "query");
  if (mode !== "query" && mode !== "form_post") return invalid("response_mode is form_post or query.");
  if (hasIdToken && mode !== "form_post") return invalid("An id_token is answered with response_mode=form_post only.");
  const nonce = search.get("nonce") ?? "";
  if (hasIdToken && nonce === "") return invalid("An id_token needs a nonce.");
  if (nonce.length > 300 || nonce.includes("\0")) return invalid("nonce is too long.");
  const challenge = search.get("code_challenge");
  const method = search.get("code_challenge_method");
  if (challenge === null && method !== null) return invalid("code_challenge is missing.");
  if (challenge !== null && method !== "S256") return invalid("code_challenge_method is S256.");
  if (challenge !== null && !/^[\w-]{43}$/.test(challenge))
    return invalid("code_challenge is a SHA-256 in base64url: 43 characters.");
  if (search.get("prompt") === "none")
    return { error: "interaction_required", description: "The user has to be asked; leave prompt=none out." };
  return { ...readTarget(search), hasIdToken, mode, nonce, challenge };
}

function invalid(description: string): AuthorizeFault {
  return { error: "invalid_request", description };
}

/** The address of an application with an answer behind it. What it has of its own behind the question mark stays. */
export function withAnswer(redirectUri: string, fields: Readonly<Record<string, string>>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  return url.href;
}
