import type { SourceLine } from "./source-lines.ts";

/**
 * The rules that the portal knows, each with the words by which its line is found in an edition. What a rule says is
 * code in the calculators and words in the locale; an edition without the words has the rule at no line.
 */
export const listRules = [
  ["R1", /aktive Volumenlizenzvereinbarung verfügen, um zusätzliche/],
  ["R2", /zusätzliche Onlinedienste erwirbt/],
  ["R3", /Abonnementumfang während der Laufzeit/],
  ["R4", /Hinzufügen von Konzern-Onlinediensten/],
  ["R5", /Mindesterwerb von 5 Lizenzen/],
  ["R6", /benannten Programmen angebotenen Onlinedienste/],
  ["R7", /^\*Der Abonnementzeitraum beginnt mit der Aktivierung/],
  ["R8", /^Onlinedienste mit automatischer Verlängerung/],
  ["R9", /nicht innerhalb von 90 Tagen/],
  ["R10", /Midsize Business, Enterprise E3-E4/],
  ["R11", /Bing Maps Public Website/],
  ["R12", /nur für eine Abonnementlaufzeit|Microsoft Azure-Dienste \(einschließlich Microsoft Azure-Dienstplänen\)/],
  ["R13", /Finanzielle Verpflichtung jederzeit durch Abgabe/],
  ["R14", /zukünftige Jahrestage des Beitritts reduzieren/],
  ["R15", /bis zum letzten Tag des Monats vor dem Jahrest/],
  ["R16", /50 Prozent der Zugewiesenen/],
  ["R17", /ohne Finanzielle Verpflichtung beschafft/],
  ["R18", /^Nutzungsabhängige Preise werden auf Grundlage/],
  ["R19", /^Der Erwerb eines Microsoft Azure-Dienstplans/],
  ["R20", /zeitgleich mit der Lizenz oder bei Verlängerung/],
  ["R20-oem", /Microsoft Office Professional 2013 von einem OEM/],
  ["R21", /Übertragung von zeitlich unbeschränkten Lizenzen/],
  ["R22-same", /^Die Bestimmungen für die Verlängerung von Software Assurance unter demselben/],
  ["R22-open", /^Open-Lizenz: Software Assurance/],
  ["R22-separate", /spätestens am Tag nach Ablauf/],
  ["R22-cross", /umfasst die Bestellung 36 Monate/],
  ["R23", /^Wechsel zwischen Nutzer- und Geräte-CALs/],
  ["R24", /^Beitritt zur Anwendungsplattform: EAP/],
  ["R25", /anstelle von durch eine Qualifizierende Lizenz/],
  ["R26", /umfasst.*keine Step-up|keine Step-up-Lizenzoption/],
  ["R27", /Produkte in Spalte A der nachfolgenden Tabelle/],
  ["R27-ratio", /Datacenter 2:1/],
  ["R28", /SA für Lizenzen für Visual Studio mit MSDN/],
  ["R29", /^Eine CAL Suite Bridge ist (?:möglicherweise|ein)/],
  ["R30", /^Produkte, für die ein Übergang/],
  ["R31", /mindestens drei Jahre vor dem Erwerb/],
  ["R32", /kann nur eine Add-On-Nutzer-AL/],
  ["R33", /Microsoft Desktop Optimization Pack für SA \(MDOP\) erwerben/],
  ["R34", /Desktopbetriebssystem-Upgradelizenzen für Windows/],
  ["R35", /Volksrepublik China/],
  ["R36", /alle folgenden Kriterien erfüllen, sind berechtigt, Medien/],
  ["R37", /ein Dritter ein Re-imaging von Windows auf PCs/],
  ["R38", /Mindestbestellmenge von 500 Punkten/],
  ["R38-levels", /^Preislevels für Select Plus/],
  ["R39", /^Je nach der Anzahl der qualifizierenden/],
  ["R39-cal", /CAL zählt bei den Schwellenwerten/],
  ["R40", /Trainingsgutschein-Berechtigung erforderliche/],
  ["R41", /mindestens \$20\.000 gewähren wir/],
  ["R41-unlimited", /durchschnittlichen Mindestausgaben für SA/],
  ["R42", /mindestens 10\.000 lizenzierten Desktops/],
] as const satisfies readonly (readonly [string, RegExp])[];

export type ListRuleId = (typeof listRules)[number][0];

export function locateRules(lines: readonly SourceLine[]): { id: ListRuleId; line: number | null }[] {
  return listRules.map(([id, words]) => ({
    id,
    line: lines.find(({ text }) => words.test(text))?.number ?? null,
  }));
}
