import { type GroupPart, note } from "./list-parts.ts";
import { embeddedSystems, officeRentals, qualifyingSystems, windowsRentals } from "./matrix-parts.ts";

/** The software groups: what the list says of each as data, and notes in words of our own. */

const server = ["Produkt-Pool: Server", "Software Assurance-Vergünstigungen: Server"];
const stepUpHeader = ["Qualifizierendes Produkt", "Step-up zu"];
const transitionHeader = ["Produkte, für die ein Übergang erfolgen soll", "Gültige Übergangsoptionen"];
const bridgeMark = ["* Erfordert eine entsprechende CAL Suite Bridge."];
const suiteBridge = (suite: string, services: string, ...alternatives: string[]) => [
  `${suite} Bridge für ${services}`,
  suite,
  alternatives.join(" oder\n"),
];

const productColumns: readonly string[] = "Produkte DA L L/SA SA CA/SA EA/EAS EES MPSA OL OM OV/OVS S/S+ SCE".split(
  " ",
);

export const softwareParts: readonly GroupPart[] = [
  {
    id: "biztalk",
    block: [
      ["Frühere Version: BizTalk Server 2013 (3/13)", ...server],
      ["Zur Verringerung berechtigt (SCE): Alle bis auf Branch IDC", "Ausnahme Qualifizierter Nutzer: Alle"],
    ],
    notes: [note("BizTalk Server", "Gezählt werden die Prozessorkerne des Servers.")],
  },
  {
    id: "cis",
    block: [[...server, "Zur Verringerung berechtigt (SCE): Alle"]],
    notes: [
      note(
        "Core Infrastructure Server Suite",
        "Ältere Lizenzen rechnet man um: Standard 1:1 und Datacenter 2:1.",
        "Wer für die Produkte in Spalte A der nachfolgenden Tabelle Software Assurance hat, verlängert sie für eine Suite.",
      ),
    ],
    tables: [
      {
        header: ["Spalte A", "Spalte B"],
        rows: [
          ["Windows Server Standard\nSystem Center Standard", "Core Infrastructure Server Suite Standard"],
          ["Windows Server Datacenter\nSystem Center Datacenter", "Core Infrastructure Server Suite Datacenter"],
        ],
      },
      {
        heading: "Step-up zur Suite",
        header: stepUpHeader,
        rows: [
          ["Windows Server Standard", "Core Infrastructure Server Suite Standard"],
          ["System Center Standard", "Core Infrastructure Server Suite Standard"],
          ["Windows Server Datacenter", "Core Infrastructure Server Suite Datacenter"],
          ["System Center Datacenter", "Core Infrastructure Server Suite Datacenter"],
        ],
      },
    ],
  },
  {
    id: "cal-suites",
    block: [
      [...server, "Übergangsberechtigt: Alle bis auf Bridges"],
      ["Up-to-Date-Nachlass: Core CAL oder Enterprise CAL", "Suite: Ja"],
      ["\tCAL Suite"],
    ],
    notes: [
      note(
        "Was die CAL-Suites enthalten",
        "Eine CAL Suite Bridge ist ein Stück, das nur mit ihrem Onlinedienst zusammen bestellt wird: eine je Suite.",
      ),
    ],
    tables: [
      {
        header: ["CAL Suite Bridge", "Übergeordnete CAL Suite", "Qualifizierende Onlinedienste"],
        rows: ["Core CAL Suite", "Enterprise CAL Suite"].flatMap((suite) => {
          const plans = suite.startsWith("Core") ? ["E1", "E3", "E4"] : ["E3", "E4"];
          const offices = plans.map((plan) => `Office 365 Enterprise ${plan}`);
          return [
            suiteBridge(suite, "Office 365", ...offices),
            suiteBridge(
              suite,
              "Office 365 und Microsoft Intune",
              ...offices.map((one) => `${one} und Microsoft Intune`),
            ),
            suiteBridge(suite, "Microsoft Intune", "Microsoft Intune"),
            suiteBridge(suite, "Enterprise Mobility Suite", "Enterprise Mobility Suite"),
          ];
        }),
      },
      {
        heading: "Übergänge der Suites",
        header: transitionHeader,
        rows: [
          [
            "Core CAL Suite",
            "Office 365 (Enterprise und Government E1, E3, E4)*, Microsoft Intune, Enterprise Mobility Suite",
          ],
          [
            "Enterprise CAL Suite",
            "Office 365 (Enterprise und Government E3, E4)*, Microsoft Intune, Enterprise Mobility Suite",
          ],
          ["Office Professional Plus und Core CAL Suite", "Office 365 (Enterprise & Government E3, E4)*"],
          ["Office Professional Plus und Enterprise CAL Suite", "Office 365 (Enterprise & Government E3, E4)*"],
        ],
        footnotes: bridgeMark,
      },
    ],
  },
  {
    id: "fim",
    block: [["Frühere Version: Forefront Identity Manager 2010 (4/10)", ...server]],
    notes: [note("Forefront Identity Manager", "Gekauft werden kann er bis zum 31. Dezember 2015.")],
  },
  {
    id: "mdop",
    block: [
      ["Produkt-Pool: System", "Software Assurance-Vergünstigungen: Desktop", "Up-to-Date-Nachlass: Ja"],
      ["Zur Verringerung berechtigt: Wenn das Produkt als zusätzliches Produkt erworben wird"],
    ],
    notes: [
      note(
        "Wer das Paket bekommt",
        "Kunden mit SA für Windows dürfen das Microsoft Desktop Optimization Pack für SA (MDOP) erwerben.",
      ),
    ],
  },
  {
    id: "ax",
    block: [["Frühere Version: Microsoft Dynamics AX 2012 R2 (12/12)", ...server]],
    notes: [
      note("CALs für Microsoft Dynamics AX", "Länder und Sprachen, in denen es AX gibt, nennt eine eigene Liste."),
    ],
    tables: [
      {
        header: stepUpHeader,
        rows: [
          ["1 Microsoft Dynamics AX 2012 Funktions-CAL (Gerät)", "1 Microsoft Dynamics AX 2012 R3 Store Server"],
          [
            "1 Microsoft Dynamics AX 2012 Server-Lizenz mit 3 Enterprise Geräte-CALs",
            "4 Microsoft Dynamics AX 2012 R3 Standard Commerce Server Core-Lizenzen",
          ],
        ],
      },
    ],
  },
  {
    id: "crm",
    block: [
      ["Frühere Versionen: Microsoft Dynamics CRM 2013 (10/13)", ...server],
      ["\tMicrosoft Dynamics CRM 2011 (8/12)", "Ausnahme Qualifizierter Nutzer: Ja"],
    ],
    notes: [
      note("Nutzer des Externen Connectors für Microsoft Dynamics CRM", "Sie stehen außerhalb der Organisation."),
    ],
  },
  {
    id: "office",
    block: [
      [
        "Frühere Version: Office 2010 und Office 2010-Anwendungen (4/10)",
        "Produkt-Pool: Anwendung",
        "Software Assurance-Vergünstigungen: Desktop",
      ],
      [
        "\tOffice 2007 und Office 2007-Anwendungen (11/06)",
        "Übergangsberechtigt: Office Professional Plus, Project Professional, Visio Professional",
        "Suite: Office Professional Plus 2013 und Office Standard 2013",
      ],
      [
        "Plattformunabhängige Lizenz: Office-Suites und Office-Anwendungen",
        "Up-to-Date-Nachlass: Office Professional Plus",
      ],
    ],
    notes: [note("Office Professional Plus 2013", "Die Suite darf nicht geteilt werden.")],
    tables: [
      {
        header: transitionHeader,
        rows: [
          ["Office Professional Plus", "Office 365 (Enterprise & Government E3, E4)*, Office 365 ProPlus"],
          ["Office Professional Plus und Core CAL Suite", "Office 365 (Enterprise & Government E3, E4)*"],
          ["Office Professional Plus und Enterprise CAL Suite", "Office 365 (Enterprise & Government E3, E4)*"],
          ["Project Professional", "Project Pro für Office 365"],
          ["Visio Professional", "Visio Pro für Office 365"],
        ],
        footnotes: bridgeMark,
      },
    ],
  },
  {
    id: "office-mac",
    block: [
      [
        "Frühere Version: Office für Mac 2008 und Office für Mac 2008-Anwendungen (1/08)",
        "Produkt-Pool: Anwendung",
        "Software Assurance-Vergünstigungen: Desktop",
      ],
      [
        "Suite: Office für Mac Standard 2011",
        "Plattformunabhängige Lizenz: Office für Mac Suites und Office für Mac-Anwendungen",
      ],
    ],
    notes: [note("Office für Mac Standard", "Es gibt nur diese eine Edition.")],
  },
  {
    id: "exchange",
    block: [
      ["Frühere Versionen: Exchange Server 2010 (11/09)", ...server],
      ["\t\tExchange Server 2007 (3/08)"],
      ["\tExchange Server 2003 (5/03)"],
    ],
    notes: [note("Nutzer mit Externem Connector für Exchange Server", "Für sie braucht man keine CALs.")],
  },
  {
    id: "skype",
    block: [["Frühere Version: Lync Server 2013 (10/12)", ...server]],
    notes: [note("Plus CAL", "Sie kommt zur Standard- oder Enterprise-CAL hinzu.")],
  },
  {
    id: "project-server",
    block: [
      ["Frühere Version: Project 2010 (4/10)", ...server],
      ["Übergangsberechtigt: CAL für Project Server (Project Online, Project Lite)"],
    ],
    notes: [note("Zugriff", "Jeder Nutzer braucht auch eine CAL für den Server, auf dem das Produkt läuft.")],
  },
  {
    id: "sharepoint",
    block: [
      ["Frühere Versionen: SharePoint Server 2010 (4/10)", ...server],
      ["\tSharePoint Server 2007 (11/06)", "Zur Verringerung berechtigt (SCE): SharePoint Server"],
    ],
    notes: [note("Wer frühere Versionen von SharePoint Server nutzt", "Die Lizenz gilt für sie ebenso.")],
    tables: [
      {
        header: stepUpHeader,
        rows: [
          "SharePoint Server 2010 for Internet Sites Enterprise",
          "SharePoint Server 2010 for Internet Sites Standard",
        ]
          .map((name) => [`Lizenz für ${name}`, "Eine Lizenz für One SharePoint Server 2013"])
          .concat([
            ["Lizenz für FAST Search Server 2010 for SharePoint Server", "Eine Lizenz für One SharePoint Server 2013"],
            [
              "Lizenz für Search Server 2010",
              "Eine Lizenz für One SharePoint Server 2013 und\n100 CALs für SharePoint Server 2013 Standard",
            ],
          ]),
      },
      {
        heading: "Downgrade",
        header: ["Qualifizierendes Produkt", "Downgrade auf"],
        rows: [
          [
            "Lizenz für SharePoint Server 2013",
            "SharePoint Server 2010 oder\nFAST Search Server 2010 for SharePoint Server",
          ],
        ],
      },
    ],
  },
  {
    id: "rental",
    block: null,
    notes: [note(null, "Vermietungsrechtelizenzen gibt es für Office und für Windows (PIPC nur Japan).")],
    tables: [officeRentals, windowsRentals],
  },
  {
    id: "bia",
    block: [server],
    notes: [note("Die Business Intelligence Appliance", "Sie wird als Ganzes gekauft.")],
  },
  {
    id: "sql",
    block: [
      [
        "Frühere Version: SQL Server 2008 R2 (6/08)",
        "Produkt-Pool: Server, Anwendung (Developer)",
        "Software Assurance-Vergünstigungen: Server (alle bis auf Developer)",
      ],
      [
        "\tSQL Server 2012 (4/12)",
        "Zur Verringerung berechtigt (SCE): Alle bis auf Developer und PDW",
        "Ausnahme Qualifizierter Nutzer: Pro-Core-Produkt",
      ],
    ],
    notes: [
      note("Fulfillment-Optionen für SQL Server", "Datenträger und Download; der Text von April 2012 gilt weiter."),
    ],
  },
  {
    id: "sc-client",
    block: [["Frühere Version: System Center 2012 Client Management Suite (3/12)", ...server], ["Suite: Ja"]],
    notes: [note("System Center Client Management Suite", "Eine Lizenz gilt für einen Nutzer oder ein Gerät.")],
  },
  {
    id: "sc-config",
    block: [
      ["Frühere Versionen: System Center 2012 Configuration Manager (3/12)", ...server],
      ["\tSystem Center Configuration Manager Server 2007 R2 (9/08)"],
    ],
    notes: [
      note("System Center Configuration Manager-Kunden", "Sie dürfen die Serversoftware ohne weitere Lizenz nutzen."),
    ],
  },
  { id: "sc-dpm", block: [server], notes: [note("Sicherung", "Gezählt wird je verwaltetem Endpunkt.")] },
  {
    id: "sc-om",
    block: [
      ["Frühere Version: System Center Operations", "Produkt-Pool: Server", ""],
      ["Manager 2007 (3/08)", "Software Assurance-Vergünstigungen: Server", ""],
    ],
    notes: [note("Überwachung", "Gezählt wird je verwaltetem Endpunkt.")],
  },
  {
    id: "sc-server",
    products: {
      heading: "System Center Server",
      header: productColumns,
      rows: [
        [
          "Server-Management-Lizenz für System Center 2012 R2 Datacenter (2 Prozessoren)",
          ..."10/13||38|13|25|A|A|||OF|P||A,C".split("|"),
        ],
        [
          "Server-Management-Lizenz für System Center 2012 R2 Standard (2 Prozessoren)",
          ..."10/13||15|5|10|A|A|||OF|P||A,C".split("|"),
        ],
      ],
    },
    block: [["Frühere Version: System Center 2012 (3/12)", ...server]],
    notes: [note("Verwaltete Server", "Eine Lizenz deckt zwei Prozessoren eines Servers.")],
  },
  {
    id: "sc-suite",
    block: [["Frühere Version: System Center Data Protection Manager 2007 (11/07)", ...server], ["Suite: Ja"]],
    notes: [note("System Center Server Management Suite", "Sie wird nicht mehr neu verkauft.")],
  },
  { id: "sc-sm", block: [server], notes: [note("Vorgänge", "Gezählt wird je verwaltetem Endpunkt.")] },
  { id: "vdi", block: [server], notes: [note("Virtuelle Desktops", "Eine Lizenz gilt für ein Gerät.")] },
  {
    id: "visual-studio",
    block: [
      [
        "Frühere Version: Visual Studio 2012 (8/12)",
        "Produkt-Pool: Anwendung",
        "Software Assurance-Vergünstigungen: Desktop",
      ],
      ["Zur Verringerung berechtigt (SCE): Alle bis auf MSDN OS", "Promotion: Visual Studio Test Pro mit MSDN"],
    ],
    notes: [
      note("Visual Studio LightSwitch", "Es gehört zum Produkt."),
      note("Verlängern", "SA für Lizenzen für Visual Studio mit MSDN lässt sich auf jede Stufe verlängern."),
    ],
  },
  {
    id: "team-foundation",
    block: [
      ["Frühere Version: Visual Studio Team Foundation Server 2012 (8/12)", ...server],
      ["Zur Verringerung berechtigt (SCE): Alle"],
    ],
    notes: [note("Zugriff", "MSDN-Abonnenten brauchen keine weitere CAL.")],
  },
  {
    id: "windows",
    block: [
      ["Frühere Version: Windows 8 (8/12)", "Produkt-Pool: System", "Software Assurance-Vergünstigungen: Desktop"],
      [
        "Zur Verringerung berechtigt: Add-On für Windows SA pro Nutzer",
        "Übergangsberechtigt: Windows Pro (Virtual Desktop Access)",
        "Up-to-Date-Nachlass: Windows 8.1 Enterprise",
      ],
    ],
    notes: [
      note(
        "Windows 8.1 Pro- und Enterprise-Upgrade",
        "Desktopbetriebssystem-Upgradelizenzen für Windows setzen ein qualifizierendes System auf dem Gerät voraus.",
        "Lizenzen ohne Versionsnummer gibt es in der Volksrepublik China, in Select, Select Plus und Open, mit 2 Punkten.",
        "Ab dem 1. Mai 2015 gewährt SA pro Nutzer auch das Recht auf Zugriff von eigenen Geräten.",
      ),
      note(
        "Datenträger der N-Editionen",
        "Kunden, die alle folgenden Kriterien erfüllen, sind berechtigt, Medien der N-Edition zu nutzen: Sitz in der EU, Vertrag mit Irland, aktive SA.",
      ),
      note(
        "Re-imaging",
        "Bevor ein Dritter ein Re-imaging von Windows auf PCs ausführt, liegt ihm der Nachweis der Lizenzen vor.",
      ),
    ],
    tables: [
      qualifyingSystems,
      {
        heading: "Umstellung von SA",
        header: ["Übergehende qualifizierende Produkte", "Entsprechend Nutzer-AL von SA"],
        rows: [
          [
            "Software Assurance für das Windows-Desktopbetriebssystem",
            "SA (pro Nutzer) für das Windows-Desktopbetriebssystem von SA (Nutzer-ALs)1",
          ],
        ],
        footnotes: ["1Zum Jahrestag oder zu Beginn einer neuen Laufzeit."],
      },
      {
        heading: "Übergänge",
        header: transitionHeader,
        rows: [
          ["Windows Enterprise SA pro Gerät", "Windows Enterprise SA pro Nutzer"],
          ["Windows Virtual Desktop Access pro Gerät", "Windows Virtual Desktop Access pro Nutzer"],
        ],
      },
    ],
  },
  {
    id: "embedded",
    block: [
      [
        "Frühere Version: Windows Embedded 8 (6/13)",
        "Produkt-Pool: System",
        "Software Assurance-Vergünstigungen: Desktop",
      ],
    ],
    notes: [note("Sideloading für Windows Embedded", "Es wird wie für Windows lizenziert.")],
    tables: [embeddedSystems],
  },
  {
    id: "multipoint",
    block: [["Frühere Version: Windows MultiPoint Server 2011 (3/11)", ...server]],
    notes: [note("Zugriff", "Jede Station braucht zwei CALs.")],
  },
  {
    id: "windows-server",
    block: [
      ["Frühere Versionen: Windows Server 2012 (8/12)", ...server],
      [
        "\tWindows Server 2008 (3/08 ) für CALs und Externe Konnektoren",
        "Ausnahme Qualifizierter Nutzer: Externer Connector",
      ],
    ],
    notes: [note("Mehrere Server", "Lizenzen dürfen innerhalb einer Serverfarm wandern.")],
  },
  {
    id: "sbs",
    block: [["Frühere Version: Windows Small Business Server 2008 (10/08)", ...server]],
    notes: [note("Ende des Windows Small Business Server (SBS)", "Er wird nicht mehr neu verkauft.")],
  },
];
