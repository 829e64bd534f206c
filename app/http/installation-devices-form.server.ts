import type { Refusal, RefusalOf } from "#app/domain/refusal.ts";
import type { DeviceEntry } from "#app/domain/upgrade-verification/installation-order.ts";
import {
  type DeviceListProblem,
  entryOf,
  readDeviceLines,
} from "#app/domain/upgrade-verification/read-device-lines.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { decodeDeviceList } from "#app/services/migration-plan/decode-device-list.server.ts";
import { chosenFile } from "./upload.server.ts";

/** The fields of one device, as its form has them. */
type OneDevice = {
  readonly intent: "one";
  readonly serial: string;
  readonly base: string;
  readonly proof?: string | undefined;
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  readonly coaSerial?: string | undefined;
  readonly coa?: "on" | undefined;
  readonly sa?: "on" | undefined;
  readonly makerInstalled: string;
};

type DevicesRead =
  | { readonly ok: true; readonly value: readonly DeviceEntry[] }
  | { readonly ok: false; readonly refusal: Refusal }
  | {
      readonly ok: false;
      readonly refusal: RefusalOf<"installation-list-refused">;
      readonly problems: readonly string[];
    };

/** The devices of a form: one of its own fields, or a list that was pasted or came as a file. */
export async function readDevicesOfForm(
  form: OneDevice | { readonly intent: "list"; readonly pasted?: string | undefined },
  data: FormData,
  t: Translate,
): Promise<DevicesRead> {
  if (form.intent === "one") {
    const answers: Record<string, string> = {
      coa: form.coa === "on" ? "yes" : "no",
      sa: form.sa === "on" ? "yes" : "no",
    };
    const fields: Record<string, unknown> = { ...form, ...answers };
    const read = entryOf((column) => (typeof fields[column] === "string" ? fields[column] : ""));
    if (read.ok) return { ok: true, value: [read.device] };
    return refusedLines([{ line: 1, code: read.code, value: read.value }], t);
  }
  const file = chosenFile(data, "file");
  const text = file === null ? (form.pasted ?? "") : decodeDeviceList(new Uint8Array(await file.arrayBuffer()));
  const read = readDeviceLines(text);
  if (!read.ok) return read;
  const { devices, problems } = read.value;
  return problems.length === 0 ? { ok: true, value: devices } : refusedLines(problems, t);
}

function refusedLines(problems: readonly DeviceListProblem[], t: Translate): DevicesRead {
  return {
    ok: false,
    refusal: { code: "installation-list-refused", refusedLines: problems.length },
    problems: problems.map(({ line, code, value }) =>
      t(`installations:devices.problem.${code}`, { line, value: value ?? "" }),
    ),
  };
}
