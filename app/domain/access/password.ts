import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { isCommonPassword } from "./common-passwords.ts";

/** Rule: passwords have at least 12 characters, and no rule about which. Counted as the reader counts, by code points. */
export const passwordLengthMin = 12;

/** Rule: and at most 128, so that a hash cannot be made to cost without end. Nothing is ever cut off. */
export const passwordLengthMax = 128;

/** A word of the owner's surroundings shorter than this is too ordinary to refuse a password for. */
const contextWordLengthMin = 4;

/** What the portal is, and what it is called. */
const portalWords = ["portal", "reseller", "turnus"];

/**
 * Whether a password may be chosen. The password is taken exactly as typed: nothing is trimmed, folded or cut for storage.
 *
 * @param context what an attacker knows of the owner: e-mail address, name, organisation
 */
export function decidePassword(
  password: string,
  context: readonly string[],
): Result<string, RefusalOf<"password-too-weak">> {
  const length = Array.from(password).length;
  if (length < passwordLengthMin) return tooWeak("too-short");
  if (length > passwordLengthMax) return tooWeak("too-long");
  if (isCommonPassword(password)) return tooWeak("too-common");
  const folded = fold(password);
  const words = [...portalWords, ...context.flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u))];
  if (words.some((word) => Array.from(word).length >= contextWordLengthMin && folded.includes(word))) {
    return tooWeak("contains-context");
  }
  return ok(password);
}

function tooWeak(reason: RefusalOf<"password-too-weak">["reason"]) {
  return refused({ code: "password-too-weak", reason } as const);
}

/** Lower case, without accents: how a guesser sees a word. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
