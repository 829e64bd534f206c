import { looksLikeKey } from "../entitlement/key-format.ts";
import { type Delimiter, fieldsOf } from "../migration-plan/list-columns.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { baseOf } from "./matrix.ts";
import {
  deviceTextMax,
  type DeviceEntry,
  installationDevicesMax,
  serialKeyOf,
  serialLengthMax,
} from "./installation-order.ts";
import type { MakerInstalled } from "./verdict.ts";

/** What a list says of a device, in the order of a list without a header. */
const deviceColumns = [
  "serial",
  "base",
  "coa",
  "proof",
  "sa",
  "maker",
  "model",
  "coaSerial",
  "makerInstalled",
] as const;
export type DeviceColumn = (typeof deviceColumns)[number];

/** What columns are called, without spaces, signs and accents. */
const headings: Record<DeviceColumn, string> = {
  serial: "serial serialnumber serialno sn seriennummer seriennr devicenumber geratenummer",
  base: "base baselicence baselicense basesystem operatingsystem os windows basis basissystem basislizenz betriebssystem",
  coa: "coa coaaffixed certificate certificateofauthenticity coaangebracht echtheitszertifikat",
  proof:
    "proof licenceproof licenseproof invoice order nachweis lizenznachweis rechnung rechnungsnummer beleg bestellung",
  sa: "sa windowssa softwareassurance hassa aktivesa",
  maker: "maker manufacturer vendor hersteller",
  model: "model modell type typ",
  coaSerial: "coaserial coaserialnumber coanumber coanummer coaseriennummer zertifikatsnummer",
  makerInstalled: "makerinstalled installedbymaker preinstalled vomherstellerinstalliert vorinstalliert",
};

const columnsByHeading = new Map(
  deviceColumns.flatMap((column) => headings[column].split(" ").map((heading) => [heading, column] as const)),
);

/** Why a line is refused. */
const deviceListDefects = [
  "quote-open",
  "fields-too-many",
  "key-in-list",
  "serial-missing",
  "serial-twice",
  "text-too-long",
  "unprintable",
  "base-missing",
  "answer-unreadable",
] as const;
export type DeviceListDefect = (typeof deviceListDefects)[number];

export type DeviceListProblem = {
  /** Physical line, from 1, the header among them. */
  readonly line: number;
  readonly code: DeviceListDefect;
  /** What stood there, shortened; null for what looks like a key. */
  readonly value: string | null;
};

export type DeviceLinesRead = {
  readonly devices: readonly DeviceEntry[];
  readonly problems: readonly DeviceListProblem[];
};

/** Problems that are named; the first of them. */
const problemsMax = 100;

/**
 * Reads devices that were typed, pasted from a table, or exported: separated by tab, semicolon or comma, with a header
 * in English or German, or without one in the order of `deviceColumns`. Each line stands for itself; what is wrong with
 * it is named with its number. A list with problems is taken by nobody: either all of it, or nothing.
 */
export function readDeviceLines(
  text: string,
): Result<DeviceLinesRead, RefusalOf<"installation-list-empty" | "installation-devices-too-many">> {
  const rows = text
    .replace(/^\u{FEFF}/u, "")
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== "" && !/^"?sep=.?"?$/i.test(line.trim()));
  const [first] = rows;
  if (first === undefined) return refused({ code: "installation-list-empty" });
  const delimiter = delimiterOf(first.line);
  const header = headerOf(first.line, delimiter);
  const lines = header === undefined ? rows : rows.slice(1);
  if (lines.length === 0) return refused({ code: "installation-list-empty" });
  if (lines.length > installationDevicesMax)
    return refused({ code: "installation-devices-too-many", devicesMax: installationDevicesMax });
  const columns = header ?? deviceColumns;
  const devices = new Map<string, DeviceEntry>();
  const problems: DeviceListProblem[] = [];
  for (const { line, number } of lines) {
    const read = readLine(line, delimiter, columns);
    const defect = read.ok && devices.has(serialKeyOf(read.device.serialNumber)) ? "serial-twice" : null;
    if (read.ok && defect === null) devices.set(serialKeyOf(read.device.serialNumber), read.device);
    else if (problems.length < problemsMax)
      problems.push({
        line: number,
        code: read.ok ? "serial-twice" : read.code,
        value: shortened(read.ok ? read.device.serialNumber : read.value),
      });
  }
  return ok({ devices: [...devices.values()], problems });
}

function delimiterOf(line: string): Delimiter {
  const found = (["\t", ";", ","] as const).map((delimiter) => [delimiter, line.split(delimiter).length] as const);
  return found.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** The columns of a header; undefined where the first line is a device. */
function headerOf(line: string, delimiter: Delimiter): (DeviceColumn | null)[] | undefined {
  const seen = new Set<DeviceColumn>();
  const columns = (fieldsOf(line, delimiter) ?? []).map((field) => {
    const heading = field
      .normalize("NFKD")
      .replace(/[^\p{L}\p{N}]/gu, "")
      .toLowerCase();
    const column = columnsByHeading.get(heading) ?? null;
    if (column === null || seen.has(column)) return null;
    seen.add(column);
    return column;
  });
  return seen.has("serial") ? columns : undefined;
}

type LineRead =
  | { readonly ok: true; readonly device: DeviceEntry }
  | { readonly ok: false; readonly code: DeviceListDefect; readonly value: string | null };

/** Control characters, and those that are not seen or turn text around. */
const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

function readLine(line: string, delimiter: Delimiter, columns: readonly (DeviceColumn | null)[]): LineRead {
  const fields = fieldsOf(line, delimiter);
  // Whatever else is wrong with it: a key is not stored, and not repeated.
  if ((fields ?? [line]).some(looksLikeKey)) return { ok: false, code: "key-in-list", value: null };
  if (fields === undefined) return { ok: false, code: "quote-open", value: line };
  const extra = fields.slice(columns.length).find((field) => field !== "");
  if (extra !== undefined) return { ok: false, code: "fields-too-many", value: extra };
  const of = (column: DeviceColumn) => fields[columns.indexOf(column)] ?? "";
  return entryOf(of);
}

/** A device of the texts of its fields, as a line or a form has them. */
export function entryOf(of: (column: DeviceColumn) => string): LineRead {
  const serial = of("serial").trim();
  if (serial === "") return { ok: false, code: "serial-missing", value: "" };
  for (const column of deviceColumns) {
    const value = of(column);
    if (looksLikeKey(value)) return { ok: false, code: "key-in-list", value: null };
    if (unprintable.test(value)) return { ok: false, code: "unprintable", value: serial };
    if (value.length > (column === "serial" ? serialLengthMax : deviceTextMax))
      return { ok: false, code: "text-too-long", value };
  }
  const base = of("base").trim();
  if (base === "") return { ok: false, code: "base-missing", value: serial };
  const [coa, sa, makerInstalled] = [answerOf(of("coa")), answerOf(of("sa")), answerOf(of("makerInstalled"))];
  const unreadable = (
    [
      ["coa", coa],
      ["sa", sa],
      ["makerInstalled", makerInstalled],
    ] as const
  ).find(([, answer]) => answer === undefined);
  if (unreadable !== undefined) return { ok: false, code: "answer-unreadable", value: of(unreadable[0]) };
  return {
    ok: true,
    device: {
      serialNumber: serial,
      maker: of("maker").trim(),
      model: of("model").trim(),
      base: baseOf(base),
      baseWritten: base,
      isCoaAffixed: coa === "yes",
      coaSerialNumber: of("coaSerial").trim(),
      licenceProof: of("proof").trim(),
      hasSa: sa === "yes",
      makerInstalled: makerInstalled ?? "unknown",
    },
  };
}

const yes = new Set(["yes", "y", "ja", "j", "true", "wahr", "1", "x"]);
const no = new Set(["no", "n", "nein", "false", "falsch", "0", "-"]);
const open = new Set(["", "unknown", "unbekannt", "?"]);

/** An answer as people write it; undefined for what is none. */
function answerOf(text: string): MakerInstalled | undefined {
  const word = text.trim().toLowerCase();
  if (yes.has(word)) return "yes";
  if (no.has(word)) return "no";
  return open.has(word) ? "unknown" : undefined;
}

function shortened(value: string | null): string | null {
  return value === null || value.length <= 80 ? value : `${value.slice(0, 79)}…`;
}
