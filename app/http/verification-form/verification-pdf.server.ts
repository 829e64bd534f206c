import { dayOfIsoDay } from "#app/domain/calendar/utc-days.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { formatFor } from "#app/views/format.ts";
import type { InstallationView } from "#app/views/upgrade-verification/installation.ts";
import type { VersionText } from "#app/views/upgrade-verification/installation-texts.ts";
import { createPaper, margin, pageSize, type Paper } from "../statement/paper.server.ts";

/** What of an order stands on its form. */
type FormOrder = Pick<
  InstallationView,
  "agreementNumber" | "devices" | "enrollmentNumber" | "id" | "productLanguage" | "programme" | "targetName"
> & { readonly installer: Pick<InstallationView["installer"], "address" | "name"> };

export type VerificationWords = {
  readonly t: Translate;
  readonly language: "en" | "de";
  /** When it is drawn, in epoch milliseconds; one that was signed says when that was, and is the same bytes each time. */
  readonly atMs: number;
};

const width = pageSize.width - 2 * margin;
const rowHeight = 20;
const rowsPerPage = 32;

/** The customer's license verification as PDF, filled in, to be signed by hand: one page, and the devices as its annex. */
export async function verificationPdf(
  order: FormOrder,
  version: VersionText,
  { t, language, atMs }: VerificationWords,
): Promise<Buffer> {
  const devices = devicesOf(order, version);
  const pages = 1 + Math.max(1, Math.ceil(devices.length / rowsPerPage));
  const drawnAtMs = version.signature?.at.epochMs ?? atMs;
  const paper = createPaper({ title: t("installations:pdf.title"), language, atMs: drawnAtMs });
  const foot = (page: number) =>
    paper.text(t("installations:pdf.page", { page, pages }), {
      x: margin,
      y: pageSize.height - margin,
      width,
      size: 8,
      align: "end",
      tone: "muted",
    });
  paper.addPage();
  drawFirstPage(paper, order, version, { t, language, count: devices.length });
  foot(1);
  for (let page = 2; page <= pages; page++) {
    paper.addPage();
    const from = (page - 2) * rowsPerPage;
    drawAnnex(paper, devices.slice(from, from + rowsPerPage), t);
    foot(page);
  }
  await paper.end();
  return Buffer.concat(paper.taken());
}

/** What a signed version lists; an open one lists what no accepted version covers. */
function devicesOf(order: FormOrder, version: VersionText) {
  if (version.signature === null) return order.devices.filter(({ coveredBy }) => coveredBy === null);
  const listed = new Set(version.serialNumbers);
  return order.devices.filter(({ serialNumber }) => listed.has(serialNumber));
}

function drawFirstPage(
  paper: Paper,
  order: FormOrder,
  version: VersionText,
  { t, language, count }: Pick<VerificationWords, "t" | "language"> & { readonly count: number },
): void {
  let y = margin;
  for (const line of linesOf(t("installations:pdf.title"), 62)) {
    paper.text(line, { x: margin, y, width, size: 13, isBold: true });
    y += 18;
  }
  y += 12;
  const { form } = version;
  const { installer } = order;
  const facts: readonly (readonly [string, string])[] = [
    [t("installations:pdf.order"), `${order.id} · ${version.number}`],
    [t("installations:pdf.customer"), form.customerName],
    [t("installations:pdf.address"), form.customerAddress.replace(/\s+/g, " ")],
    [t("installations:pdf.contact"), `${form.contactName}, ${form.contactEmail}`],
    [t("installations:pdf.agreement"), order.agreementNumber],
    [t("installations:pdf.enrollment"), order.enrollmentNumber],
    [t("installations:pdf.programme"), t(`trade:programme.${order.programme}`)],
    [t("installations:pdf.installer"), `${installer.name}, ${installer.address}`],
    [t("installations:pdf.product"), order.targetName],
    [t("installations:pdf.language"), order.productLanguage],
    [t("installations:pdf.devices"), String(count)],
  ];
  for (const [term, value] of facts) {
    paper.text(term, { x: margin, y, width: 130, tone: "muted" });
    paper.text(value, { x: margin + 136, y, width: width - 136 });
    y += 19;
  }
  y += 14;
  paper.text(t("installations:pdf.declarations"), { x: margin, y, width, size: 11, isBold: true });
  y += 22;
  for (const key of ["declare1", "declare2", "declare3"] as const) {
    paper.text(`– ${t(`installations:pdf.${key}`)}`, { x: margin, y, width });
    y += 17;
  }
  y += 30;
  const { signature } = version;
  // In the language of the form, whoever opens it.
  const on =
    signature === null ? "" : formatFor({ language, timeZone: "UTC" }).day(dayOfIsoDay(signature.signedOn.iso)).text;
  const signed =
    signature === null ? "" : t("installations:pdf.signed", { name: signature.name, title: signature.title, on });
  for (const [key, value] of [
    ["signatory", signed],
    ["signature", ""],
    ["date", on],
  ] as const) {
    paper.text(value, { x: margin + 136, y, width: width - 136 });
    paper.rule(y + 16, "muted");
    paper.text(t(`installations:pdf.${key}`), { x: margin, y: y + 20, width, size: 8, tone: "muted" });
    y += 52;
  }
  for (const line of linesOf(t("installations:pdf.send"), 104)) {
    paper.text(line, { x: margin, y, width, isBold: true });
    y += 14;
  }
}

function drawAnnex(paper: Paper, devices: InstallationView["devices"], t: Translate): void {
  paper.text(t("installations:pdf.annex"), { x: margin, y: margin, width, size: 11, isBold: true });
  const columns = [
    { x: margin, width: 120 },
    { x: margin + 126, width: 170 },
    { x: margin + 302, width: 80 },
    { x: margin + 388, width: width - 388 },
  ] as const;
  const row = (y: number, texts: readonly string[], isHead: boolean) => {
    columns.forEach((column, index) =>
      paper.text(texts[index] ?? "", { ...column, y, size: 8, isBold: isHead, tone: isHead ? "muted" : "ink" }),
    );
    paper.rule(y + 14);
  };
  const heads = [
    t("installations:pdf.serial"),
    t("installations:pdf.base"),
    t("installations:pdf.coa"),
    t("installations:pdf.proof"),
  ];
  row(margin + 28, heads, true);
  devices.forEach(({ serialNumber, baseName, coaSerialNumber, licenceProof }, index) => {
    const coa = [t("installations:pdf.yes"), coaSerialNumber].filter((text) => text !== "").join(", ");
    row(margin + 28 + (index + 1) * rowHeight, [serialNumber, baseName, coa, licenceProof], false);
  });
}

/** A text in lines of at most so many characters. */
function linesOf(text: string, lengthMax: number): string[] {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + word.length + 1 > lengthMax) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}
