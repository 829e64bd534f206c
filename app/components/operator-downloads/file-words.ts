import type { FileChoice } from "#app/domain/entitlement/download.ts";
import type { Translate } from "#app/i18n/translator.ts";

/** What a file is for, in one line: "Version 2022 · German (Germany) · ISO". */
export function choiceWords(choice: Omit<FileChoice, "language">, languageName: string, t: Translate): string {
  const { version, fileType, operatingSystem } = choice;
  const ofVersion = version === "" ? "" : t("files:version", { version });
  return [ofVersion, languageName, fileType, operatingSystem].filter((word) => word !== "").join(" · ");
}
