import type { LicensingProgramme } from "../agreements/agreement.ts";
import {
  type BaseKey,
  desktopRows,
  excludedBases,
  industryRows,
  type IndustryUpgrade,
  industryUpgrades,
  matrixEdition,
  type MatrixColumn,
  type MatrixRow,
} from "./matrix.ts";

/**
 * How the devices of an order came to be licensed. Tells columns apart for enterprise enrollments and organisation-wide
 * Open Value agreements; `per-user`: primary devices of users with Windows SA per user; `renewed`: devices that the
 * enrollment covered before its renewal, which need no new check (our choice; devices added then are `existing`).
 */
export const situations = ["new", "existing", "acquired", "per-user", "renewed"] as const;
export type Situation = (typeof situations)[number];

/** What is installed: an upgrade of the desktop matrix, or one of the Industry matrix. */
export const targets = ["windows-8.1-enterprise", "windows-8.1-pro", ...industryUpgrades] as const;
export type Target = (typeof targets)[number];

/** Names of the upgrades, the same in every language. */
export const targetNames: Readonly<Record<Target, string>> = {
  "windows-8.1-enterprise": "Windows 8.1 Enterprise Upgrade",
  "windows-8.1-pro": "Windows 8.1 Pro Upgrade",
  "industry-pro": "Windows Embedded 8.1 Industry Pro Upgrade",
  "industry-enterprise": "Windows Embedded 8.1 Industry Enterprise Upgrade",
  "industry-enterprise-std": "Windows Embedded 8.1 Industry Enterprise Upgrade (Std, POS, Ind Retail)",
};

function isIndustryUpgrade(target: Target): target is IndustryUpgrade {
  return (industryUpgrades as readonly string[]).includes(target);
}

/** Rule: academic programmes and charity have a column of their own. */
const academic: ReadonlySet<LicensingProgramme> = new Set([
  "campus-school",
  "education-solutions",
  "open-value-education",
  "select-academic",
  "open-academic",
  "charity",
]);

/** Programmes in which Windows SA is sold per user. */
const withSaPerUser: ReadonlySet<LicensingProgramme> = new Set([
  "enterprise",
  "enterprise-subscription",
  "select-plus",
  "mpsa",
]);

/** The column of the desktop matrix; null where a programme has none, or knows no such situation. */
function columnOf(programme: LicensingProgramme, situation: Situation): MatrixColumn | null {
  if (situation === "per-user") return withSaPerUser.has(programme) ? 2 : null;
  if (academic.has(programme)) return 5;
  switch (programme) {
    case "enterprise":
    case "enterprise-subscription":
    case "open-value-organization":
    case "open-value-subscription":
      return situation === "new" || situation === "acquired" ? 1 : 2;
    case "select":
    case "select-plus":
    case "mpsa":
      return 3;
    case "open":
    case "open-value":
      return 4;
    default:
      return null;
  }
}

export const verdictResults = ["qualifies", "qualifies-if", "does-not-qualify", "unknown"] as const;
export type VerdictResult = (typeof verdictResults)[number];

/** What decided: a cell of the matrix, or what stands beside it. */
export type VerdictReason =
  | "row-allows"
  | "row-refuses"
  | "not-a-base"
  | "covered-before"
  | "base-not-in-matrix"
  | "no-column"
  | "maker-not-known"
  | "maker-did-not-install"
  | "operator-decided";

/** What holds beside the row, each with words of its own. `isOpen`: still to be met, or a limit that stays. */
export type VerdictCondition = {
  readonly code:
    | "base-on-device"
    | "maker-installed"
    | "remove-base"
    | "base-may-stay"
    | "use-in-country"
    | "coa-affixed"
    | "licence-bought";
  readonly line: number | null;
  readonly isOpen: boolean;
};

export type Verdict = {
  readonly result: VerdictResult;
  readonly reason: VerdictReason;
  /** Name of the row; null where none was found. */
  readonly row: string | null;
  readonly column: MatrixColumn | IndustryUpgrade | null;
  /** Edition of the product list that the matrix stands in. */
  readonly edition: string;
  /** Line of that edition; null where the operator decided, or nothing is said. */
  readonly line: number | null;
  readonly conditions: readonly VerdictCondition[];
};

/** Whether the maker of a Mac installed its system before the first sale. */
export const makerInstalledAnswers = ["yes", "no", "unknown"] as const;
export type MakerInstalled = (typeof makerInstalledAnswers)[number];

/** What of a device its verdict depends on. */
export type CheckedDevice = {
  readonly base: BaseKey;
  readonly isCoaAffixed: boolean;
  /** Invoice or order that the base licence was bought with; empty where none was given. */
  readonly licenceProof: string;
  readonly hasSa: boolean;
  readonly makerInstalled: MakerInstalled;
  /** The operator's word on a base that the matrix does not know. */
  readonly decision: { readonly isQualifying: boolean } | null;
};

export type CheckedOrder = {
  readonly programme: LicensingProgramme;
  readonly situation: Situation;
  readonly target: Target;
};

const starterBases: ReadonlySet<BaseKey> = new Set(["xp-home", "vista-starter", "windows-7-starter"]);

/**
 * Whether the base of a device is one that the ordered upgrade may be installed over.
 *
 * Rule: the programme's column of the matrix of L1012, the Industry matrix of L1363, and the rules below them; a base
 * that no row names is unknown, and the operator decides.
 */
export function verdictOf(device: CheckedDevice, order: CheckedOrder): Verdict {
  const cell = cellOf(device, order);
  if (cell.result === "unknown" && device.decision !== null) {
    const result = device.decision.isQualifying ? "qualifies" : "does-not-qualify";
    return withConditions({ ...cell, result, reason: "operator-decided", line: null }, device, order);
  }
  return withConditions(cell, device, order);
}

type Cell = Omit<Verdict, "conditions">;

function cellOf(device: CheckedDevice, { programme, situation, target }: CheckedOrder): Cell {
  const { base } = device;
  const edition = matrixEdition;
  const unknown = { result: "unknown", row: null, column: null, edition, line: null } as const;
  if (isIndustryUpgrade(target)) {
    const row = (industryRows as readonly MatrixRow<IndustryUpgrade>[]).find(({ key }) => key === base);
    if (row === undefined) return { ...unknown, reason: "base-not-in-matrix", column: target };
    return cellOfRow(row, target);
  }
  const column = columnOf(programme, situation);
  const excluded = excludedBases.find(({ key }) => key === base);
  if (excluded !== undefined)
    return {
      result: "does-not-qualify",
      reason: "not-a-base",
      row: excluded.name,
      column,
      edition,
      line: excluded.line,
    };
  const embedded = (industryRows as readonly MatrixRow<IndustryUpgrade>[]).find(({ key }) => key === base);
  if (embedded !== undefined)
    return { result: "does-not-qualify", reason: "not-a-base", row: embedded.name, column, edition, line: 1221 };
  if (column === null) return { ...unknown, reason: "no-column" };
  const row = (desktopRows as readonly MatrixRow<MatrixColumn>[]).find(({ key }) => key === base);
  if (row === undefined) return { ...unknown, reason: "base-not-in-matrix", column };
  if (situation === "renewed")
    return { result: "qualifies", reason: "covered-before", row: row.name, column, edition, line: null };
  const cell = cellOfRow(row, column);
  if (base !== "macintosh" || cell.result !== "qualifies" || device.makerInstalled === "yes") return cell;
  return device.makerInstalled === "no"
    ? { ...cell, result: "does-not-qualify", reason: "maker-did-not-install", line: 1227 }
    : { ...cell, result: "unknown", reason: "maker-not-known", line: 1227 };
}

function cellOfRow<Column extends MatrixColumn | IndustryUpgrade>(row: MatrixRow<Column>, column: Column): Cell {
  const isAllowed = row.columns.includes(column);
  return {
    result: isAllowed ? "qualifies" : "does-not-qualify",
    reason: isAllowed ? "row-allows" : "row-refuses",
    row: row.name,
    column,
    edition: matrixEdition,
    line: row.line,
  };
}

function withConditions(cell: Cell, device: CheckedDevice, order: CheckedOrder): Verdict {
  if (cell.result !== "qualifies") return { ...cell, conditions: [] };
  const isIndustry = isIndustryUpgrade(order.target);
  const conditions: VerdictCondition[] = [
    { code: "base-on-device", line: isIndustry ? 1355 : 1226, isOpen: false },
    ...(device.base === "macintosh" ? [{ code: "maker-installed", line: 1227, isOpen: false } as const] : []),
    device.hasSa
      ? { code: "base-may-stay", line: isIndustry ? 1358 : 1230, isOpen: false }
      : { code: "remove-base", line: isIndustry ? 1356 : 1228, isOpen: false },
    ...(academic.has(order.programme) && starterBases.has(device.base)
      ? [{ code: "use-in-country", line: 1232, isOpen: true } as const]
      : []),
    { code: "coa-affixed", line: null, isOpen: !device.isCoaAffixed },
    { code: "licence-bought", line: null, isOpen: device.licenceProof.trim() === "" },
  ];
  return { ...cell, result: conditions.some(({ isOpen }) => isOpen) ? "qualifies-if" : "qualifies", conditions };
}
