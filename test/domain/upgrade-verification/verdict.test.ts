import { describe, expect, it } from "vitest";
import { licensingProgrammes } from "#app/domain/agreements/agreement.ts";
import { baseOf, desktopRows, industryRows } from "#app/domain/upgrade-verification/matrix.ts";
import {
  type CheckedDevice,
  type CheckedOrder,
  situations,
  verdictOf,
} from "#app/domain/upgrade-verification/verdict.ts";
import { entryOf, readDeviceLines } from "#app/domain/upgrade-verification/read-device-lines.ts";
import { isMicrosoftAddress } from "#app/domain/upgrade-verification/verification-form.ts";

const device: CheckedDevice = {
  base: "windows-7-professional",
  isCoaAffixed: true,
  licenceProof: "Invoice 1",
  hasSa: false,
  makerInstalled: "unknown",
  decision: null,
};
const order: CheckedOrder = { programme: "enterprise", situation: "new", target: "windows-8.1-enterprise" };
const check = (over: Partial<CheckedDevice>, of: Partial<CheckedOrder> = {}) =>
  verdictOf({ ...device, ...over }, { ...order, ...of });

describe("the matrix of qualifying systems", () => {
  it("has 27 rows by 5 columns and 15 rows by 3, as printed", () => {
    expect(desktopRows).toHaveLength(27);
    expect(desktopRows.filter(({ columns }) => columns.length === 5)).toHaveLength(5);
    expect(desktopRows.filter(({ columns }) => columns.length === 4)).toHaveLength(11);
    expect(desktopRows.filter(({ columns }) => columns.length === 1)).toHaveLength(11);
    expect(industryRows).toHaveLength(15);
    expect(industryRows.every(({ columns }) => columns.length === 2 && columns[0] === "industry-pro")).toBe(true);
  });

  it("acceptance 2: Vista Business is no base for an existing enrollment, and is one for an acquired company", () => {
    expect(check({ base: "vista-business" }, { situation: "existing" })).toMatchObject({
      result: "does-not-qualify",
      column: 2,
      line: 1117,
    });
    expect(check({ base: "vista-business" }, { situation: "acquired" })).toMatchObject({
      result: "qualifies",
      column: 1,
    });
  });

  it("acceptance 3: a home edition is a base for academic customers alone", () => {
    const home = { base: "windows-7-home-premium" } as const;
    expect(check(home, { programme: "select-plus" })).toMatchObject({ result: "does-not-qualify", column: 3 });
    expect(check(home, { programme: "campus-school" })).toMatchObject({ result: "qualifies", column: 5, line: 1087 });
  });

  it("acceptance 4: a Mac counts only where its maker installed the system", () => {
    expect(check({ base: "macintosh" })).toMatchObject({ result: "unknown", reason: "maker-not-known", line: 1227 });
    expect(check({ base: "macintosh", makerInstalled: "no" })).toMatchObject({ result: "does-not-qualify" });
    expect(check({ base: "macintosh", makerInstalled: "yes" })).toMatchObject({ result: "qualifies", column: 1 });
  });

  it("acceptance 5: Linux is a base in no programme, and the line is named", () => {
    for (const programme of licensingProgrammes)
      expect(check({ base: "linux" }, { programme }), programme).toMatchObject({
        result: "does-not-qualify",
        line: 1222,
      });
  });

  it("acceptance 6: Embedded Standard 7 carries Industry Pro and not Industry Enterprise", () => {
    const base = baseOf("Windows Embedded Standard 7");
    expect(check({ base }, { target: "industry-pro" })).toMatchObject({ result: "qualifies", line: 1438 });
    expect(check({ base }, { target: "industry-enterprise" })).toMatchObject({
      result: "does-not-qualify",
      line: 1438,
    });
    expect(check({ base }, { target: "industry-enterprise-std" })).toMatchObject({ result: "qualifies" });
    expect(check({ base })).toMatchObject({ result: "does-not-qualify", line: 1221 });
  });

  it("does not know what is newer than itself, and takes the operator's word then alone", () => {
    const other = { base: "other" } as const;
    expect(check(other)).toMatchObject({ result: "unknown", reason: "base-not-in-matrix", line: null });
    expect(check({ ...other, decision: { isQualifying: true } })).toMatchObject({
      result: "qualifies",
      reason: "operator-decided",
    });
    expect(check({ ...other, decision: { isQualifying: false } })).toMatchObject({ result: "does-not-qualify" });
    expect(check({ base: "linux", decision: { isQualifying: true } })).toMatchObject({ result: "does-not-qualify" });
  });

  it("qualifies under conditions: certificate, proof, and no use abroad of academic starter editions", () => {
    const open = (over: Partial<CheckedDevice>, of: Partial<CheckedOrder> = {}) => {
      const { result, conditions } = check(over, of);
      return [result, conditions.filter(({ isOpen }) => isOpen).map(({ code }) => code)];
    };
    expect(open({})).toEqual(["qualifies", []]);
    expect(open({ isCoaAffixed: false })).toEqual(["qualifies-if", ["coa-affixed"]]);
    expect(open({ licenceProof: " " })).toEqual(["qualifies-if", ["licence-bought"]]);
    expect(open({ base: "windows-7-starter" }, { programme: "charity" })).toEqual(["qualifies-if", ["use-in-country"]]);
    expect(check({ hasSa: true }).conditions.map(({ code }) => code)).toContain("base-may-stay");
    expect(check({}).conditions.map(({ code }) => code)).toContain("remove-base");
  });

  it("names the line of each condition, those of the Industry matrix where that one decides", () => {
    const lines = (over: Partial<CheckedDevice>, of: Partial<CheckedOrder> = {}) =>
      Object.fromEntries(check(over, of).conditions.map(({ code, line }) => [code, line]));
    const always = { "coa-affixed": null, "licence-bought": null };
    expect(lines({})).toEqual({ "base-on-device": 1226, "remove-base": 1228, ...always });
    expect(lines({ hasSa: true })).toEqual({ "base-on-device": 1226, "base-may-stay": 1230, ...always });
    const mac = { base: "macintosh", makerInstalled: "yes" } as const;
    expect(lines(mac)).toEqual({ "base-on-device": 1226, "maker-installed": 1227, "remove-base": 1228, ...always });
    expect(lines({ base: "windows-7-starter" }, { programme: "charity" })["use-in-country"]).toBe(1232);
    const industry = { target: "industry-pro" } as const;
    const pro = { base: "embedded-8-pro" } as const;
    expect(lines(pro, industry)).toEqual({ "base-on-device": 1355, "remove-base": 1356, ...always });
    expect(lines({ ...pro, hasSa: true }, industry)["base-may-stay"]).toBe(1358);
    expect(check({ ...mac, makerInstalled: "no" })).toMatchObject({ line: 1227, conditions: [] });
  });

  it.each([
    ["enterprise", "new", 1],
    ["enterprise", "acquired", 1],
    ["enterprise", "existing", 2],
    ["enterprise", "per-user", 2],
    ["open-value-subscription", "new", 1],
    ["open-value", "new", 4],
    ["select-plus", "per-user", 2],
    ["mpsa", "existing", 3],
    ["open", "per-user", null],
    ["open", "existing", 4],
    ["charity", "existing", 5],
    ["education-solutions", "new", 5],
    ["mosp", "new", null],
  ] as const)("%s, %s: column %s", (programme, situation, column) => {
    expect(check({}, { programme, situation }).column).toBe(column);
  });

  it("has an answer for every base in every programme and situation", () => {
    for (const programme of licensingProgrammes)
      for (const situation of situations)
        for (const { key } of desktopRows)
          expect(check({ base: key }, { programme, situation }).edition).toBe("2015-06");
  });
});

describe("a list of devices", () => {
  it.each([
    ["Win 7 Pro (64-bit)", "windows-7-professional"],
    ["Windows 8.1 Pro", "windows-8-pro"],
    ["Windows 8.1", "windows-8"],
    ["Microsoft Windows XP Professional SP3", "xp-professional"],
    ["Windows Vista Ultimate for Embedded Systems", "vista-for-embedded"],
    ["Mac OS X 10.9", "macintosh"],
    ["Ubuntu 14.04 LTS", "linux"],
    ["Windows 10 Pro", "other"],
  ] as const)("knows %s", (text, key) => {
    expect(baseOf(text)).toBe(key);
  });

  it("is read with a header in either language, or without one", () => {
    const wanted = { serialNumber: "A1", base: "windows-7-professional", isCoaAffixed: true, licenceProof: "R 9" };
    for (const text of [
      "Seriennummer;Betriebssystem;COA;Rechnung\nA1;Windows 7 Professional;ja;R 9",
      "Invoice\tSerial number\tOS\tCOA\r\nR 9\tA1\tWin 7 Pro\tyes",
      "A1,Windows 7 Professional,yes,R 9",
    ]) {
      const read = readDeviceLines(text);
      expect(read.ok && read.value.problems, text).toEqual([]);
      expect(read.ok && read.value.devices[0], text).toMatchObject(wanted);
    }
  });

  it("names each wrong line with its number, and never repeats a key", () => {
    const read = readDeviceLines(
      [
        "serial;base;coa;proof",
        "A1;Windows 7 Professional;yes;R1",
        "a1;Windows 7 Professional;yes;R1",
        ";Windows 7 Professional",
        "A2;",
        "A3;Windows 7 Professional;perhaps",
        "A4;ABCDE-F1234-GHIJK-56789-LMNOP;yes",
        '"A5;Windows 7',
        "A6;Windows 7 Professional;yes;R1;surplus",
      ].join("\n"),
    );
    expect(read.ok && read.value.problems.map(({ line, code, value }) => [line, code, value])).toEqual([
      [3, "serial-twice", "a1"],
      [4, "serial-missing", ""],
      [5, "base-missing", "A2"],
      [6, "answer-unreadable", "perhaps"],
      [7, "key-in-list", null],
      [8, "quote-open", '"A5;Windows 7'],
      [9, "fields-too-many", "surplus"],
    ]);
  });

  it("is refused whole where there is nothing in it, or too much", () => {
    expect(readDeviceLines("\n \n")).toMatchObject({ refusal: { code: "installation-list-empty" } });
    expect(readDeviceLines("serial;base\n")).toMatchObject({ refusal: { code: "installation-list-empty" } });
    const many = Array.from({ length: 1_001 }, (_, n) => `S${n};Windows 7 Professional`).join("\n");
    expect(readDeviceLines(many)).toMatchObject({ refusal: { code: "installation-devices-too-many" } });
    expect(entryOf((column) => (column === "serial" ? "x".repeat(61) : "Linux"))).toMatchObject({
      code: "text-too-long",
    });
  });
});

describe("the return address", () => {
  it.each([
    ["forms@microsoft.com", true],
    ["forms@mail.microsoft.com.", true],
    ["forms@microsoft.co.uk", true],
    ["forms@Microsoftvolumelicensing.com", true],
    ["forms@notmicrosoft.example", false],
    ["microsoft@oem.example", false],
  ])("%s is Microsoft's: %s", (address, isTheirs) => {
    expect(isMicrosoftAddress(address)).toBe(isTheirs);
  });
});
