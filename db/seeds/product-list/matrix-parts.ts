import type { TablePart } from "./list-parts.ts";

/** Tables of ticks, as their patterns: `x` is a tick. */

const tick = "\uF0FC";

/** `Name xx.` becomes a row of cells; a name alone is the heading of the rows below it. */
function rows(...lines: readonly string[]): string[][] {
  return lines.map((line) => {
    const [, name = line, pattern = ""] = /^(.*?) ([x.]{3,5})$/.exec(line) ?? [];
    return [name, ...[...pattern].map((sign) => (sign === "x" ? tick : ""))];
  });
}

export const qualifyingSystems: TablePart = {
  heading: "Systeme für ein Upgrade von Windows",
  header: [
    "Qualifizierende Betriebssysteme",
    "EA/OV-OW (neu)",
    "EA/OV-OW (vorhanden)*",
    "Select und MPSA (ohne Forschung & Lehre)",
    "Open (ohne Forschung & Lehre und OV-OW)",
    "Forschung & Lehre, gemeinnützige Einrichtungen",
  ],
  rows: rows(
    "Windows 8 und Windows 8.1 (32-Bit oder 64-Bit)",
    "Enterprise (N, K, KN) xxxxx",
    "Pro (N, K, KN, Diskless*) xxxxx",
    "Windows 8 und Windows 8.1 ....x",
    "Windows 8 und Windows 8.1 Single Language ....x",
    "Windows 8.1 Pro für Bildungslösungen ....x",
    "Windows 8.1 mit Bing ....x",
    "Windows 7 (32-Bit oder 64-Bit)",
    "Enterprise (N, K, KN) xxxxx",
    "Professional (N, K, KN, Diskless) xxxxx",
    "Ultimate xxxxx",
    "Home Premium ....x",
    "Home Basic ....x",
    "Starter Edition ....x",
    "Windows Vista (32-Bit oder 64-Bit)",
    "Enterprise (N, K, KN) x.xxx",
    "Business (N, K, KN, Blade) x.xxx",
    "Ultimate x.xxx",
    "Home Premium ....x",
    "Home Basic ....x",
    "Starter Edition ....x",
    "Windows XP (32-Bit oder 64-Bit)",
    "Professional (N, K, KN, Blade) x.xxx",
    "Tablet Edition (N, K, KN, Blade) x.xxx",
    "XP Pro N x.xxx",
    "XP Pro Blade PC x.xxx",
    "Home Edition, Starter Edition ....x",
    "Windows 2000 Professional x.xxx",
    "Windows NT Workstation 4.0 x.xxx",
    "Windows 98 (einschl. Zweiter Ausgabe) x.xxx",
    "Apple Macintosh x.xxx",
  ),
};

export const embeddedSystems: TablePart = {
  heading: "Systeme für ein Upgrade von Windows Embedded",
  header: [
    "Qualifizierende Betriebssysteme",
    "Windows Embedded 8.1 Industry Pro-Upgrade",
    "Windows Embedded 8.1 Industry Enterprise-Upgrade",
    "Windows 8.1 Embedded Industry Enterprise-Upgrade (Std, POS, Ind Retail)",
  ],
  rows: rows(
    "Windows Vista Business und Ultimate for Embedded Systems xx.",
    "Windows 2000 Professional for Embedded Systems xx.",
    "Windows NT Workstation for Embedded Systems xx.",
    "Windows 7 Professional for Embedded Systems xx.",
    "Windows 7 Ultimate for Embedded Systems xx.",
    "Windows XP Professional for Embedded Systems xx.",
    "Windows Embedded 8 und 8.1 Pro xx.",
    "Windows Embedded 8 und 8.1 Industry Pro xx.",
    "Windows Embedded 8 und 8.1 Industry Retail x.x",
    "Windows Embedded POSReady 7 Pro x.x",
    "Windows Embedded for Point of Service (WEPOS) x.x",
    "Windows Embedded POSReady 2009 und POSReady 7 x.x",
    "Windows NT Embedded x.x",
    "Windows XP Embedded x.x",
    "Windows Embedded Standard 7, 2009 und Windows Embedded 8 Standard x.x",
  ),
};

export const officeRentals: TablePart = {
  heading: "Office vermieten",
  header: [
    "Qualifizierende Anwendungen für den Erwerb von Vermietungsrechten für Office",
    ..."OEM PIPC S/S+ OL MPSA".split(" "),
  ],
  rows: rows(
    "Office Standard",
    "Office Standard 2013 ..xxx",
    "Office Standard 2010 ..xxx",
    "Office Professional Plus",
    "Office Professional Plus 2013 ..xxx",
    "Office Professional Plus 2010 ..xxx",
    "Office Personal 2013 .x...",
    "Office Home & Business 2013 .x...",
    "Office Professional 2013 .x...",
  ),
};

export const windowsRentals: TablePart = {
  heading: "Windows vermieten",
  header: [
    "Qualifizierendes Betriebssystem für den Erwerb von Vermietungsrechten für Windows",
    ..."OEM FPP S/S+ OL MPSA".split(" "),
  ],
  rows: rows(
    "Windows",
    "Windows 8 und Windows 8.1 (32-Bit oder 64-Bit) xx...",
    "Windows 7 Home Premium (32-Bit oder 64-Bit) xx...",
    "Windows Pro",
    "Windows 8 und Windows 8.1 (32-Bit oder 64-Bit) – Pro (K, KN)* xxxxx",
    "Windows 7 (32-Bit oder 64-Bit) – Professional (K, KN) xxxx.",
    "Windows Vista (32-Bit oder 64-Bit) – Business (K, KN) xxxx.",
  ),
};

export const assuranceBenefits: TablePart = {
  heading: "Vergünstigungen nach Pool",
  header: ["Vergünstigungen", "Anwendungs-Pool", "System-Pool", "Server-Pool"],
  rows: rows(
    "Rechte für neue Versionen xxx",
    "Office Multi Language Pack x..",
    "Office Online x..",
    "Planning Services x.x",
    "Erweiterte Edition-Vergünstigungen – Windows und Windows Embedded .x.",
    "Enterprise Sideloading .x.",
    "Erwerbsrechte für Windows Software Assurance-Add-Ons pro Nutzer .x.",
    "Trainingsgutscheine xx.",
    "E-Learning xxx",
    "Home Use Program x..",
    "Enterprise Source Licensing Program .x.",
    "24x7 Problembehebungssupport xxx",
    "Globaler System Center-Dienstmonitor ..x",
    "Backup für die Wiederherstellung im Notfall ..x",
    "Lizenzmobilität über SA ..x",
    "Windows Thin PC .x.",
    "Erweiterter Hotfix-Support xxx",
    "Microsoft Dynamics CustomerSource ..x",
    "Microsoft Desktop Optimization Pack (MDOP) .x.",
    "Virtualisierungsrechte für Windows- und Windows Embedded-Desktops .x.",
    "Windows Virtual Desktop Access (VDA) .x.",
    "Step-up-Lizenz x.x",
  ),
};
