import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { readActivation } from "#app/domain/migration-plan/activation-text.ts";
import { devicesMax, type DeviceList, lineRefusalsKeptMax } from "#app/domain/migration-plan/device-list.ts";
import { readDeviceList } from "#app/domain/migration-plan/read-device-list.ts";

const at = Temporal.Instant.from("2026-11-22T12:00:00Z");

function read(text: string): DeviceList {
  const list = readDeviceList(text, at);
  if (!list.ok) throw new Error(JSON.stringify(list.refusal));
  return list.value;
}

const brief = ({ devices }: DeviceList) =>
  devices.map(({ name, activation }) => `${name} ${activation.at.toString()} ${activation.isTimeKnown}`);

describe("the day of an activation", () => {
  it.each([
    ["2026-05-01", "2026-05-01T00:00:00Z", false],
    ["2024-02-29", "2024-02-29T00:00:00Z", false],
    ["2026-05-01T10:30:00Z", "2026-05-01T10:30:00Z", true],
    ["2026-05-01T10:30:00.1239999+02:00", "2026-05-01T08:30:00.123Z", true],
    ["2026-05-01T10:30:00+0200", "2026-05-01T08:30:00Z", true],
    ["2026-05-01 10:30", "2026-05-01T10:30:00Z", true],
    ["2026-05-01 10:30:15", "2026-05-01T10:30:15Z", true],
    ["01.05.2026", "2026-05-01T00:00:00Z", false],
    ["1.5.2026", "2026-05-01T00:00:00Z", false],
    ["31.05.2026", "2026-05-31T00:00:00Z", false],
    ["05/31/2026", "2026-05-31T00:00:00Z", false],
    ["31/05/2026", "2026-05-31T00:00:00Z", false],
    ["05/05/2026", "2026-05-05T00:00:00Z", false],
    ["2026-11-23", "2026-11-23T00:00:00Z", false],
    ["2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z", true],
  ])("%s is read", (text, instant, isTimeKnown) => {
    const result = readActivation(text, at);
    if (!result.ok) throw new Error(result.defect);
    expect([result.activation.at.toString(), result.activation.isTimeKnown]).toEqual([instant, isTimeKnown]);
  });

  it.each([
    ["05/01/2026", "activation-ambiguous"],
    ["1/2/2026", "activation-ambiguous"],
    ["2026-02-29", "activation-unreadable"],
    ["2026-13-01", "activation-unreadable"],
    ["05.31.2026", "activation-unreadable"],
    ["13/13/2026", "activation-unreadable"],
    ["2026-05-01T25:00:00Z", "activation-unreadable"],
    ["01.05.26", "activation-unreadable"],
    ["20260501", "activation-unreadable"],
    ["yesterday", "activation-unreadable"],
    ["2026-11-24", "activation-in-future"],
    ["2026-11-23T12:00:00.001Z", "activation-in-future"],
    ["2005-12-31", "activation-too-old"],
  ])("%s is refused: %s", (text, defect) => {
    expect(readActivation(text, at)).toEqual({ ok: false, defect });
  });
});

describe("a list of devices", () => {
  it.each([
    ["commas", "Name,Last activation\nPC-1,2026-05-01\n"],
    ["semicolons, other words, another order", "letzte Aktivierung;Gerät\r\n01.05.2026;PC-1\r\n"],
    ["tabs", "Computer Name\tLast KMS Activation\nPC-1\t2026-05-01"],
    ["quotation marks", '"DeviceName","LastActivation"\n"PC-1","2026-05-01"'],
    ["a byte order mark and a hint of the spreadsheet", "\u{FEFF}sep=;\nname;activation\nPC-1;2026-05-01"],
    ["no header", "PC-1;2026-05-01"],
    ["columns nobody asked for", "Serial,HOSTNAME,User,last_activation\n1,PC-1,ann,2026-05-01"],
    ["empty lines and old line ends", "\r\rname,activation\r\rPC-1,2026-05-01\r\r"],
  ])("with %s is read", (_how, text) => {
    expect(brief(read(text))).toEqual(["PC-1 2026-05-01T00:00:00Z false"]);
  });

  it("takes group, product and note where they are", () => {
    const { devices } = read(
      'name,activation,site,OS,remark\nPC-1,2026-05-01,"Bremen, Kai 3",Windows 11,"says ""hello"""',
    );
    expect(devices).toMatchObject([{ groupName: "Bremen, Kai 3", product: "Windows 11", note: 'says "hello"' }]);
    expect(read("PC-1,2026-05-01,Bremen").devices).toMatchObject([{ groupName: "Bremen", product: null, note: null }]);
  });

  it("takes two lines about one device as one, with the later activation and what the later line says", () => {
    const list = read(
      "name,activation,group,note\nPC-1,2026-05-01,Bremen,old\npc-1,2026-06-01,,new\nPC-1,2026-04-01,Kiel,",
    );
    expect(brief(list)).toEqual(["PC-1 2026-06-01T00:00:00Z false"]);
    expect(list.devices).toMatchObject([{ groupName: "Kiel", note: "new" }]);
    expect(list).toMatchObject({ mergedLines: 2, linesRead: 3, refusedLines: 0 });
  });

  it("names every line that is wrong by its number, and reads the others", () => {
    const key = "BCDFG-HJKMP-QRTVW-XY234-67892";
    const list = read(
      [
        "name;activation;note",
        "PC-1;2026-05-01",
        "",
        ";2026-05-01",
        "PC-2;",
        "PC-3;03/04/2026",
        "PC-4;soon",
        'PC-5;"2026-05-01',
        "PC-6;2026-05-01;;more",
        "PC\u202E-7;2026-05-01",
        `${"x".repeat(254)};2026-05-01`,
        `PC-8;2026-05-01;${"n".repeat(501)}`,
        `PC-9;2026-05-01;${key}`,
        "PC-10;2999-01-01",
        "PC-11;1999-01-01",
        "PC-12;2026-05-02",
      ].join("\n"),
    );
    expect(brief(list).map((line) => line.split(" ")[0])).toEqual(["PC-1", "PC-12"]);
    expect(list.refusals.map(({ line, code }) => [line, code])).toEqual([
      [4, "name-missing"],
      [5, "activation-missing"],
      [6, "activation-ambiguous"],
      [7, "activation-unreadable"],
      [8, "quote-open"],
      [9, "fields-too-many"],
      [10, "unprintable"],
      [11, "name-too-long"],
      [12, "text-too-long"],
      [13, "key-in-list"],
      [14, "activation-in-future"],
      [15, "activation-too-old"],
    ]);
    expect(list.refusals.find(({ line }) => line === 6)?.value).toBe("03/04/2026");
    expect(JSON.stringify(list)).not.toContain(key);
    expect(JSON.stringify(list.refusals)).not.toContain("\u202E");
  });

  it.each([
    ["", "empty"],
    ["\n \n", "empty"],
    ["name,activation\n", "empty"],
    ["serial,owner\n1,ann", "no-name-column"],
    ["name,owner\nPC-1,ann", "no-activation-column"],
    ["just some words", "no-name-column"],
  ])("%j is none: %s", (text, problem) => {
    expect(readDeviceList(text, at)).toEqual({ ok: false, refusal: { code: "device-list-unreadable", problem } });
  });

  it("holds so many devices and not one more", () => {
    const lines = Array.from({ length: devicesMax }, (_, index) => `PC-${index},2026-05-01`);
    expect(read(["name,activation", ...lines, "pc-0,2026-06-01"].join("\n")).devices).toHaveLength(devicesMax);
    expect(readDeviceList(["name,activation", ...lines, "PC-X,2026-05-01"].join("\n"), at)).toEqual({
      ok: false,
      refusal: { code: "device-list-too-long", devicesMax },
    });
  });

  it("keeps the first refused lines and counts all of them", () => {
    const lines = Array.from({ length: lineRefusalsKeptMax + 5 }, () => "PC-1,never");
    const list = read(["name,activation", ...lines].join("\n"));
    expect(list.refusals).toHaveLength(lineRefusalsKeptMax);
    expect(list.refusedLines).toBe(lineRefusalsKeptMax + 5);
  });

  it("never throws, and accounts for every line", () => {
    const field = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom("PC-1", "2026-05-01", '"', "03/04/2026"));
    fc.assert(
      fc.property(fc.array(fc.array(field, { maxLength: 5 }), { maxLength: 20 }), (rows) => {
        const text = ["name;activation", ...rows.map((row) => row.join(";"))].join("\n");
        const list = readDeviceList(text, at);
        if (!list.ok) return;
        const { devices, mergedLines, refusedLines, linesRead } = list.value;
        expect(devices.length + mergedLines + refusedLines).toBe(linesRead);
      }),
    );
  });
});
