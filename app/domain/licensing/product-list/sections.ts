import { addProblem, type Findings } from "./findings.ts";
import { type ListSection, listSections } from "./product-list.ts";
import type { SourceLine } from "./source-lines.ts";

/** Where each section begins; it ends where the next begins. */
export type SectionStarts = Readonly<Record<ListSection, number>>;

/** Headings of most sections are lost; a section is known by its bookmark or by the first words behind a page break. */
const marks: readonly (readonly [ListSection, (line: SourceLine) => boolean])[] = [
  ["online-services", (line) => line.bookmarks.includes("OnlineServices") || line.text === "Onlinedienste"],
  [
    "software-assurance",
    (line) =>
      line.bookmarks.includes("SoftwareAssurance") ||
      (line.shape === "page-text" && line.text === "Software Assurance"),
  ],
  ["services", (line) => line.shape === "page-text" && /Beschreibung der Services/.test(line.text)],
  ["appendix-a", (line) => line.shape === "page-text" && /^Für Select Plus .*Mindestbestellmenge/.test(line.text)],
  ["appendix-b", (line) => line.shape === "page-text" && line.text.endsWith("Promotion")],
];

/** Finds all sections in order. One that is missing means that the document is another one, or was cut off. */
export function findSections(lines: readonly SourceLine[], firstBlockLine: number, findings: Findings): SectionStarts {
  const starts: Record<ListSection, number> = { ...emptyStarts, introduction: 1, software: firstBlockLine };
  let from = firstBlockLine;
  for (const [section, isStart] of marks) {
    const found = lines.find((line) => line.number > from && isStart(line));
    if (found === undefined) addProblem(findings, lines.length, "section-missing", section);
    else from = found.number;
    starts[section] = found?.number ?? lines.length + 1;
  }
  return starts;
}

const emptyStarts: SectionStarts = {
  introduction: 0,
  software: 0,
  "online-services": 0,
  "software-assurance": 0,
  services: 0,
  "appendix-a": 0,
  "appendix-b": 0,
};

export function sectionAt(starts: SectionStarts, line: number): ListSection {
  return listSections.findLast((section) => starts[section] <= line) ?? "introduction";
}
