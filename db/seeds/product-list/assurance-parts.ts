import { type NotePart, note, type TablePart } from "./list-parts.ts";
import { assuranceBenefits } from "./matrix-parts.ts";

/** Software Assurance and price levels: numbers as data, rules in words of our own. */

export const assuranceNotes: readonly NotePart[] = [
  note(
    "Kaufen",
    "Software Assurance kauft man zeitgleich mit der Lizenz oder bei Verlängerung, für die neueste Version.",
    "Wer Microsoft Office Professional 2013 von einem OEM hat, kauft sie binnen 90 Tagen für Office Standard.",
    "Nach der Übertragung von zeitlich unbeschränkten Lizenzen sind es 30 Tage.",
  ),
  note(
    "Verlängern",
    "Die Bestimmungen für die Verlängerung von Software Assurance unter demselben Vertrag verlangen, dass sie nicht abgelaufen ist.",
    "Open-Lizenz: Software Assurance wird binnen 90 Tagen nach dem Ablauf bestellt.",
    "Ein neuer Vertrag tritt spätestens am Tag nach Ablauf des alten in Kraft.",
    "In Select Plus und im MPSA umfasst die Bestellung 36 Monate, sonst den Rest in vollen Jahren.",
    "Wechsel zwischen Nutzer- und Geräte-CALs sind nur bei der Verlängerung möglich.",
    "Beitritt zur Anwendungsplattform: EAP-Lizenzen werden vorher ausgekauft.",
  ),
  note("Migration", "Eine solche Lizenz nutzt man anstelle von durch eine Qualifizierende Lizenz gewährten Rechten."),
  note("Quellcode", "Es gibt ihn ab mindestens 10.000 lizenzierten Desktops."),
  note(
    "Planning Services",
    "Je nach der Anzahl der qualifizierenden Punkte gibt es Tage für die Planung.",
    "Eine CAL zählt bei den Schwellenwerten einen Punkt, die große Suite zwei.",
  ),
  note("Schulung", "Die für die Trainingsgutschein-Berechtigung erforderliche Zahl von Lizenzen steht in der Tabelle."),
  note(
    "Support",
    "Für mindestens $20.000 gewähren wir eine Anfrage.",
    "Unbegrenzt ist er ab den durchschnittlichen Mindestausgaben für SA in der Tabelle.",
  ),
];

const planningDays = [
  ["200 – 499", "1"],
  ["500 – 1.999", "3"],
  ["2,000 – 3.999", "5"],
  ["4.000 – 29.999", "10"],
  ["30.000 – 49.999", "15"],
  ["50.000 – 99.999", "20"],
  ["100.000 – 199.999", "30"],
  ["200.000 – 399.999", "40"],
  ["400.000 – 599.999", "50"],
  ["600,000 +", "75"],
];
const calPlanningDays = [
  ["200 – 3.999", "1"],
  ["4.000 – 9.999", "3"],
  ["10.000 – 99.999", "5"],
  ["100.000 – 299.999", "7"],
  ["300.000 – 599.999", "10"],
  ["600.000 +", "12"],
];
const trainingDays = [
  ["Open Value", "2 Tage pro 50 Lizenzen (maximal 20 Tage)", "1 Tag pro 50 Lizenzen (maximal 10 Tage)"],
  ["SAM 1 bis 249", "2 Tage pro 50 Lizenzen", "1 Tag pro 50 Lizenzen"],
  ["SAM 250 bis 2.399", "20 Tage", "10 Tage"],
  ["SAM 2.400 bis 5.999", "30 Tage", "15 Tage"],
  ["SAM 6.000 bis 14.999", "50 Tage", "25 Tage"],
  ["SAM 15.000 bis 29.999", "110 Tage", "55 Tage"],
  ["SAM 30.000 bis 49.999", "160 Tage", "80 Tage"],
  ["SAM 50.000 bis 99.999", "250 Tage", "125 Tage"],
  ["SAM 100.000 bis 199.999", "400 Tage", "200 Tage"],
  ["SAM 200.000 bis 399.999", "600 Tage", "300 Tage"],
  ["SAM 400.000 bis 599.999", "800 Tage", "400 Tage"],
  ["SAM ab 600.000", "1.400 Tage", "700 Tage"],
];

/** What one request costs in Software Assurance for servers, in whole units, with the mark in front of the amount. */
const thresholds: readonly (readonly [string, string, number, string])[] = [
  ["US-Dollar", "USD", 20_000, "$"],
  ["Australischer Dollar", "AUD", 30_000, ""],
  ["Kanadischer Dollar", "CAD", 27_000, ""],
  ["Schweizer Franken", "CHF", 33_000, ""],
  ["Chinesischer Renminbi", "CNY", 165_000, "CRC "],
  ["Dänische Krone", "DKK", 160_000, ""],
  ["Euro", "EUR", 21_500, ""],
  ["Britisches Pfund", "GBP", 13_500, "£"],
  ["Japanischer Yen", "JPY", 2_400_000, ""],
  ["Koreanischer Won", "KRW", 24_000_000, "KWD "],
  ["Norwegische Krone", "NOK", 165_000, ""],
  ["Neuseeländischer Dollar", "NZD", 35_000, ""],
  ["Schwedische Krone", "SEK", 200_000, ""],
  ["Neuer Taiwan-Dollar", "TWD", 700_000, ""],
  ["Indische Rupie", "INR", 1_000_000, ""],
  ["Russischer Rubel", "RUB", 660_000, ""],
];
const german = (amount: number) => String(amount).replace(/\B(?=(\d{3})+$)/g, ".");

export const assuranceTables: readonly TablePart[] = [
  assuranceBenefits,
  {
    heading: "Punkte je Lizenz",
    header: ["Lizenzen für Office-Anwendungen und Server", "Punkte"],
    rows: [
      ["Office-Anwendungen und Aufgaben-CAL", "1"],
      ["SQL Server Standard und Windows Server Standard", "25"],
      ["SQL Server Enterprise und Visual Studio Premium", "50"],
      ["SQL Server Datacenter und Windows Server Datacenter", "75"],
    ],
  },
  {
    heading: "Tage nach Punkten",
    header: ["Office-Anwendungs- und Serverpunkte", "Planning Services-Tage"],
    rows: planningDays,
  },
  { heading: "Tage nach CAL-Suites", header: ["CAL-Suites", "Planning Services-Tage"], rows: calPlanningDays },
  {
    heading: "Schulungstage",
    header: ["Programm", "Produkte aus dem Office System-Anwendungs-Pool", "System-Pool"],
    rows: trainingDays,
  },
  {
    heading: "Anfragen nach Währung",
    header: ["Währungsbezeichnung", "Währungscode", "Server/CAL – je Anfrage", "IW/Client – je Anfrage"],
    rows: thresholds.map(([name, code, server, mark]) => [
      name,
      code,
      `${mark}${german(server)}`,
      `${mark}${german(server * 10)}`,
    ]),
  },
  {
    heading: "Unbegrenzter Support nach Währung",
    header: ["Währung", "Währungscode", "Ausgaben im Jahr"],
    rows: thresholds.map(([name, code, server]) => [name, code, ` ${german(server * 12.5)} `]),
  },
];

/** A step-up whose lower edition is lost, and the others. */
export const stepUps: TablePart = {
  header: null,
  rows: [
    ["Core Infrastructure Server Suite Datacenter"],
    ...(
      [
        ["Desktop Education mit Core CAL", "Desktop Education mit Enterprise CAL Suite"],
        ["Desktop School mit Core CAL", "Desktop School mit Enterprise CAL Suite"],
        ["Exchange Server Standard", "Exchange Server Enterprise"],
        ["Forefront TMG Standard", "Forefront TMG Enterprise"],
        ["ISA Standard Server", "ISA Enterprise Server"],
        ["Microsoft Dynamics CRM Workgroup Server", "Microsoft Dynamics CRM Server"],
        ["Office Standard", "Office Professional Plus"],
        ["Professional Desktop", "Enterprise Desktop"],
        ["Professional Desktop mit MDOP", "Enterprise Desktop mit MDOP"],
        ["Project Standard", "Project Professional"],
        ["SQL Parallel Data Warehouse-Core", "SQL Server Enterprise Core"],
        ["SQL Server Standard Core", "SQL Server Enterprise Core"],
        ["SQL Server Standard", "SQL Server Business Intelligence"],
        ["System Center Standard", "System Center Datacenter"],
        ["Visio Standard", "Visio Professional"],
        ["Visual Studio Professional mit MSDN", "Visual Studio Premium mit MSDN"],
        ["Visual Studio Premium mit MSDN", "Visual Studio Ultimate mit MSDN"],
        ["Visual Studio Test Professional mit MSDN", "Visual Studio Premium mit MSDN"],
        ["Windows Server Standard", "Windows Server Datacenter"],
      ] as const
    ).map((pair) => [...pair]),
  ],
};

export const priceLevels: TablePart = {
  heading: "Preislevels für Select Plus",
  header: ["Select Plus-Preislevel", "Punkte je Pool und Jahr"],
  rows: [
    ["A", "500"],
    ["B", "4.000"],
    ["C", "10.000"],
    ["D", "25.000"],
  ],
};
