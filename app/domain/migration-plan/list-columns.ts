/** Cutting a list of devices into fields, and finding out which field is what. */

export const listColumns = ["name", "activation", "group", "product", "note"] as const;
export type ListColumn = (typeof listColumns)[number];

/** What columns are called by the tools that people export from, without spaces, signs and accents. */
const headings: Record<ListColumn, string> = {
  name:
    "name device devicename computer computername host hostname machine machinename server servername " +
    "client pc fqdn dnsname dnshostname cn gerat geratename geraet geraetename rechner rechnername " +
    "computernamen",
  activation:
    "activation activated activatedon activatedat activationdate activationtime lastactivation " +
    "lastactivated lastactivationdate lastactivationtime lastkmsactivation kmsactivation lastkms " +
    "kmslastactivation date lastupdated aktivierung aktiviertam aktivierungsdatum letzteaktivierung " +
    "letztekmsaktivierung kmsaktivierung zuletztaktiviert zuletztaktiviertam datum",
  group:
    "group groupname site location department ou organizationalunit tag gruppe standort abteilung " + "niederlassung",
  product: "product productname edition os operatingsystem version produkt produktname betriebssystem",
  note:
    "note notes comment comments remark remarks description notiz notizen bemerkung bemerkungen kommentar " +
    "anmerkung hinweis beschreibung",
};

const columnsByHeading = new Map(
  listColumns.flatMap((column) => headings[column].split(" ").map((heading) => [heading, column] as const)),
);

const delimiters = [";", ",", "\t"] as const;
export type Delimiter = (typeof delimiters)[number];

/** The fields of a line; undefined where a quotation mark is open at its end. Every line stands for itself. */
export function fieldsOf(line: string, delimiter: Delimiter): string[] | undefined {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const start = skipBlanks(line, at);
    if (line[start] !== '"') {
      const end = line.indexOf(delimiter, at);
      fields.push(line.slice(at, end === -1 ? undefined : end).trim());
      if (end === -1) return fields;
      at = end + 1;
      continue;
    }
    const quoted = /^"((?:[^"]|"")*)"/.exec(line.slice(start));
    if (quoted === null) return undefined;
    fields.push((quoted[1] ?? "").replaceAll('""', '"').trim());
    const end = skipBlanks(line, start + quoted[0].length);
    if (end === line.length) return fields;
    if (line[end] !== delimiter) return undefined;
    at = end + 1;
  }
}

function skipBlanks(line: string, from: number): number {
  let at = from;
  while (line[at] === " ") at += 1;
  return at;
}

/** Which field is which column. */
export type ListShape = {
  readonly delimiter: Delimiter;
  readonly columns: readonly (ListColumn | null)[];
  /** False for a list that begins with a device at once: name, activation, then the others in their order. */
  readonly hasHeader: boolean;
};

export type ShapeRead =
  | { readonly ok: true; readonly shape: ListShape }
  | { readonly ok: false; readonly missing: "name" | "activation" };

/**
 * Finds out how a list is written from its first line: a header with known words in any order, or, without one, a name
 * and then something that `isActivation` takes.
 */
export function shapeOf(firstLine: string, isActivation: (text: string) => boolean): ShapeRead {
  const tries = delimiters.map((delimiter) => ({ delimiter, fields: fieldsOf(firstLine, delimiter) ?? [] }));
  const headers = tries.map(({ delimiter, fields }) => ({ delimiter, columns: columnsOfHeader(fields) }));
  const header = headers.find(({ columns }) => columns.includes("name") && columns.includes("activation"));
  if (header !== undefined) return { ok: true, shape: { ...header, hasHeader: true } };
  const bare = tries.find(({ fields: [name = "", activation = ""] }) => name !== "" && isActivation(activation));
  if (bare !== undefined)
    return { ok: true, shape: { delimiter: bare.delimiter, columns: listColumns, hasHeader: false } };
  const hasName = headers.some(({ columns }) => columns.includes("name"));
  return { ok: false, missing: hasName ? "activation" : "name" };
}

/** The first column of each name counts; one that is not known is passed over. */
function columnsOfHeader(fields: readonly string[]): (ListColumn | null)[] {
  const seen = new Set<ListColumn>();
  return fields.map((field) => {
    const column = columnsByHeading.get(plain(field)) ?? null;
    if (column === null || seen.has(column)) return null;
    seen.add(column);
    return column;
  });
}

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}
