import { decideAccess } from "#app/domain/access/permissions.ts";
import { type DownloadFile, type FileChoice, joinedOptions } from "#app/domain/entitlement/download.ts";
import { type DownloadOptions, onlyVersion } from "#app/domain/entitlement/entitlement.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { findProduct, listSkusOfProducts, type SkuDetail } from "#db/repositories/catalog.ts";
import {
  listCurrentFilesOfProducts,
  listProductsNeeding,
  shelfProductKey,
} from "#db/repositories/download-file-lists.ts";
import { listCurrentFiles, listFilesOfProduct } from "#db/repositories/download-files.ts";
import { listShelfActivity } from "#db/repositories/shelf-activity.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { fileSizeText } from "../file-size.ts";
import { formatFor, type InstantText } from "../format.ts";
import { languageNameOf } from "../language-name.ts";
import type { ViewContext } from "../view-context.ts";
import type { Count } from "./key-pools.ts";
import { type ShelfLine, shelfLineOf } from "./shelf-line.ts";

export type ShelfProduct = { readonly id: string; readonly title: string };

/** How much of a version can be downloaded. */
export type VersionFiles = { readonly version: string; readonly files: Count };

export type ShelfProductRow = ShelfProduct & {
  readonly files: Count;
  readonly size: string;
  readonly versions: readonly VersionFiles[];
  /** When the last one was put up; null where there is none. */
  readonly newest: InstantText | null;
};

export type DownloadProductsView = {
  readonly search: string;
  readonly rows: readonly ShelfProductRow[];
  readonly links: PageLinks;
};

/** Products that come with downloads, and what there is of them: searched, by title, paged by key. */
export async function downloadProductsView(
  context: ViewContext,
  params: PageParams & { readonly search: string },
): Promise<Result<DownloadProductsView>> {
  const access = decideAccess(context.actor, "manage-downloads");
  if (!access.ok) return access;
  const { db, reader } = context;
  const { search } = params;
  const format = formatFor(reader);
  const count = (value: number): Count => ({ value, text: format.number(value) });
  const page = await listProductsNeeding(db, "needs_download", {
    ...pageRequestOf(params, ["string", "string"]),
    search,
  });
  const ids = page.rows.map(({ id }) => id);
  const skus = await listSkusOfProducts(db, ids);
  const files = await listCurrentFilesOfProducts(db, ids);
  return ok({
    search,
    rows: page.rows.map(({ id, title }) => {
      const own = files.filter(({ productId }) => productId === id);
      const { versions } = optionsOf(skus.filter(({ productId }) => productId === id));
      const newest = own.toSorted((a, b) => b.uploadedAt.epochMilliseconds - a.uploadedAt.epochMilliseconds)[0];
      const bytes = own.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      return {
        id,
        title,
        files: count(own.length),
        size: fileSizeText(bytes, reader.language),
        versions: (versions.length === 0 ? [onlyVersion] : versions).map((version) => ({
          version,
          files: count(own.filter((file) => file.version === version).length),
        })),
        newest: newest === undefined ? null : format.instant(newest.uploadedAt),
      };
    }),
    links: pageLinksOf(page, shelfProductKey),
  });
}

/** How many products that need downloads have no file at all. */
export async function countProductsWithoutFiles(db: Db): Promise<number> {
  const { rows } = await listProductsNeeding(db, "needs_download", { search: "", limit: productsMax, cursor: null });
  const ids = rows.map(({ id }) => id);
  const withFiles = new Set((await listCurrentFilesOfProducts(db, ids)).map(({ productId }) => productId));
  return ids.filter((id) => !withFiles.has(id)).length;
}

const productsMax = 2_000;

function optionsOf(skus: readonly SkuDetail[]): DownloadOptions {
  return joinedOptions(skus.filter(({ needsDownload }) => needsDownload).map((sku) => sku.downloadOptions));
}

export type FileText = FileChoice & {
  readonly fileId: string;
  readonly fileName: string;
  readonly languageName: string;
  readonly size: string;
  readonly bytes: string;
  readonly sha256: string;
  readonly uploadedAt: InstantText;
};

/** A file that is no longer offered: another one took its place, or it was taken back. */
export type FormerFile = FileText & { readonly endedAt: InstantText; readonly isRemoved: boolean };

export function fileTextOf(file: DownloadFile, { reader }: ViewContext): FileText {
  const { version, language, fileType, operatingSystem, id, fileName, sizeBytes, sha256, uploadedAt } = file;
  const format = formatFor(reader);
  return {
    version,
    language,
    fileType,
    operatingSystem,
    fileId: id,
    fileName,
    languageName: language === "" ? "" : languageNameOf(language, reader.language),
    size: fileSizeText(sizeBytes, reader.language),
    bytes: format.number(sizeBytes),
    sha256,
    uploadedAt: format.instant(uploadedAt),
  };
}

/** One row of the picture of what there is: the languages of a version, file type and operating system. */
export type Coverage = Omit<FileChoice, "language"> & {
  readonly languages: readonly { readonly language: string; readonly name: string; readonly hasFile: boolean }[];
  readonly missing: Count;
};

export type ProductFilesView = {
  readonly product: ShelfProduct;
  /** Which of the choices the product offers at all. */
  readonly offers: Readonly<Record<keyof FileChoice, boolean>>;
  readonly files: readonly FileText[];
  readonly coverage: readonly Coverage[];
  readonly missing: Count;
  /** Newest first. */
  readonly former: readonly FormerFile[];
  readonly activity: readonly ShelfLine[];
};

const filesRead = 200;
const formerShown = 20;
const activityShown = 20;

/** The files of one product: what can be had, for which choices there is none, and what there was. */
export async function productFilesView(context: ViewContext, productId: string): Promise<Result<ProductFilesView>> {
  const found = await shelfProduct(context, productId);
  if (!found.ok) return found;
  const { product, options } = found.value;
  const { db, reader } = context;
  const format = formatFor(reader);
  const current = await listCurrentFiles(db, productId);
  const all = await listFilesOfProduct(db, productId, { beforeFileId: null, limit: filesRead });
  const lines = await listShelfActivity(db, productId, 5 * activityShown);
  const coverage = coverageOf(options, current, context);
  const missing = coverage.reduce((sum, row) => sum + row.missing.value, 0);
  return ok({
    product,
    offers: offersOf(options),
    files: current.map((file) => fileTextOf(file, context)),
    coverage,
    missing: { value: missing, text: format.number(missing) },
    former: all
      .flatMap((file) => {
        const endedAt = file.removedAt ?? file.replacedAt;
        if (endedAt === null) return [];
        const isRemoved = file.removedAt !== null;
        return [{ ...fileTextOf(file, context), endedAt: format.instant(endedAt), isRemoved }];
      })
      .slice(0, formerShown),
    activity: lines
      .filter(({ action }) => action.startsWith("download-file-"))
      .slice(0, activityShown)
      .map((line) => shelfLineOf(line, format)),
  });
}

function offersOf(options: DownloadOptions): ProductFilesView["offers"] {
  return {
    version: options.versions.length > 0,
    language: options.languages.length > 0,
    fileType: options.fileTypes.length > 0,
    operatingSystem: options.operatingSystems.length > 0,
  };
}

function coverageOf(options: DownloadOptions, current: readonly DownloadFile[], context: ViewContext): Coverage[] {
  const { language: ofReader } = context.reader;
  const format = formatFor(context.reader);
  const orNone = (values: readonly string[]) => (values.length === 0 ? [""] : values);
  return orNone(options.versions).flatMap((version) =>
    orNone(options.fileTypes).flatMap((fileType) =>
      orNone(options.operatingSystems).map((operatingSystem) => {
        const languages = orNone(options.languages)
          .map((language) => ({
            language,
            name: language === "" ? "" : languageNameOf(language, ofReader),
            hasFile: current.some(
              (file) =>
                file.version === version &&
                file.fileType === fileType &&
                file.operatingSystem === operatingSystem &&
                file.language === language,
            ),
          }))
          .toSorted((a, b) => a.name.localeCompare(b.name, ofReader));
        const missing = languages.filter(({ hasFile }) => !hasFile).length;
        return {
          version,
          fileType,
          operatingSystem,
          languages,
          missing: { value: missing, text: format.number(missing) },
        };
      }),
    ),
  );
}

export type FoundShelfProduct = { readonly product: ShelfProduct; readonly options: DownloadOptions };

/** A product that comes with downloads, and what it offers of them. */
export async function shelfProduct({ db, actor }: ViewContext, productId: string): Promise<Result<FoundShelfProduct>> {
  const access = decideAccess(actor, "manage-downloads");
  if (!access.ok) return access;
  const product = await findProduct(db, productId);
  const skus = product === undefined ? [] : await listSkusOfProducts(db, [productId]);
  if (product === undefined || !skus.some(({ needsDownload }) => needsDownload))
    return refused({ code: "not-found", what: "product" });
  return ok({ product: { id: product.id, title: product.title }, options: optionsOf(skus) });
}
