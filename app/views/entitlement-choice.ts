import type { DownloadFile, FileChoice } from "#app/domain/entitlement/download.ts";
import type { DownloadOptions, EntitlementContent } from "#app/domain/entitlement/entitlement.ts";
import { languageNameOf } from "./language-name.ts";

/** What can be chosen of a file, in the order in which it is asked. */
export const choiceFields = ["version", "language", "fileType", "operatingSystem"] as const;
export type ChoiceField = (typeof choiceFields)[number];

/** What somebody asks for; null for whatever suits best. */
export type ChoiceWish = Readonly<Record<ChoiceField, string | null>>;

/** A choice that the product offers. */
export type OfferedField = {
  readonly field: ChoiceField;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    /** Whether there is a file with this value and all the other values as chosen; true for products without files. */
    readonly hasFile: boolean;
  }[];
};

const optionsOf = {
  version: "versions",
  language: "languages",
  fileType: "fileTypes",
  operatingSystem: "operatingSystems",
} as const satisfies Record<ChoiceField, keyof DownloadOptions>;

/**
 * What is chosen: what was asked for where the product offers it, else what there is a file for, the reader's language
 * before English before the rest. With the file of the choice, or the choices near it that have one.
 */
export function chooseFile(
  options: DownloadOptions,
  files: readonly DownloadFile[],
  wish: ChoiceWish,
  readerLanguage: "en" | "de",
): { readonly choice: FileChoice; readonly file: DownloadFile | undefined; readonly nearby: readonly FileChoice[] } {
  const offered = files.filter((file) => choiceFields.every((field) => valuesOf(options, field).includes(file[field])));
  const choice: Record<ChoiceField, string> = { version: "", language: "", fileType: "", operatingSystem: "" };
  let fitting = offered;
  for (const field of choiceFields) {
    const values = preferred(valuesOf(options, field), field, readerLanguage);
    const wished = wish[field];
    const value =
      wished !== null && values.includes(wished)
        ? wished
        : (values.find((one) => fitting.some((file) => file[field] === one)) ?? values[0] ?? "");
    choice[field] = value;
    fitting = fitting.filter((file) => file[field] === value);
  }
  const nearby = offered
    .map((file) => ({ file, apart: choiceFields.filter((field) => file[field] !== choice[field]).length }))
    .toSorted((one, other) => one.apart - other.apart)
    .map(({ file }) => choiceOf(file));
  return { choice, file: fitting[0], nearby };
}

/** The choices that the product offers, each with its values; one that it lacks is left out. */
export function fieldsOf(
  content: EntitlementContent,
  files: readonly DownloadFile[],
  choice: FileChoice,
  readerLanguage: "en" | "de",
): OfferedField[] {
  const asked = content.needsDownload ? choiceFields : content.needsKey ? (["version"] as const) : [];
  return asked.flatMap((field) => {
    const values = content.options[optionsOf[field]];
    if (values.length === 0) return [];
    const hasFile = (value: string) =>
      !content.needsDownload ||
      files.some((file) => choiceFields.every((one) => file[one] === (one === field ? value : choice[one])));
    return {
      field,
      options: values.map((value) => ({
        value,
        label: labelOf(field, value, readerLanguage),
        hasFile: hasFile(value),
      })),
    };
  });
}

/** What a value is called; languages in the reader's own, everything else as the publisher says. */
export function labelOf(field: ChoiceField, value: string, readerLanguage: "en" | "de"): string {
  return field === "language" ? languageNameOf(value, readerLanguage) : value;
}

/** A choice in one line, without what the product does not offer. */
export function choiceText(choice: FileChoice, readerLanguage: "en" | "de"): string {
  return choiceFields
    .filter((field) => choice[field] !== "")
    .map((field) => labelOf(field, choice[field], readerLanguage))
    .join(" · ");
}

function valuesOf(options: DownloadOptions, field: ChoiceField): readonly string[] {
  const values = options[optionsOf[field]];
  return values.length === 0 ? [""] : values;
}

function preferred(values: readonly string[], field: ChoiceField, readerLanguage: "en" | "de"): readonly string[] {
  if (field !== "language") return values;
  const rank = (tag: string) => (tag.startsWith(`${readerLanguage}-`) ? 0 : tag.startsWith("en-") ? 1 : 2);
  return values.toSorted((one, other) => rank(one) - rank(other));
}

function choiceOf({ version, language, fileType, operatingSystem }: FileChoice): FileChoice {
  return { version, language, fileType, operatingSystem };
}
