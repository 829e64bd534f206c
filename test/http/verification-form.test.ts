import { describe, expect, it } from "vitest";
import { verificationPdf } from "#app/http/verification-form/verification-pdf.server.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import type { InstallationView } from "#app/views/upgrade-verification/installation.ts";
import { pagesOfPdf } from "#test/support/pdf-text.ts";

const version: InstallationView["versions"][number] = {
  number: 1,
  state: "open",
  isSupplement: false,
  proof: "verification-form",
  language: "de",
  form: {
    customerName: "Brandt Hafenlogistik GmbH",
    customerAddress: "Am Sandtorkai 12\n20457 Hamburg",
    contactName: "Frauke Brandt",
    contactEmail: "frauke@brandt.example",
  },
  devices: 0,
  serialNumbers: [],
  signature: null,
  handedOverTo: "",
  answer: null,
};
const device = (serialNumber: string, coveredBy: number | null) => ({
  id: serialNumber,
  serialNumber,
  makerAndModel: "",
  baseName: "Windows 7 Professional",
  isCoaAffixed: true,
  coaSerialNumber: "00196",
  licenceProof: "Rechnung 4711",
  hasSa: false,
  makerInstalled: "unknown" as const,
  verdict: {
    result: "qualifies" as const,
    reason: "row-allows" as const,
    row: "",
    column: 1 as const,
    edition: "2015-06",
    line: 1073,
    conditions: [],
  },
  decisionReason: null,
  coveredBy,
  isReleased: false,
  imaging: null,
});
const order = {
  id: "123456789012345",
  agreementNumber: "V1",
  enrollmentNumber: "E1",
  programme: "enterprise" as const,
  targetName: "Windows 8.1 Enterprise Upgrade",
  productLanguage: "Deutsch",
  installer: {
    name: "Imaging Works",
    address: "Kai 3",
    returnAddress: "a@b.example",
    instructions: "",
    hasAccess: true,
  },
  devices: [device("OLD-1", 1), ...Array.from({ length: 40 }, (_, n) => device(`SN-${n + 1}`, null))],
} satisfies Partial<InstallationView>;

describe("the form to sign", () => {
  it.each([
    [
      "de",
      /Microsoft Kundenlizenzbestätigung für Upgrade-Installationsdienste/,
      /Schicken Sie das\s+Formular nicht an Microsoft/,
    ],
    [
      "en",
      /Microsoft Customer License Verification for Upgrade Installation\s+Services/,
      /Do not send this form to\s+Microsoft/,
    ],
  ] as const)("is filled in, with every device that is not covered (%s)", async (language, title, notToMicrosoft) => {
    const pdf = await verificationPdf(order, version, { t: translateTo(language), language, atMs: 0 });
    const pages = pagesOfPdf(pdf).map((page) => JSON.stringify(page).replace(/[^\p{L}\p{N}\-. ]+/gu, " "));
    expect(pages).toHaveLength(3);
    const [first = "", ...annex] = pages;
    expect(first).toMatch(title);
    expect(first).toMatch(notToMicrosoft);
    for (const text of ["Brandt Hafenlogistik GmbH", "Imaging Works", "E1", "40"]) expect(first).toContain(text);
    for (let n = 1; n <= 40; n++) expect(annex.join(" ")).toContain(`SN-${n}`);
    expect(annex.join(" ")).not.toContain("OLD-1");
  });

  const signedVersion = (() => {
    const at = {
      epochMs: 1_795_168_800_000,
      iso: "2026-11-20T10:00:00Z",
      utc: "20 Nov 2026, 10:00 UTC",
      local: "20 Nov 2026, 11:00",
    };
    const signature = {
      kind: "uploaded",
      name: "A. Brandt",
      title: "",
      signedOn: { iso: "2026-11-20", text: "20 Nov 2026" },
      at,
      hasFile: true,
    } as const;
    return { ...version, state: "sent", signature, serialNumbers: ["OLD-1"] } as const;
  })();

  it("lists what it was signed with, once it is signed", async () => {
    const pagesIn = async (language: "en" | "de") =>
      pagesOfPdf(await verificationPdf(order, signedVersion, { t: translateTo(language), language, atMs: 0 })).map(
        (page) => JSON.stringify(page),
      );
    const [first, ...annex] = await pagesIn("en");
    expect(first).toContain("20 Nov 2026");
    expect((await pagesIn("de"))[0]).toContain("20. Nov. 2026");
    expect(annex).toHaveLength(1);
    expect(annex.join(" ")).toContain("OLD-1");
    expect(annex.join(" ")).not.toContain("SN-1");
  });

  it("is the same bytes for the same order", async () => {
    const draw = () => verificationPdf(order, version, { t: translateTo("de"), language: "de", atMs: 0 });
    expect((await draw()).equals(await draw())).toBe(true);
  });

  it("is the same bytes whenever it is drawn, once it is signed", async () => {
    const draw = (one: typeof version, atMs: number) =>
      verificationPdf(order, one, { t: translateTo("de"), language: "de", atMs });
    const [first, later] = [1_795_168_800_000, 1_895_168_800_000];
    expect((await draw(signedVersion, first)).equals(await draw(signedVersion, later))).toBe(true);
    expect((await draw(version, first)).equals(await draw(version, later))).toBe(false);
  });
});
