/** Characters that no file system and no header takes: controls, separators, quotes, and marks that turn the reading direction. */
const forbidden = /[\u0000-\u001f\u007f-\u009f"*/:<>?\\|\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/gu;
const loneSurrogates = /[\ud800-\udfff]/gu;
const lengthMax = 150;

/**
 * A file name that is one name and nothing else: no path, no control character, not hidden, at most 150 characters,
 * with its extension kept. Never empty.
 */
export function safeFileName(text: string): string {
  const lastPart = text.replaceAll("\\", "/").split("/").at(-1) ?? "";
  const clean = lastPart
    .normalize("NFC")
    .replace(loneSurrogates, "_")
    .replace(forbidden, "_")
    .replace(/^[\s.]+|[\s.]+$/gu, "");
  if (clean === "") return "download";
  const letters = [...clean];
  if (letters.length <= lengthMax) return clean;
  const extension = [...(/\.[^.]{1,20}$/u.exec(clean)?.[0] ?? "")];
  return [...letters.slice(0, lengthMax - extension.length), ...extension].join("");
}
