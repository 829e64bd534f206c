/**
 * Which installed systems a Windows upgrade licence may be based on: the matrix of the product list of June 2015, as
 * printed, row by row with the line it stands on.
 *
 * Columns: 1 first enterprise enrollment or organisation-wide Open Value agreement · 2 an existing one · 3 Select,
 * Select Plus, MPSA · 4 Open, Open Value not organisation-wide · 5 academic and charity. The last three are outcomes of
 * the Windows Embedded 8.1 Industry matrix, which has upgrades for columns.
 */
export const matrixEdition = "2015-06";

export type MatrixColumn = 1 | 2 | 3 | 4 | 5;

export type MatrixRow<Column> = {
  readonly key: string;
  /** Name of the product, the same in every language. */
  readonly name: string;
  readonly line: number;
  readonly columns: readonly Column[];
};

const all = [1, 2, 3, 4, 5] as const;
const notExisting = [1, 3, 4, 5] as const;
const academicOnly = [5] as const;

/** The 27 rows of the desktop matrix. */
export const desktopRows = [
  { key: "windows-8-enterprise", name: "Windows 8/8.1 Enterprise", line: 1022, columns: all },
  { key: "windows-8-pro", name: "Windows 8/8.1 Pro", line: 1029, columns: all },
  { key: "windows-8", name: "Windows 8/8.1", line: 1036, columns: academicOnly },
  { key: "windows-8-single-language", name: "Windows 8/8.1 Single Language", line: 1043, columns: academicOnly },
  { key: "windows-8-pro-education", name: "Windows 8.1 Pro for Education", line: 1050, columns: academicOnly },
  { key: "windows-8-bing", name: "Windows 8.1 with Bing", line: 1057, columns: academicOnly },
  { key: "windows-7-enterprise", name: "Windows 7 Enterprise", line: 1066, columns: all },
  { key: "windows-7-professional", name: "Windows 7 Professional", line: 1073, columns: all },
  { key: "windows-7-ultimate", name: "Windows 7 Ultimate", line: 1080, columns: all },
  { key: "windows-7-home-premium", name: "Windows 7 Home Premium", line: 1087, columns: academicOnly },
  { key: "windows-7-home-basic", name: "Windows 7 Home Basic", line: 1094, columns: academicOnly },
  { key: "windows-7-starter", name: "Windows 7 Starter Edition", line: 1101, columns: academicOnly },
  { key: "vista-enterprise", name: "Windows Vista Enterprise", line: 1110, columns: notExisting },
  { key: "vista-business", name: "Windows Vista Business", line: 1117, columns: notExisting },
  { key: "vista-ultimate", name: "Windows Vista Ultimate", line: 1124, columns: notExisting },
  { key: "vista-home-premium", name: "Windows Vista Home Premium", line: 1131, columns: academicOnly },
  { key: "vista-home-basic", name: "Windows Vista Home Basic", line: 1138, columns: academicOnly },
  { key: "vista-starter", name: "Windows Vista Starter Edition", line: 1145, columns: academicOnly },
  { key: "xp-professional", name: "Windows XP Professional", line: 1154, columns: notExisting },
  { key: "xp-tablet", name: "Windows XP Tablet Edition", line: 1161, columns: notExisting },
  { key: "xp-pro-n", name: "Windows XP Pro N", line: 1168, columns: notExisting },
  { key: "xp-pro-blade", name: "Windows XP Pro Blade PC", line: 1175, columns: notExisting },
  { key: "xp-home", name: "Windows XP Home Edition, Starter Edition", line: 1182, columns: academicOnly },
  { key: "windows-2000-professional", name: "Windows 2000 Professional", line: 1189, columns: notExisting },
  { key: "windows-nt-4-workstation", name: "Windows NT Workstation 4.0", line: 1196, columns: notExisting },
  { key: "windows-98", name: "Windows 98", line: 1203, columns: notExisting },
  { key: "macintosh", name: "Apple Macintosh", line: 1210, columns: notExisting },
] as const satisfies readonly MatrixRow<MatrixColumn>[];

/** What the list names as no base of a desktop upgrade, each with its line. */
export const excludedBases = [
  { key: "embedded", name: "Windows Embedded", line: 1221 },
  { key: "linux", name: "Linux", line: 1222 },
  { key: "os-2", name: "OS/2", line: 1222 },
  { key: "rds-cal", name: "RDS CAL", line: 1223 },
] as const;

/** Upgrades of the Industry matrix: its columns. */
export const industryUpgrades = ["industry-pro", "industry-enterprise", "industry-enterprise-std"] as const;
export type IndustryUpgrade = (typeof industryUpgrades)[number];

const ofWindows = ["industry-pro", "industry-enterprise"] as const;
const ofStandard = ["industry-pro", "industry-enterprise-std"] as const;

/** The 15 rows of the Windows Embedded 8.1 Industry matrix. */
export const industryRows = [
  {
    key: "vista-for-embedded",
    name: "Windows Vista Business/Ultimate for Embedded Systems",
    line: 1368,
    columns: ofWindows,
  },
  {
    key: "windows-2000-for-embedded",
    name: "Windows 2000 Professional for Embedded Systems",
    line: 1373,
    columns: ofWindows,
  },
  {
    key: "windows-nt-for-embedded",
    name: "Windows NT Workstation for Embedded Systems",
    line: 1378,
    columns: ofWindows,
  },
  {
    key: "windows-7-professional-for-embedded",
    name: "Windows 7 Professional for Embedded Systems",
    line: 1383,
    columns: ofWindows,
  },
  {
    key: "windows-7-ultimate-for-embedded",
    name: "Windows 7 Ultimate for Embedded Systems",
    line: 1388,
    columns: ofWindows,
  },
  {
    key: "xp-professional-for-embedded",
    name: "Windows XP Professional for Embedded Systems",
    line: 1393,
    columns: ofWindows,
  },
  { key: "embedded-8-pro", name: "Windows Embedded 8/8.1 Pro", line: 1398, columns: ofWindows },
  { key: "embedded-8-industry-pro", name: "Windows Embedded 8/8.1 Industry Pro", line: 1403, columns: ofWindows },
  {
    key: "embedded-8-industry-retail",
    name: "Windows Embedded 8/8.1 Industry Retail",
    line: 1408,
    columns: ofStandard,
  },
  { key: "posready-7-pro", name: "Windows Embedded POSReady 7 Pro", line: 1413, columns: ofStandard },
  { key: "wepos", name: "Windows Embedded for Point of Service (WEPOS)", line: 1418, columns: ofStandard },
  { key: "posready", name: "Windows Embedded POSReady 2009/POSReady 7", line: 1423, columns: ofStandard },
  { key: "nt-embedded", name: "Windows NT Embedded", line: 1428, columns: ofStandard },
  { key: "xp-embedded", name: "Windows XP Embedded", line: 1433, columns: ofStandard },
  {
    key: "embedded-standard",
    name: "Windows Embedded Standard 7/2009, Windows Embedded 8 Standard",
    line: 1438,
    columns: ofStandard,
  },
] as const satisfies readonly MatrixRow<IndustryUpgrade>[];

/** Key of a base that no matrix names; what it is stands beside it in words. */
export const otherBase = "other";

export type BaseKey =
  | (typeof desktopRows)[number]["key"]
  | (typeof industryRows)[number]["key"]
  | (typeof excludedBases)[number]["key"]
  | typeof otherBase;

/** Every base that has a name, in the order of the matrices. */
export const namedBases: readonly { readonly key: BaseKey; readonly name: string; readonly line: number }[] = [
  ...desktopRows,
  ...industryRows,
  ...excludedBases,
];

/** The name of a base; of one that has none, what was written for it. */
export function baseName(key: BaseKey, written: string): string {
  return namedBases.find((base) => base.key === key)?.name ?? written;
}

/** Words that say the same: what people and inventories write, as it stands in the matrix. */
const sameWords: readonly (readonly [RegExp, string])[] = [
  [/\b(microsoft|ms)\b/g, " "],
  [/\bwin(?=\s|\d)/g, "windows "],
  [/\bf(ü|ue)r bildungsl(ö|oe)sungen\b/g, "for education"],
  [/\bmit bing\b/g, "with bing"],
  [/\b(32|64)[- ]?bit\b|\bx(86|64)\b/g, " "],
  [/\b(edition|oder|or|service pack \d|sp\d)\b/g, " "],
  [/\bwindows (8\.1|8) (professional)\b/g, "windows $1 pro"],
  [/\bwindows 7 pro\b/g, "windows 7 professional"],
  [/\bwindows xp pro\b(?! (n|blade))/g, "windows xp professional"],
  [/\b(mac ?os( ?x)?|macos|os x|macintosh|imac|macbook)\b.*/g, "apple macintosh"],
];

function plain(text: string): string {
  let words = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[()®™,]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  for (const [pattern, same] of sameWords) words = words.replace(pattern, same).replace(/\s+/g, " ");
  return words.trim();
}

const byName = new Map<string, BaseKey>();
for (const { key, name } of namedBases) {
  byName.set(plain(name), key);
  byName.set(key.replaceAll("-", " "), key);
}
for (const [written, key] of [
  ["apple macintosh", "macintosh"],
  ["macintosh", "macintosh"],
  ["windows vista home", "vista-home-basic"],
  ["windows xp home", "xp-home"],
  ["windows xp starter", "xp-home"],
  ["windows xp tablet pc", "xp-tablet"],
  ["windows 98 se", "windows-98"],
  ["windows 98 second", "windows-98"],
  ["windows nt 4.0", "windows-nt-4-workstation"],
  ["windows nt 4.0 workstation", "windows-nt-4-workstation"],
  ["windows 2000", "windows-2000-professional"],
  ["windows embedded standard 7", "embedded-standard"],
  ["windows embedded standard 2009", "embedded-standard"],
  ["windows embedded 8 standard", "embedded-standard"],
  ["windows embedded posready 7", "posready"],
  ["windows embedded posready 2009", "posready"],
  ["wepos", "wepos"],
  ["ubuntu", "linux"],
  ["ubuntu linux", "linux"],
  ["debian", "linux"],
  ["rds client access license", "rds-cal"],
] as const)
  byName.set(written, key);

/**
 * The base that a text means, such as `Win 7 Pro (64-bit)`. Versions written together (`8/8.1`, `2009/POSReady 7`) are
 * found by each of them. What fits nothing is another base, for the operator to decide on.
 */
export function baseOf(text: string): BaseKey {
  const words = plain(text);
  const versions = [
    words,
    words.replace(/\b8(\.1)?\b/, "8/8.1"),
    words.replace(/\b(business|ultimate)\b/, "business/ultimate"),
  ];
  for (const one of versions) {
    const found = byName.get(one);
    if (found !== undefined) return found;
  }
  if (/\b(linux|ubuntu|debian|suse|fedora|red hat|chrome ?os)\b/.test(words)) return "linux";
  if (/\bos\/2\b/.test(words)) return "os-2";
  return otherBase;
}
