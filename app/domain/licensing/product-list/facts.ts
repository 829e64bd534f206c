import { addWarning, type Findings } from "./findings.ts";
import { fullDatesIn, olderEditionsIn } from "./numbers.ts";
import type { ListPromotion, RegionStatement } from "./product-list.ts";
import { isBullet } from "./notes.ts";
import type { SourceLine } from "./source-lines.ts";

/** Facts that stand in running text: places, dates, references, promotions. */

/** Words that make a line a statement on a region, with the place they name (ISO 3166 codes, or a name of a group). */
const placeWords: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(?:von Region zu|je nach|jede|Programm,) Region\b/, []],
  [/Länder(?:n und Sprachen|n verfügbar| und Regionen|verfügbarkeit)/, []],
  [/regionale und internationale/, []],
  [/in dem Land erbracht/, ["agreement-country"]],
  [/außerhalb des Landes/, ["purchase-country"]],
  [/Freihandelszone/, ["EU", "EFTA", "BG", "HR", "RO", "CH"]],
  [/nur Japan/, ["JP"]],
  [/Volksrepublik China/, ["CN"]],
  [/\bKorea\b/, ["KR"]],
  [/nur USA|^UC = United States/, ["US"]],
  [/Brasilien (?:und|oder) Chile/, ["BR", "CL"]],
  [/^Anmerkung: \*?Kunden, die Canadian/, ["CA"]],
  [/in Neuseeland gelten/, ["NZ"]],
];

export function regionStatement(line: SourceLine): Omit<RegionStatement, "groupKey"> | undefined {
  const found = placeWords.filter(([word]) => word.test(line.text));
  if (found.length === 0) return undefined;
  const places = [...new Set(found.flatMap(([, names]) => names))];
  const isDenied = /außerhalb des Landes|verzichten/.test(line.text);
  return { line: line.number, places, effect: places.length === 0 ? "varies" : isDenied ? "deny" : "allow" };
}

export function fullDatesOf(lines: readonly SourceLine[]): { on: string; line: number }[] {
  return lines.flatMap(({ text, number }) => fullDatesIn(text).map((on) => ({ on, line: number })));
}

export function olderEditionLinesOf(lines: readonly SourceLine[]): number[] {
  return lines.filter(({ text }) => olderEditionsIn(text).length > 0).map(({ number }) => number);
}

/** The promotions of the last appendix: a heading, a text with its first and last day, and a remark for the public sector. */
export function readPromotions(lines: readonly SourceLine[], start: number, findings: Findings): ListPromotion[] {
  const promotions: { name: string; line: number; body: string[]; remark: string[]; lineEnd: number }[] = [];
  let isRemark = false;
  for (const line of lines.slice(start - 1)) {
    if (line.text === "" || isBullet(line)) continue;
    if (line.text.endsWith("Promotion")) {
      promotions.push({ name: line.text, line: line.number, body: [], remark: [], lineEnd: line.number });
      isRemark = false;
      continue;
    }
    const open = promotions.at(-1);
    if (open === undefined) continue;
    if (line.text.startsWith("Hinweis für Verwaltungseinrichtungen")) isRemark = true;
    else (isRemark ? open.remark : open.body).push(line.text);
    open.lineEnd = line.number;
  }
  return promotions.map(({ name, line, lineEnd, body, remark }) => {
    const condition = body.join("\n");
    const window = /vom (.*?\d{4}) bis (?:zum )?(.*?\d{4})/.exec(condition);
    const [startOn, endOn] = fullDatesIn(window?.[0] ?? "");
    if (startOn === undefined || endOn === undefined) addWarning(findings, line, "promotion-without-dates", name);
    const publicSectorRemark = remark.length === 0 ? null : remark.join("\n");
    return { name, line, lineEnd, condition, startOn: startOn ?? null, endOn: endOn ?? null, publicSectorRemark };
  });
}

/**
 * The month an edition without a date fits: that of the latest “from … on” and, where a promotion still runs then and
 * ends within half a year, of that end. Null where nothing points to one.
 */
export function inferPublished(lines: readonly SourceLine[], promotions: readonly ListPromotion[]): string | null {
  const since = lines.flatMap(({ text }) =>
    [
      ...text.matchAll(/\b(?:Ab dem|Zum|zum|ab dem) (\d{1,2}\. \p{L}+ \d{4})(?=[^.]*(?:gewährt|beinhaltet|umfasst))/gu),
    ].flatMap((match) => fullDatesIn(match[1] ?? "")),
  );
  const latest = since.toSorted().at(-1)?.slice(0, 7);
  if (latest === undefined) return null;
  const ends = promotions.flatMap(({ startOn, endOn }) =>
    endOn !== null && startOn !== null && startOn.slice(0, 7) <= latest && endOn.slice(0, 7) >= latest
      ? [endOn.slice(0, 7)]
      : [],
  );
  return ends.toSorted().at(0) ?? latest;
}
