import { createCookie, type Cookie } from "@remix-run/node";
import type { Env } from "./env.server.ts";

/**
 * The portal's cookies. All of them are `__Host-`, `Secure`, `HttpOnly`, `SameSite=Lax`, `Path=/` and without a domain;
 * browsers take Secure cookies over plain http from this very machine, so a sandbox needs no exception.
 */
const everywhere = { httpOnly: true, secure: true, sameSite: "lax", path: "/" } as const;

const languageLifeSeconds = 365 * 24 * 60 * 60;
const noticeLifeSeconds = 120;

type Cookies = {
  /** The raw session id; gone when the browser is closed, over when the session table says so. */
  readonly session: Cookie;
  /** A choice of language made before signing in. */
  readonly language: Cookie;
  /** What to say on the next page. */
  readonly notice: Cookie;
};

const bySecret = new Map<string, Cookies>();

export function cookiesOf(env: Pick<Env, "sessionSecret">): Cookies {
  const known = bySecret.get(env.sessionSecret);
  if (known !== undefined) return known;
  const secrets = [env.sessionSecret];
  const made: Cookies = {
    session: createCookie("__Host-sid", { ...everywhere, secrets }),
    language: createCookie("__Host-language", { ...everywhere, maxAge: languageLifeSeconds }),
    notice: createCookie("__Host-notice", { ...everywhere, secrets, maxAge: noticeLifeSeconds }),
  };
  bySecret.set(env.sessionSecret, made);
  return made;
}
