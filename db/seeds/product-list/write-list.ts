import { assuranceNotes, assuranceTables, priceLevels, stepUps } from "./assurance-parts.ts";
import { legendParts } from "./legend-parts.ts";
import type { GroupPart, ListParts, NotePart, TablePart } from "./list-parts.ts";
import { azureParts, generalParts, serviceParts, termTable } from "./service-parts.ts";
import { softwareParts } from "./software-parts.ts";

/**
 * Writes a product list of our own in the physical form of the real one: the facts of the list (names, codes, dates,
 * numbers) as data, everything else in words of our own. The demo reads two editions of it, and tests and benchmarks
 * vary it.
 */

/** The parts of the first edition. */
export const firstEdition: ListParts = {
  legends: legendParts,
  software: softwareParts,
  generalNotes: [...generalParts, ...azureParts],
  termTable,
  services: serviceParts,
  assuranceNotes,
  assuranceTables,
  stepUps,
  priceLevels,
  promotion: {
    name: "Azure ExpressRoute 10 Mbit/s Promotion",
    text: "Kunden mit einer Finanziellen Azure-Verpflichtung zahlen vom 1. Januar 2015 bis zum 30. Juni 2015 nichts für die Verbindung.",
    remark: "Auf eine Vergütung wird verzichtet.",
  },
};

/** The text of an edition. */
export function writeList(parts: ListParts): string {
  const legend = (heading: string, entries: readonly (readonly [string, string])[]) => [
    heading,
    ...entries.map(([code, meaning]) => `${code} = ${meaning}`),
    "",
  ];
  return [
    "Die Produktliste für Muster-Volumenlizenzierung (Produktliste) ist eine Nachbildung aus Daten.",
    "",
    ...legend("Spaltenüberschriften", parts.legends.columns),
    ...legend("Zellenwerte", parts.legends.cells),
    ...legend("Produktattribute", parts.legends.attributes),
    "Nachfolgend stehen Hinzufügungen, Streichungen und sonstige Änderungen.",
    "",
    ...parts.software.flatMap(groupLines),
    " Onlinedienste",
    "",
    ...noteLines(parts.generalNotes),
    ...tableLines(parts.termTable),
    "Onlinedienste mit automatischer Verlängerung laufen weiter, wenn der Kunde nicht mindestens 30 Tage vor dem Ende widerspricht.",
    "",
    ...parts.services.flatMap(groupLines),
    " Software Assurance",
    "",
    ...noteLines(parts.assuranceNotes),
    ...parts.assuranceTables.flatMap(tableLines),
    "Step-up-Lizenzen",
    "Der MPSA umfasst keine Step-up-Lizenzen.",
    "",
    "Weitere Step-up-Lizenzen",
    ...tableLines(parts.stepUps),
    " Die Beschreibung der Services steht im Angebot.",
    "",
    " Für Select Plus gilt im ersten Jahr eine Mindestbestellmenge von 500 Punkten je Pool.",
    "",
    ...tableLines(parts.priceLevels),
    ` ${parts.promotion.name}`,
    "",
    parts.promotion.text,
    "",
    "Hinweis für Verwaltungseinrichtungen als Kunden",
    parts.promotion.remark,
    "",
  ].join("\n");
}

function groupLines({ block, products, notes, tables = [] }: GroupPart): string[] {
  const own = [...noteLines(notes), ...tables.flatMap(tableLines)];
  if (block === null) return [" Zusätzliche Informationen", ...own];
  const cells = block.flatMap((row) => [...row.map((cell) => `\t${cell}`), ""]);
  return [
    ...(products === undefined ? [] : tableLines(products)),
    ...` ${cells.join("\n")}`.split("\n"),
    "",
    "Zusätzliche Informationen",
    ...own,
  ];
}

function noteLines(notes: readonly NotePart[]): string[] {
  return notes.flatMap(({ heading, lines }) => [...(heading === null ? [] : [heading]), ...lines, ""]);
}

/** A table ends with two empty lines. One that lost its header stands behind a page break. */
function tableLines({ heading, header, rows, footnotes = [] }: TablePart): string[] {
  const all = header === null ? rows : [header, ...rows];
  const lines = all.flatMap((row) => [...row.flatMap((cell) => `\t${cell}`.split("\n")), ""]);
  const [first = "", ...rest] = lines;
  return [
    ...(heading === undefined ? [] : [heading]),
    header === null ? ` ${first}` : first,
    ...rest,
    "",
    ...footnotes,
    ...(footnotes.length === 0 ? [] : [""]),
  ];
}
