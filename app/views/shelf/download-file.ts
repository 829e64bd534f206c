import { type FileChoice, unofferedField } from "#app/domain/entitlement/download.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { countLiveLinksOfFile } from "#db/repositories/download-file-lists.ts";
import { findDownloadFile, listCurrentFiles } from "#db/repositories/download-files.ts";
import { formatFor } from "../format.ts";
import { languageNameOf } from "../language-name.ts";
import type { ViewContext } from "../view-context.ts";
import { type FileText, fileTextOf, type ShelfProduct, shelfProduct } from "./download-files.ts";
import type { Count } from "./key-pools.ts";

export type AddFileView = {
  readonly product: ShelfProduct;
  /** What is to be chosen: only what the product offers. */
  readonly fields: readonly {
    readonly field: keyof FileChoice;
    readonly options: readonly { readonly value: string; readonly label: string }[];
  }[];
  readonly choice: FileChoice;
  readonly languageName: string;
  /** Every field of it is one that the product offers. */
  readonly isChosen: boolean;
  /** The file that another one would take the place of; null where there is none. */
  readonly current: (FileText & { readonly links: Count }) | null;
};

/** A file that is to be put up: first what it is for, then the file itself. */
export async function addFileView(
  context: ViewContext,
  productId: string,
  wish: Partial<FileChoice>,
): Promise<Result<AddFileView>> {
  const found = await shelfProduct(context, productId);
  if (!found.ok) return found;
  const { product, options } = found.value;
  const { language } = context.reader;
  const values = {
    version: options.versions,
    language: options.languages,
    fileType: options.fileTypes,
    operatingSystem: options.operatingSystems,
  } as const;
  const labelOf = (field: keyof FileChoice, value: string) =>
    field === "language" ? languageNameOf(value, language) : value;
  const choice: FileChoice = {
    version: wish.version ?? "",
    language: wish.language ?? "",
    fileType: wish.fileType ?? "",
    operatingSystem: wish.operatingSystem ?? "",
  };
  const isChosen = unofferedField(options, choice) === undefined;
  return ok({
    product,
    fields: (["version", "language", "fileType", "operatingSystem"] as const)
      .filter((field) => values[field].length > 0)
      .map((field) => ({
        field,
        options: values[field].map((value) => ({ value, label: labelOf(field, value) })),
      })),
    choice,
    languageName: choice.language === "" ? "" : languageNameOf(choice.language, language),
    isChosen,
    current: isChosen ? await currentFile(context, product.id, choice) : null,
  });
}

async function currentFile(
  context: ViewContext,
  productId: string,
  choice: FileChoice,
): Promise<AddFileView["current"]> {
  const files = await listCurrentFiles(context.db, productId);
  const file = files.find(
    (one) =>
      one.version === choice.version &&
      one.language === choice.language &&
      one.fileType === choice.fileType &&
      one.operatingSystem === choice.operatingSystem,
  );
  return file === undefined ? null : { ...fileTextOf(file, context), links: await linksOf(context, file.id) };
}

async function linksOf({ db, at, reader }: ViewContext, fileId: string): Promise<Count> {
  const value = await countLiveLinksOfFile(db, fileId, at);
  return { value, text: formatFor(reader).number(value) };
}

export type RemoveFileView = {
  readonly product: ShelfProduct;
  readonly file: FileText & { readonly links: Count };
  /** It is the one that is offered now; another one has not taken its place. */
  readonly isCurrent: boolean;
  /** It was taken back already. */
  readonly isRemoved: boolean;
};

/** A file that is to be taken back, and what hangs on it. */
export async function removeFileView(
  context: ViewContext,
  productId: string,
  fileId: string,
): Promise<Result<RemoveFileView>> {
  const found = await shelfProduct(context, productId);
  if (!found.ok) return found;
  const file = await findDownloadFile(context.db, fileId);
  if (file === undefined || file.productId !== productId) return refused({ code: "not-found", what: "download-file" });
  return ok({
    product: found.value.product,
    file: { ...fileTextOf(file, context), links: await linksOf(context, fileId) },
    isCurrent: file.replacedAt === null,
    isRemoved: file.removedAt !== null,
  });
}
