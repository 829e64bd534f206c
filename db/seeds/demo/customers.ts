import type { ValidationStatus } from "#app/domain/order/order.ts";
import type { DemoPartnerKey } from "./people.ts";

/** How much a customer has bought over the years. */
export type DemoSize = "none" | "small" | "medium" | "large";

/** What a customer runs, which decides what it buys. */
export type DemoTrade = "office" | "industry" | "datacenter" | "terminal-server" | "reservations";

export type DemoCustomer = {
  readonly key: string;
  readonly partner: DemoPartnerKey;
  readonly name: string;
  /** Under `.example`, which belongs to nobody. */
  readonly domain: string;
  /** Two letters; the market of everything bought for it. */
  readonly country: string;
  /** As it stands at the end; what was bought was bought before the check that blocks. */
  readonly validationStatus: ValidationStatus | null;
  readonly size: DemoSize;
  readonly trade: DemoTrade;
};

type Row = readonly [
  key: string,
  name: string,
  domain: string,
  country: string,
  validationStatus: ValidationStatus | null,
  size: DemoSize,
  trade: DemoTrade,
];

const ofNordlicht: readonly Row[] = [
  ["brandt", "Brandt Hafenlogistik GmbH", "brandt-hafenlogistik.example", "DE", "allowed", "large", "datacenter"],
  ["elbmarsch", "Stadtwerke Elbmarsch GmbH", "stadtwerke-elbmarsch.example", "DE", "allowed", "large", "industry"],
  ["wendland", "Klinikum Wendland gGmbH", "klinikum-wendland.example", "DE", "allowed", "large", "terminal-server"],
  [
    "oberhofer",
    "Maschinenbau Oberhofer GmbH & Co. KG",
    "oberhofer-maschinen.example",
    "DE",
    "allowed",
    "medium",
    "industry",
  ],
  ["rethmeier", "Kanzlei Dr. Rethmeier & Partner mbB", "kanzlei-rethmeier.example", "DE", null, "small", "office"],
  ["petersen", "Autohaus Petersen GmbH", "autohaus-petersen.example", "DE", "allowed", "small", "office"],
  ["hollerbach", "Sägewerk Hollerbach e. K.", "saegewerk-hollerbach.example", "DE", null, "small", "office"],
  [
    "lindenhof",
    "Seniorenresidenz Lindenhof gGmbH",
    "lindenhof-pflege.example",
    "DE",
    "under-review",
    "small",
    "terminal-server",
  ],
  ["stubenvoll", "Tiroler Holzwerke Stubenvoll GmbH", "stubenvoll-holz.example", "AT", "allowed", "medium", "industry"],
  [
    "alpenblick",
    "Alpenblick Hotelbetriebe GmbH",
    "alpenblick-hotels.example",
    "AT",
    "allowed",
    "small",
    "terminal-server",
  ],
  ["hainisch", "Wiener Prüflabor Hainisch GmbH", "prueflabor-hainisch.example", "AT", null, "small", "office"],
  ["ammann", "Zürcher Treuhand Ammann AG", "ammann-treuhand.example", "CH", "allowed", "medium", "terminal-server"],
  ["bachtold", "Bächtold Laborgeräte AG", "baechtold-labor.example", "CH", "allowed", "medium", "datacenter"],
  [
    "bergslagen",
    "Bergslagens Precisionsteknik AB",
    "bergslagens-precision.example",
    "SE",
    "allowed",
    "small",
    "industry",
  ],
  ["haut-jura", "Fromagerie du Haut-Jura SAS", "fromagerie-hautjura.example", "FR", "allowed", "small", "office"],
  ["vasseur", "Imprimerie Vasseur & Fils SARL", "imprimerie-vasseur.example", "FR", "unknown", "small", "industry"],
  [
    "noordkop",
    "Bloemenveiling Noordkop B.V.",
    "bloemenveiling-noordkop.example",
    "NL",
    "allowed",
    "medium",
    "terminal-server",
  ],
  ["de-vries", "Scheepswerf De Vries & Zn. B.V.", "scheepswerf-devries.example", "NL", "allowed", "small", "industry"],
  [
    "bertolini",
    "Officine Meccaniche Bertolini S.r.l.",
    "officine-bertolini.example",
    "IT",
    "allowed",
    "small",
    "industry",
  ],
  ["nordso", "Nordsø Vindteknik ApS", "nordsoe-vindteknik.example", "DK", "allowed", "small", "datacenter"],
  [
    "kowalczyk",
    "Kowalczyk Transport Sp. z o.o.",
    "kowalczyk-transport.example",
    "PL",
    "not-allowed",
    "small",
    "office",
  ],
  [
    "oberhofer-cn",
    "Oberhofer Machinery (Taicang) Co., Ltd.",
    "oberhofer-taicang.example",
    "CN",
    null,
    "none",
    "office",
  ],
];

const ofHarbour: readonly Row[] = [
  ["tidewater", "Tidewater Ferries plc", "tidewaterferries.example", "GB", "allowed", "large", "datacenter"],
  ["ashcombe", "Ashcombe Academies Trust", "ashcombe-academies.example", "GB", "allowed", "medium", "terminal-server"],
  ["penrose", "Penrose Veterinary Group Ltd", "penrosevets.example", "GB", "allowed", "small", "terminal-server"],
  ["marlowe", "Marlowe & Finch LLP", "marlowefinch.example", "GB", null, "small", "office"],
  ["valdeherrera", "Bodegas Valdeherrera S.L.", "valdeherrera.example", "ES", "allowed", "small", "industry"],
  ["cedar-ridge", "Cedar Ridge Credit Union", "cedarridgecu.example", "US", "allowed", "large", "datacenter"],
  ["blue-heron", "Blue Heron Medical Center", "blueheronmedical.example", "US", "allowed", "medium", "terminal-server"],
  ["prairie", "Prairie Wind Energy LLC", "prairiewindenergy.example", "US", "under-review", "small", "datacenter"],
  ["hollis", "Hollis & Grant Architects PC", "hollisgrant.example", "US", null, "small", "office"],
  ["lakehead", "Lakehead Forestry Ltd.", "lakeheadforestry.example", "CA", "allowed", "small", "industry"],
  [
    "kookaburra",
    "Kookaburra Mining Services Pty Ltd",
    "kookaburramining.example",
    "AU",
    "allowed",
    "large",
    "industry",
  ],
  ["whitsunday", "Whitsunday Charter Co Pty Ltd", "whitsundaycharter.example", "AU", "allowed", "small", "office"],
  ["waikato", "Waikato Orchard Growers Limited", "waikatogrowers.example", "NZ", "allowed", "small", "office"],
  [
    "sahyadri",
    "Sahyadri Textiles Private Limited",
    "sahyadritextiles.example",
    "IN",
    "allowed",
    "medium",
    "terminal-server",
  ],
  [
    "kaveri",
    "Kaveri Fintech Solutions Private Limited",
    "kaverifintech.example",
    "IN",
    "unknown",
    "small",
    "datacenter",
  ],
  [
    "kitahama",
    "Kitahama Precision Industries K.K.",
    "kitahama-seimitsu.example",
    "JP",
    "allowed",
    "medium",
    "industry",
  ],
  ["minato", "Minato Foods K.K.", "minatofoods.example", "JP", "allowed", "small", "office"],
  ["cafezal", "Cafezal Alimentos Ltda.", "cafezal.example", "BR", "allowed", "small", "reservations"],
  ["vereda", "Vereda Logística S.A.", "veredalogistica.example", "BR", "not-allowed", "small", "reservations"],
  [
    "straits",
    "Straits Freight Forwarding Pte Ltd",
    "straitsfreight.example",
    "SG",
    "allowed",
    "small",
    "terminal-server",
  ],
  ["table-bay", "Table Bay Wine Estates (Pty) Ltd", "tablebaywines.example", "ZA", null, "small", "office"],
  ["absheron", "Absheron Drilling Tools MMC", "absherondrilling.example", "AZ", "allowed", "small", "industry"],
];

function customersOf(partner: DemoPartnerKey, rows: readonly Row[]): DemoCustomer[] {
  return rows.map(([key, name, domain, country, validationStatus, size, trade]) => ({
    key,
    partner,
    name,
    domain,
    country,
    validationStatus,
    size,
    trade,
  }));
}

/**
 * The customers of both partners: a few large ones, most of them small, in 22 markets. Brazil is closed for software
 * and open for reservations, Azerbaijan the other way round, and China closed for both, so one customer has nothing.
 */
export const demoCustomers: readonly DemoCustomer[] = [
  ...customersOf("nordlicht", ofNordlicht),
  ...customersOf("harbour", ofHarbour),
];
