import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { Coverage as CoverageRow } from "#app/views/shelf/download-files.ts";
import { useTranslate } from "../use-translate.ts";
import { choiceWords } from "./file-words.ts";

type CoverageProps = { readonly productId: string; readonly rows: readonly CoverageRow[] };

/** For which choices of a product there is a file, and for which there is none; those lead to where one is added. */
export function Coverage({ productId, rows }: CoverageProps) {
  const t = useTranslate();
  return (
    <Section title={t("files:product.coverageTitle")} description={t("files:product.coverageIntro")} isPadded={false}>
      <ul className="flex flex-col divide-y divide-line">
        {rows.map((row) => (
          <Row key={choiceWords(row, "", t)} productId={productId} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function Row({ productId, row }: { readonly productId: string; readonly row: CoverageRow }) {
  const t = useTranslate();
  const words = choiceWords(row, "", t);
  const have = row.languages.filter(({ hasFile }) => hasFile);
  const missing = row.languages.filter(({ hasFile }) => !hasFile);
  const nameOf = (name: string) => (name === "" ? t("files:product.coverageAll") : name);
  return (
    <li className="flex flex-col gap-1.5 px-4 py-2.5 sm:flex-row sm:items-start sm:gap-4">
      <p className="shrink-0 font-medium sm:w-56">{words === "" ? t("files:product.coverageAll") : words}</p>
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        {have.length === 0 ? null : (
          <ul className="flex flex-wrap gap-1.5" aria-label={t("files:product.coverageHave")}>
            {have.map(({ language, name }) => (
              <li key={language}>
                <Badge tone="success">
                  <Icon name="check" size="sm" /> {nameOf(name)}
                  <span className="sr-only">, {t("files:product.hasFile")}</span>
                </Badge>
              </li>
            ))}
          </ul>
        )}
        {missing.length === 0 ? null : (
          <details>
            <summary className="min-h-6 cursor-pointer text-sm leading-6 text-ink-muted">
              {t("files:product.coverageMissing", { count: missing.length })}
            </summary>
            <ul className="flex flex-wrap gap-x-4 gap-y-1 pt-1.5 text-sm">
              {missing.map(({ language, name }) => (
                <li key={language} className="flex min-h-6 items-center">
                  <TextLink
                    to={paths.addFile(productId, {
                      version: row.version,
                      language,
                      fileType: row.fileType,
                      operatingSystem: row.operatingSystem,
                    })}
                  >
                    {nameOf(name)}
                    <span className="sr-only">
                      , {t("files:product.addChoice", { choice: choiceWords(row, name, t) })}
                    </span>
                  </TextLink>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}
