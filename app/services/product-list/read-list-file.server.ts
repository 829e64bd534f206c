import { createHash } from "node:crypto";
import { type ReadProductList, readProductList } from "#app/domain/licensing/product-list/read-product-list.ts";

/** Bytes of a product list: enough for ten times the list of today. */
export const productListBytesMax = 4_000_000;

export type ListFile = {
  readonly fileName: string;
  /** The text of the file; null where its bytes are not UTF-8. */
  readonly document: string | null;
  /** Of the bytes, in hex. */
  readonly sha256: string;
};

/** Decodes a file strictly: a byte that is not UTF-8 is damage, not a question mark. */
export function listFileOf(fileName: string, bytes: Uint8Array): ListFile {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  try {
    return { fileName, document: new TextDecoder("utf-8", { fatal: true }).decode(bytes), sha256 };
  } catch {
    return { fileName, document: null, sha256 };
  }
}

export function readListFile({ document }: ListFile): ReadProductList {
  if (document === null) return { ok: false, problems: [{ line: 1, code: "not-utf-8", text: "" }] };
  return readProductList(document);
}
