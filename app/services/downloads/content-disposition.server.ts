import { safeFileName } from "#app/domain/entitlement/file-name.ts";

/**
 * `Content-Disposition` of a download, after RFC 6266: a plain name for old readers, the true one in UTF-8 beside it.
 * Whatever the name holds, the header is one line and the name is one name.
 */
export function contentDisposition(fileName: string): string {
  const safe = safeFileName(fileName);
  const plain = safe
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\u0020-\u007e]/gu, "_")
    .replace(/["\\%]/g, "_");
  if (plain === safe) return `attachment; filename="${plain}"`;
  // What encodeURIComponent leaves alone and RFC 5987 does not.
  const encoded = encodeURIComponent(safe).replace(/['()*!]/g, (letter) => {
    return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
