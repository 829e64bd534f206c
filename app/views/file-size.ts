const units = [
  [1_000_000_000, "gigabyte"],
  [1_000_000, "megabyte"],
  [1_000, "kilobyte"],
  [1, "byte"],
] as const;

/** A size in bytes as people say it: "5.1 GB", "240 MB"; the digit after the point where it makes a difference. */
export function fileSizeText(bytes: number, language: "en" | "de"): string {
  const [size, unit] = units.find(([least]) => bytes >= least) ?? [1, "byte"];
  const value = bytes / size;
  const digits = size >= 1_000_000 && value < 10 ? 1 : 0;
  const locale = language === "de" ? "de-DE" : "en-GB";
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: digits }).format(value);
}
