import type { DownloadLink } from "#app/domain/entitlement/download.ts";
import type { LinkSigner } from "../ports.ts";

/** What a link carries: its id, when it ends (seconds since 1970), and the signature over both. */
export type LinkText = { readonly linkId: string; readonly e: string; readonly s: string };

/** What is signed. The first word names what it is for. */
function payloadOf(linkId: string, expiresAtSeconds: string): string {
  return JSON.stringify(["download-link", linkId, expiresAtSeconds]);
}

/** Signs a link. The key's version goes into its row, so that it is known what a master key is still needed for. */
export function signLink(
  signer: LinkSigner,
  link: Pick<DownloadLink, "id" | "expiresAt">,
): { readonly text: LinkText; readonly keyVersion: number } {
  const e = String(link.expiresAt.epochMilliseconds / 1000);
  const { signature, keyVersion } = signer.sign(payloadOf(link.id, e));
  return { text: { linkId: link.id, e, s: signature }, keyVersion };
}

/** Whether a link is one that this portal made, letter by letter. Asks no database, so that guesses cost it nothing. */
export function isOurLink(signer: LinkSigner, { linkId, e, s }: LinkText): boolean {
  const isWellFormed = /^[0-9a-f-]{36}$/.test(linkId) && /^[1-9]\d{0,14}$/.test(e) && s.length <= 100;
  return isWellFormed && signer.verify(payloadOf(linkId, e), s);
}

/** Path and query of a link. */
export function pathOfLink({ linkId, e, s }: LinkText): string {
  return `/d/${linkId}?e=${e}&s=${s}`;
}
