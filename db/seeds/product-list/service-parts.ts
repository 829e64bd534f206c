import { type GroupPart, type NotePart, note, type TablePart } from "./list-parts.ts";

/** The online services: what the list says of each as data, and notes in words of our own. */

const all = (...keys: readonly string[]) => keys.map((key) => `${key}: Alle`);
const serverPool = "Produkt-Pool: Server";
const applications = "Office 365 A, Project Pro für Office 365, Visio Pro für Office 365";
const rights = "Nutzer-AL für Azure-Rechteverwaltung";
const commitment = "Zugewiesene Jährliche Verpflichtung";
const suites = "Alle Enterprise, Government und K";
const addOnHeader = ["Qualifizierende Lizenz(en)", "Add-On-Nutzer-AL"];
const fromSaHeader = ["Übergehende qualifizierende Produkte", "Entsprechend Nutzer-AL von SA"];
const activeSa = ["1Mit aktiver SA"];
const lines = (...names: readonly string[]) => names.map((name) => `- ${name}`).join("\n");

export const generalParts: readonly NotePart[] = [
  note(
    "Bestellen und verlängern",
    "Kunden müssen über eine aktive Volumenlizenzvereinbarung verfügen, um zusätzliche Mengen zu bestellen.",
    "Was ein Kunde als zusätzliche Onlinedienste erwirbt, endet mit dem Abonnement desselben Dienstes.",
    "Der Abonnementumfang während der Laufzeit steigt mit einer Bestellung; er sinkt nur, wo der Vertrag es zulässt.",
    "Das Hinzufügen von Konzern-Onlinediensten regelt ein Nachtrag; bestellt wird vor der ersten Nutzung.",
    "Für Open Value gilt ein Mindesterwerb von 5 Lizenzen, bei dem Nutzer-ALs zählen.",
    "Die Tabelle nennt Laufzeit und Zahlung der in benannten Programmen angebotenen Onlinedienste.",
  ),
];

export const azureParts: readonly NotePart[] = [
  note(
    "Azure im Konzernvertrag",
    "Azure gibt es nur für eine Abonnementlaufzeit, die mit dem Beitritt endet.",
    "Erhöhen lässt sich die Finanzielle Verpflichtung jederzeit durch Abgabe einer Bestellung.",
    "Verringern heißt zukünftige Jahrestage des Beitritts reduzieren, vor deren Bearbeitung.",
    "Ein Rest bleibt bis zum letzten Tag des Monats vor dem Jahrestag stehen und verfällt dann.",
    "Über die Verpflichtung hinaus sind 50 Prozent der Zugewiesenen Verpflichtung eines Jahres frei.",
    "Was ohne Finanzielle Verpflichtung beschafft wird, steht auf einer Rechnung je Quartal.",
    "Nutzungsabhängige Preise werden auf Grundlage des Levels im Server-Pool gebildet, sonst nach A.",
    "Der Erwerb eines Microsoft Azure-Dienstplans wird nicht aus der Verpflichtung bezahlt.",
  ),
];

export const termTable: TablePart = {
  header: ["Einkaufsprogramm", "Onlinedienst", "Optionen für die Abonnementlaufzeit", "Zahlungsbestimmungsoptionen"],
  rows: [
    ["Konzernvertrag", "Sonstige Onlinedienste", "Ein-Jahres-Abonnement", "Vollständige Zahlung bei Bestellung"],
    ["", "", "Abonnement mit identischer Laufzeit wie der Beitritt", "Vollständige Zahlung bei Bestellung"],
    ["", "", "", "Zahlung für den Rest des laufenden Vertragsjahres, dann an jedem Jahrestag des Vertrages"],
    [
      "",
      "Cloud-Dienste",
      "Abonnement mit identischer Laufzeit wie der Beitritt",
      "Vollständige Zahlung bei Bestellung",
    ],
    ["", "", "", "Zahlung für den Rest des laufenden Vertragsjahres, dann an jedem Jahrestag des Vertrages"],
    ["Select Plus-Vertrag", "Sonstige Onlinedienste", "Ein-Jahres-Abonnement", "Vollständige Zahlung zu Beginn"],
    ["", "", "Drei-Jahres-Abonnement", "Vollständige Zahlung bei Bestellung"],
    ["", "", "", "Zahlung für 12 Monate, dann an jedem Jahrestag der Bestellung"],
    [
      "",
      "",
      "Laufzeit bis zum zweiten Jahrestag des Vertrages",
      "Zahlung für den Rest des laufenden Vertragsjahres, dann an jedem Jahrestag des Vertrages",
    ],
    [
      "Open-Lizenz, Open Value und Open Value Subscription",
      "Sonstige Onlinedienste",
      "Ein-Jahres-Abonnement",
      "Jährliche Zahlung, bemessen an der monatlichen Gebühr",
    ],
    ["", "Cloud-Dienste", "Ein-Jahres-Abonnement", "Vollständige Zahlung bei Bestellung*"],
  ],
  footnotes: [
    "*Der Abonnementzeitraum beginnt mit der Aktivierung des Schlüssels; danach ist eine Rückgabe ausgeschlossen.",
  ],
};

export const serviceParts: readonly GroupPart[] = [
  {
    id: "azure",
    block: [
      [`Zur Verringerung berechtigt: ${commitment}\nZur Verringerung berechtigt (SCE): ${commitment}`, serverPool],
      ["Berechtigung zur Dienstverlängerung: Alle", "Werbung: Azure Consumption Incentive Promotion"],
    ],
    notes: [note("Wenn ein Kunde einzelne Microsoft Azure-Dienste nutzt", "Die Preise stehen im Angebot.")],
  },
  {
    id: "azure-support",
    block: [["Berechtigung zur Dienstverlängerung: Alle", serverPool]],
    notes: [note("Microsoft Azure-Supportangebote", "Sie enden mit dem Beitritt.")],
  },
  ...(["Microsoft Azure-Sicherung", "Azure-Standortwiederherstellung"] as const).map((name): GroupPart => ({
    id: name.toLowerCase(),
    block: [
      [
        "Zur Verringerung berechtigt: Alle\nZur Verringerung berechtigt (SCE): Alle",
        `MC-Überschreitung: Ja\n${serverPool}`,
        "Berechtigung zur Dienstverlängerung: Alle",
      ],
    ],
    notes: [note(name, "Gezählt wird je geschützter Instanz.")],
  })),
  {
    id: "ems",
    block: [[...all("Zur Verringerung berechtigt", "Berechtigung zur Laufzeitverlängerung"), serverPool]],
    notes: [
      note(
        "Zuweisung",
        "Enterprise Mobility Suite-Lizenzen neu zuweisen darf man nicht innerhalb von 90 Tagen nach der letzten Zuweisung.",
        "Zu einer qualifizierenden Lizenz kann nur eine Add-On-Nutzer-AL gekauft werden.",
      ),
    ],
    tables: [
      {
        header: addOnHeader,
        rows: [
          ["Core CAL1", "Enterprise Mobility Suite"],
          ["Enterprise CAL Suite1", ""],
          ...["Core", "Enterprise"].flatMap((suite) => [
            [`${suite} CAL Suite Bridge für Office 3651`, ""],
            [`${suite} CAL Suite Bridge für Office 365 und Microsoft Intune1`, ""],
          ]),
        ],
        footnotes: activeSa,
      },
      {
        heading: "Von SA",
        header: [...fromSaHeader, "Erforderliche CAL Suite Bridge"],
        rows: [
          ["Core CAL Suite", "Enterprise Mobility Suite von SA1", "Core CAL Bridge für Enterprise Mobility Suite2,3"],
          [
            "Enterprise CAL Suite",
            "Enterprise Mobility Suite von SA1",
            "Enterprise CAL Bridge für Enterprise Mobility Suite2,4",
          ],
        ],
      },
    ],
  },
  {
    id: "azure-ad",
    block: [
      all("Zur Verringerung berechtigt", "Zur Verringerung berechtigt (SCE)", "Berechtigung zur Laufzeitverlängerung"),
      [serverPool],
    ],
    notes: [note("Azure Active Directory Basic", "Neu zugewiesen wird frühestens nach 90 Tagen.")],
  },
  {
    id: "azure-rms",
    block: [
      [`Zur Verringerung berechtigt: ${rights}`, `True-up-berechtigt: ${rights}`, serverPool],
      [`Berechtigung zur Laufzeitverlängerung: ${rights}`],
    ],
    notes: [note("Nutzung", "Eine Lizenz gilt für einen Nutzer.")],
  },
  {
    id: "translator",
    block: [
      all("Zur Verringerung berechtigt", "True-up-berechtigt", "Berechtigung zur Laufzeitverlängerung"),
      [serverPool],
    ],
    notes: [note("Zeichen", "Gezählt werden übersetzte Zeichen.")],
  },
  {
    id: "ecs",
    block: [["Zur Verringerung berechtigt: Ja", ""]],
    notes: [note("Add-On-Nutzer-AL für Enterprise Cloud Suite", "Sie gilt für einen Nutzer.")],
  },
  {
    id: "intune",
    block: [
      [...all("Zur Verringerung berechtigt", "True-up-berechtigt"), serverPool],
      ["Übergangsberechtigt: Microsoft Intune (Enterprise CAL Suite)", "Berechtigung zur Laufzeitverlängerung: Alle"],
    ],
    notes: [note("Microsoft Intune (Gerät)", "Es gibt auch eine Lizenz je Gerät.")],
  },
  {
    id: "crm-online",
    block: [
      [...all("Zur Verringerung berechtigt", "True-up-berechtigt"), serverPool],
      ["Übergangsberechtigt: Essential, Basic und Pro"],
    ],
    notes: [note("Nutzer von Microsoft Dynamics CRM Online, die wechseln", "Ihre Daten ziehen mit um.")],
    tables: [
      {
        header: addOnHeader,
        rows: [
          ["CAL für Microsoft Dynamics CRM Essentials1", "Nutzer-AL für Dynamics CRM Online Essentials für SA"],
          [
            "CAL für Microsoft Dynamics CRM Basic1 oder\nZusätzliche CAL für Microsoft Dynamics CRM Basic1",
            "Nutzer-AL für Dynamics CRM Online Basic für SA",
          ],
          [
            "CAL für Microsoft Dynamics CRM Professional1 oder\nZusätzliche CAL für Microsoft Dynamics CRM Professional1",
            "Dynamics CRM Online Professional für SA (Nutzer-AL)\nDynamics CRM Online Enterprise für SA (Nutzer-AL)",
          ],
        ],
        footnotes: activeSa,
      },
    ],
  },
  {
    id: "marketing",
    block: [[...all("Zur Verringerung berechtigt", "True-up-berechtigt"), serverPool]],
    notes: [note("Microsoft Dynamics Marketing", "Gezählt werden Kontakte.")],
  },
  {
    id: "social",
    block: [[...all("Zur Verringerung berechtigt", "True-up-berechtigt"), serverPool]],
    notes: [note("Microsoft Social Engagement-Support", "Er gehört zum Dienst.")],
    tables: [
      {
        header: addOnHeader,
        rows: [["CAL für Microsoft Dynamics CRM Professional1", "Add-On für Microsoft Social Engagement Professional"]],
        footnotes: activeSa,
      },
    ],
  },
  {
    id: "parature",
    block: [[...all("Zur Verringerung berechtigt", "True-up-berechtigt"), serverPool]],
    notes: [note("Parature Enterprise", "Eine Lizenz gilt für einen Nutzer.")],
  },
  {
    id: "exchange-online",
    block: [
      [
        "Zur Verringerung berechtigt: Alle bis auf Encryption",
        "True-up-berechtigt: Alle bis auf Encryption",
        serverPool,
      ],
      ["Ausnahme Qualifizierter Nutzer: nur K"],
    ],
    notes: [note("Exchange Online-Archivierung", "Es gibt sie für den Dienst und für den Server.")],
  },
  {
    id: "office-apps",
    block: [
      [...all("Zur Verringerung berechtigt", "True-up-berechtigt"), "Produkt-Pool: Anwendung"],
      ["Übergangsberechtigt: Alle", `Berechtigung zur Laufzeitverlängerung: ${applications}`],
    ],
    notes: [
      note("Office 365-Anwendungen von SA", "Sie gibt es am Jahrestag oder zu Beginn einer neuen Laufzeit."),
      note("Ältere Medien", "Sie dürfen bis zum 31. August 2015 genutzt werden."),
      note(
        "Nach dem Ende von Open Value Subscription",
        "Office darf noch 180 Tage genutzt werden (ProPlus, Midsize Business, Enterprise E3-E4 und Education).",
      ),
    ],
    tables: [
      {
        header: fromSaHeader,
        rows: [
          ["Office Professional Plus", "Office 365 ProPlus von SA"],
          ["Project Professional", "Project Pro für Office 365"],
          ["Visio Professional", "Visio Pro für Office 365"],
        ],
      },
    ],
  },
  {
    id: "office-suites",
    block: [
      [
        `Zur Verringerung berechtigt: ${suites}\nTrue-up-berechtigt: ${suites}`,
        "Produkt-Pool: Alle Anwendungen und Server,\nE1 und K1 nur Server (außer MPSA, wo Server und Anwendung)",
      ],
      [
        "Übergangsberechtigt: Alle Enterprise und Government (nur E1 Core CAL) bis auf Add-On",
        `Berechtigung zur Laufzeitverlängerung: ${suites}`,
        "Ausnahme Qualifizierter Nutzer: nur K",
      ],
    ],
    notes: [
      note("Nutzung", "Für Nutzer mit Lizenzen für Office 365-Dienste gilt die Lizenz auch für den Server."),
      note("Von SA", "Eine Abonnementlizenz muss mindestens drei Jahre vor dem Erwerb begonnen haben."),
    ],
    tables: [
      {
        header: addOnHeader,
        rows: [
          [
            "Core CAL1",
            lines(
              "Add-Ons für Office 365 Education E3 oder E4",
              "Add-On für Office 365 Enterprise E12",
              "Add-On für Office 365 Enterprise E1 mit Exchange Online Archiving2,3,4",
              "Add-On für Office 365 Government E1",
            ),
          ],
          [
            "Core CAL Suite1 + Office Professional Plus1",
            lines("Add-Ons für Office 365 Education E3 oder E4", "Add-On für Office 365 Enterprise E32"),
          ],
          [
            "Enterprise CAL Suite1",
            lines("Add-Ons für Office 365 Education E3 oder E4", "Add-On für Azure-Rechteverwaltung"),
          ],
          [
            "Enterprise CAL Suite1 + Office Professional Plus1",
            lines(
              "Add-On für Office 365 Education E3 oder E4",
              "Add-Ons für Office 365 Enterprise und Government E32 oder E4",
            ),
          ],
          [
            "Office Professional Plus1",
            lines("Add-On für Office 365 Education E3 oder E4", "Add-On für Office 365 Enterprise E32,3"),
          ],
        ],
        footnotes: activeSa,
      },
      {
        heading: "Von SA",
        header: [...fromSaHeader, "Erforderliche CAL Suite Bridge"],
        rows: [
          [
            "Core CAL Suite",
            "Office 365 (Enterprise E1 und Government E1) von SA1",
            "Core CAL Bridge for Office 3652, 3",
          ],
          ...["Core", "Enterprise"].map((suite) => [
            `Office Professional Plus und ${suite} CAL Suite`,
            "Office 365 (Enterprise E3, E4 und Government E3, E4) von SA1",
            `${suite} CAL Bridge ${suite === "Core" ? "for" : "für"} Office 3652, 3`,
          ]),
        ],
      },
    ],
  },
  {
    id: "power-bi",
    block: [
      all("Zur Verringerung berechtigt", "True-up-berechtigt", "Berechtigung zur Laufzeitverlängerung"),
      [serverPool],
    ],
    notes: [note("Kapazität", "Gezählt wird je Nutzer.")],
  },
  {
    id: "sharepoint-online",
    block: [
      all("Zur Verringerung berechtigt", "True-up-berechtigt", "Berechtigung zur Laufzeitverlängerung"),
      ["Übergangsberechtigt: Alle", serverPool],
    ],
    notes: [note("Zusätzlicher Speicher", "Er wird je Gigabyte gekauft.")],
  },
  {
    id: "skype-online",
    block: [["Berechtigung zur Laufzeitverlängerung: Alle", ""]],
    notes: [note("Für Skype for Business Online", "Nutzer dürfen auch ältere Programme verwenden.")],
  },
  {
    id: "bing-maps",
    block: null,
    notes: [note("Bing Maps Public Website Usage", "Übrige Transaktionen bleiben bis zum Ende des Beitritts.")],
  },
  { id: "learning", block: null, notes: [note("Gutscheine", "Sie gelten 12 Monate ab dem Kauf.")] },
  {
    id: "endpoint",
    block: null,
    notes: [note("Forefront Endpoint Protection", "Er heißt heute System Center Endpoint Protection.")],
  },
];
