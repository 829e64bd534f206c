import type { Temporal } from "temporal-polyfill";
import type { Refusal } from "#app/domain/refusal.ts";
import { pickLanguage, type Language } from "#app/i18n/languages.ts";
import { refusalWords, type RefusalWords } from "#app/i18n/refusal-words.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { findSessionUser, type SessionUser } from "#app/services/accounts/find-session-user.server.ts";
import type { PortalDeps } from "#app/services/ports.ts";
import { formatFor, type Format } from "#app/views/format.ts";
import { cookiesOf } from "./cookies.server.ts";
import { factFormatOf } from "./fact-format.ts";
import type { LoadContext } from "./load-context.ts";
import { requestInstant, type RequestArgs } from "./request-facts.server.ts";
import { readSessionId } from "./session.server.ts";

/** Whoever asks, signed in or not: how to speak to them, and what services need. */
export type Visitor = {
  /** Undefined before sign-in. */
  readonly user: SessionUser | undefined;
  readonly language: Language;
  readonly timeZone: string;
  readonly theme: "system" | "light" | "dark";
  readonly t: Translate;
  readonly format: Format;
  /** A refusal's title and text in the visitor's language and zone. */
  readonly say: (refusal: Refusal) => RefusalWords;
  /** The instant of this request. */
  readonly at: Temporal.Instant;
  readonly deps: PortalDeps;
};

const visitors = new WeakMap<LoadContext, Promise<Visitor>>();

/** The visitor of this request; found once, however many loaders ask. */
export function visitorOf(args: RequestArgs): Promise<Visitor> {
  const known = visitors.get(args.context);
  if (known !== undefined) return known;
  const finding = findVisitor(args);
  visitors.set(args.context, finding);
  return finding;
}

async function findVisitor(args: RequestArgs): Promise<Visitor> {
  const { portal, address } = args.context;
  const at = await requestInstant(args.context);
  const sessionId = await readSessionId(args);
  const user = sessionId === null ? undefined : await findSessionUser(portal.deps, { sessionId, address }, at);
  const language = await languageOf(args, user);
  const timeZone = user?.preferences.timeZone ?? "UTC";
  const t = translateTo(language);
  const format = formatFor({ language, timeZone });
  const factFormat = factFormatOf(format);
  return {
    user,
    language,
    timeZone,
    theme: user?.preferences.theme ?? "system",
    t,
    format,
    say: (refusal) => refusalWords(refusal, t, factFormat),
    at,
    deps: portal.deps,
  };
}

async function languageOf({ request, context }: RequestArgs, user: SessionUser | undefined): Promise<Language> {
  const cookie: unknown = await cookiesOf(context.portal.env).language.parse(request.headers.get("cookie"));
  return pickLanguage({
    profile: user?.preferences.language,
    cookie: typeof cookie === "string" ? cookie : undefined,
    acceptLanguage: request.headers.get("accept-language"),
  });
}
