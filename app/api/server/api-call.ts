import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Refused } from "#app/domain/result.ts";
import type { ReadHeaders } from "#app/http/whole-answer.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { PortalDeps } from "#app/services/ports.ts";
import type { ViewContext } from "#app/views/view-context.ts";

/** Who calls: an application, alone or for a user. */
export type ApiCaller = {
  readonly clientId: string;
  readonly partnerId: string;
  readonly actor: Exclude<Actor, { kind: "system" }>;
  /** True where no user stands behind the call. */
  readonly isAppOnly: boolean;
  /** Whether the user proved a second factor when the token was made. */
  readonly isMfaCompliant: boolean;
};

/** The query of a request: names in any case, empty values absent. */
export type ApiQuery = {
  get(name: string): string | undefined;
  has(name: string): boolean;
  /** As it was asked, without the question mark; for continuation tokens and idempotency. */
  readonly text: string;
};

/** One request, read and authenticated. */
export type ApiCall = {
  readonly deps: PortalDeps;
  readonly caller: ApiCaller;
  /** Who acts, for services. */
  readonly actor: ApiCaller["actor"];
  /** What every view is given first; its texts are in the caller's language and UTC. */
  readonly view: ViewContext;
  readonly method: string;
  /** Path as the client asked, `/v1/…`. */
  readonly path: string;
  /** Parts of the address; GUIDs in lower case. */
  param(name: string): string;
  readonly query: ApiQuery;
  /** Property names folded, nulls gone; undefined for no body. Throws a fault where it is asked for and is no JSON. */
  body(): unknown;
  /** The same as an object; anything else is a fault. */
  bodyObject(): Readonly<Record<string, unknown>>;
  readonly headers: ReadHeaders;
  readonly language: Language;
  readonly at: Temporal.Instant;
  /** The client's `MS-RequestId`, or one made for it. */
  readonly requestId: string;
  readonly correlationId: string;
  /** Whether the client sent the request id: only then can a repetition be told from a new call. */
  readonly isRequestIdSent: boolean;
  /** For services that change something: the same for a repetition of this call, and for no other. */
  readonly idempotencyKey: string;
  /** Puts a sandbox back to the demo; null in production. */
  readonly startOver: (() => Promise<void>) | null;
  /** The address under which the portal is reached, for the few addresses that leave the API: `https://…`. */
  readonly root: string;
};

export type ApiAnswer = {
  /** 200 unless said otherwise. */
  readonly status?: number;
  /** Left out for no body. `null`s in it are taken out. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Holds a key, a password or a token: it is not kept for a repetition, which reads it again. */
  readonly isSecret?: boolean;
};

/** A refusal may be answered as it comes from a service or a view. */
export type Handler = (call: ApiCall) => Promise<ApiAnswer | Refused<Refusal>>;

export const apiMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
export type ApiMethod = (typeof apiMethods)[number];
export type Handlers = Partial<Record<ApiMethod, Handler>>;
