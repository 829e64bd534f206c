/**
 * The text of a file, in one of the encodings that spreadsheets and PowerShell write: UTF-8, UTF-16 with its mark, and
 * what is neither as Windows-1252, which every byte fits.
 */
export function decodeDeviceList(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
