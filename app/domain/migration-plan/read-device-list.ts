import type { Temporal } from "temporal-polyfill";
import { looksLikeKey } from "../entitlement/key-format.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { readActivation } from "./activation-text.ts";
import {
  deviceKey,
  type DeviceLineDefect,
  type DeviceLineRefusal,
  type DeviceList,
  deviceNameLengthMax,
  devicesMax,
  deviceTextLengthMax,
  lineRefusalsKeptMax,
  type ListedDevice,
  mergeDevices,
} from "./device-list.ts";
import { fieldsOf, type ListColumn, type ListShape, shapeOf } from "./list-columns.ts";

type LineRead =
  | { readonly ok: true; readonly device: ListedDevice }
  | { readonly ok: false; readonly code: DeviceLineDefect; readonly value: string | null };

/**
 * Reads a list of devices, line by line and without guessing: what is wrong with one line is named with its number, and
 * the next is read as if nothing had happened. Lines about one device become one, with the later activation.
 *
 * Refused as a whole is only what is no list: nothing in it, a header without the two columns, too many devices.
 */
export function readDeviceList(
  text: string,
  at: Temporal.Instant,
): Result<DeviceList, RefusalOf<"device-list-unreadable" | "device-list-too-long">> {
  const lines = text.replace(/^\u{FEFF}/u, "").split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== "" && !isSeparatorHint(line));
  if (first === -1) return refused({ code: "device-list-unreadable", problem: "empty" });
  const found = shapeOf(lines[first] ?? "", (field) => looksLikeActivation(field, at));
  if (!found.ok)
    return refused({
      code: "device-list-unreadable",
      problem: found.missing === "name" ? "no-name-column" : "no-activation-column",
    });
  const rows = lines
    .map((line, index) => ({ line, number: index + 1 }))
    .slice(found.shape.hasHeader ? first + 1 : first)
    .filter(({ line }) => line.trim() !== "");
  return rows.length === 0
    ? refused({ code: "device-list-unreadable", problem: "empty" })
    : readRows(rows, found.shape, at);
}

/** Spreadsheets tell each other the delimiter in a line before the header. */
function isSeparatorHint(line: string): boolean {
  return /^"?sep=.?"?$/i.test(line.trim());
}

/** Whether somebody meant a day or a time; whether it is a good one is said with its line. */
function looksLikeActivation(text: string, at: Temporal.Instant): boolean {
  const read = readActivation(text, at);
  return read.ok || read.defect !== "activation-unreadable";
}

function readRows(
  rows: readonly { readonly line: string; readonly number: number }[],
  shape: ListShape,
  at: Temporal.Instant,
): Result<DeviceList, RefusalOf<"device-list-too-long">> {
  const devices = new Map<string, ListedDevice>();
  const refusals: DeviceLineRefusal[] = [];
  let refusedLines = 0;
  let mergedLines = 0;
  for (const { line, number } of rows) {
    const read = readLine(line, shape, at);
    if (!read.ok) {
      refusedLines += 1;
      if (refusals.length < lineRefusalsKeptMax)
        refusals.push({ line: number, code: read.code, value: shortened(read.value) });
      continue;
    }
    const known = devices.get(read.device.nameKey);
    if (known !== undefined) mergedLines += 1;
    devices.set(read.device.nameKey, known === undefined ? read.device : mergeDevices(known, read.device));
    if (devices.size > devicesMax) return refused({ code: "device-list-too-long", devicesMax });
  }
  return ok({ devices: [...devices.values()], refusals, refusedLines, mergedLines, linesRead: rows.length });
}

function readLine(line: string, { delimiter, columns }: ListShape, at: Temporal.Instant): LineRead {
  const fields = fieldsOf(line, delimiter);
  // Whatever else is wrong with it: a key is not stored, and not repeated.
  if ((fields ?? [line]).some(looksLikeKey)) return defect("key-in-list");
  if (fields === undefined) return defect("quote-open", line);
  const extra = fields.slice(columns.length).find((field) => field !== "");
  if (extra !== undefined) return defect("fields-too-many", extra);
  const valueOf = (column: ListColumn) => fields[columns.indexOf(column)] ?? "";
  const name = valueOf("name");
  const textDefect = defectOfName(name) ?? defectOfTexts([valueOf("group"), valueOf("product"), valueOf("note")]);
  if (textDefect !== undefined) return textDefect;
  const activationText = valueOf("activation");
  if (activationText === "") return defect("activation-missing", name);
  const read = readActivation(activationText, at);
  if (!read.ok) return defect(read.defect, activationText);
  return {
    ok: true,
    device: {
      name,
      nameKey: deviceKey(name),
      activation: read.activation,
      groupName: textOrNull(valueOf("group")),
      product: textOrNull(valueOf("product")),
      note: textOrNull(valueOf("note")),
    },
  };
}

/** Control characters, and those that are not seen or turn text around: a name must be what it looks like. */
const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

function defectOfName(name: string): LineRead | undefined {
  if (name === "") return defect("name-missing");
  if (name.length > deviceNameLengthMax) return defect("name-too-long", name);
  return unprintable.test(name) ? defect("unprintable", name) : undefined;
}

function defectOfTexts(texts: readonly string[]): LineRead | undefined {
  const long = texts.find((text) => text.length > deviceTextLengthMax);
  if (long !== undefined) return defect("text-too-long", long);
  const strange = texts.find((text) => unprintable.test(text));
  return strange === undefined ? undefined : defect("unprintable", strange);
}

function defect(code: DeviceLineDefect, value: string | null = null): LineRead {
  return { ok: false, code, value };
}

const valueLengthMax = 80;

/** For a page: without what cannot be seen, and not longer than a line. */
function shortened(value: string | null): string | null {
  if (value === null) return null;
  const plain = value.replace(new RegExp(unprintable.source, "gu"), "\u{FFFD}").trim();
  const letters = [...plain];
  return letters.length > valueLengthMax ? `${letters.slice(0, valueLengthMax).join("")}…` : plain;
}

function textOrNull(text: string): string | null {
  return text === "" ? null : text;
}
