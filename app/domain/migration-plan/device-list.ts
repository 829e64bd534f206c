import type { KmsActivation } from "./kms-activation.ts";

/** Devices of one customer, and of one list. Our choice: more is a project of its own, and has to fit into one step. */
export const devicesMax = 20_000;

/** Characters of the texts of a device. */
export const deviceNameLengthMax = 253;
export const deviceTextLengthMax = 500;

/** Refused lines that are kept to be shown; all of them are counted. */
export const lineRefusalsKeptMax = 1_000;

/** What a list says about a device. */
export type ListedDevice = {
  /** As written; a device is the same whatever its case. */
  readonly name: string;
  readonly nameKey: string;
  readonly activation: KmsActivation;
  /** Such as a site or a department; null where the list says nothing. */
  readonly groupName: string | null;
  readonly product: string | null;
  readonly note: string | null;
};

/** Why a line of a list is refused. */
export const deviceLineDefects = [
  "quote-open",
  "fields-too-many",
  "name-missing",
  "name-too-long",
  "text-too-long",
  "unprintable",
  "key-in-list",
  "activation-missing",
  "activation-unreadable",
  "activation-ambiguous",
  "activation-in-future",
  "activation-too-old",
] as const;
export type DeviceLineDefect = (typeof deviceLineDefects)[number];

export type DeviceLineRefusal = {
  /** Physical line, from 1, the header among them. */
  readonly line: number;
  readonly code: DeviceLineDefect;
  /** What stood there, shortened; null where nothing did, and for what looks like a key. */
  readonly value: string | null;
};

/** What a list came to. */
export type DeviceList = {
  readonly devices: readonly ListedDevice[];
  /** The first of them, in order of their lines. */
  readonly refusals: readonly DeviceLineRefusal[];
  readonly refusedLines: number;
  /** Lines that named a device that another line had named already. */
  readonly mergedLines: number;
  /** Lines with something in them, without the header. */
  readonly linesRead: number;
};

/** A name, or a text to search for, as devices are compared and found by it: case does not matter. */
export function deviceKey(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/**
 * Two lines about one device: the later activation counts, and whatever the second line says beside it. What it leaves
 * out stays.
 */
export function mergeDevices(first: ListedDevice, second: ListedDevice): ListedDevice {
  const isLater = second.activation.at.epochMilliseconds > first.activation.at.epochMilliseconds;
  return {
    ...first,
    activation: isLater ? second.activation : first.activation,
    groupName: second.groupName ?? first.groupName,
    product: second.product ?? first.product,
    note: second.note ?? first.note,
  };
}
