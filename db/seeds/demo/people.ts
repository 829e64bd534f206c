import type { Role } from "#app/domain/access/roles.ts";

/** Signs in everybody of the demo; long enough for the rule on passwords, and worth nothing outside a sandbox. */
export const demoPassword = "ledger-Willow-1021";

/** The two resellers. Their addresses end in `.example`, which no mail server of the world delivers to. */
export const demoPartners = [
  {
    key: "nordlicht",
    name: "Nordlicht Systemhaus GmbH",
    country: "DE",
    mailDomain: "nordlicht.example",
    language: "de",
    timeZone: "Europe/Berlin",
  },
  {
    key: "harbour",
    name: "Harbour & Pine Cloud Services Ltd",
    country: "GB",
    mailDomain: "harbourpine.example",
    language: "en",
    timeZone: "Europe/London",
  },
] as const;

export type DemoPartner = (typeof demoPartners)[number];

/** A reseller that has just joined and has done nothing yet: whoever signs in is led through the first steps. */
export const newcomer = {
  key: "wrenfield",
  name: "Wrenfield IT Ltd",
  country: "GB",
  mailDomain: "wrenfield.example",
  language: "en",
  timeZone: "Europe/London",
} as const;

export type DemoPartnerKey = DemoPartner["key"] | (typeof newcomer)["key"];

/** A person of the demo, who belongs to the operator, to a partner, or to a customer of the demo. */
export type DemoUser = {
  readonly organization:
    | { readonly kind: "operator" }
    | { readonly kind: "partner"; readonly partner: DemoPartnerKey }
    | { readonly kind: "customer"; readonly customer: string };
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly language: "en" | "de";
  readonly timeZone: string;
};

const germanStaff: readonly [local: string, name: string, roles: readonly Role[]][] = [
  ["admin.agent", "Antje Lüders", ["admin-agent"]],
  ["global.admin", "Henning Carstens", ["global-admin", "admin-agent"]],
  ["sales.agent", "Mareike Thomsen", ["sales-agent"]],
  ["helpdesk.agent", "Yusuf Demirel", ["helpdesk-agent"]],
  ["billing.admin", "Sabine Wollny", ["billing-admin"]],
  ["account.admin", "Jörg Petersen", ["account-admin"]],
  ["referrals.admin", "Tanja Brockmann", ["referrals-admin"]],
  ["marketing.admin", "Leonie Sievers", ["marketing-content-admin"]],
];

const britishStaff: readonly [local: string, name: string, roles: readonly Role[]][] = [
  ["admin.agent", "Priya Raman", ["admin-agent"]],
  ["global.admin", "Owen Carmichael", ["global-admin", "admin-agent"]],
  ["sales.agent", "Grace Whitlock", ["sales-agent"]],
  ["helpdesk.agent", "Callum Reid", ["helpdesk-agent"]],
  ["billing.admin", "Margaret Osei", ["billing-admin"]],
  ["account.admin", "Dafydd Pritchard", ["account-admin"]],
  ["referrals.admin", "Hannah Bright", ["referrals-admin"]],
  ["marketing.admin", "Tom Ashworth", ["marketing-content-admin"]],
];

const newcomersStaff: readonly [local: string, name: string, roles: readonly Role[]][] = [
  ["admin.agent", "Tamsin Hale", ["admin-agent"]],
  ["global.admin", "Idris Wren", ["global-admin"]],
];

function staffOf(partner: DemoPartner | typeof newcomer, staff: typeof germanStaff): DemoUser[] {
  return staff.map(([local, displayName, roles]) => ({
    organization: { kind: "partner", partner: partner.key },
    email: `${local}@${partner.mailDomain}`,
    displayName,
    roles,
    language: partner.language,
    timeZone: partner.timeZone,
  }));
}

/** Everybody who can sign in, in the order in which they are listed when the demo starts. */
export const demoUsers: readonly DemoUser[] = [
  ...staffOf(demoPartners[0], germanStaff),
  ...staffOf(demoPartners[1], britishStaff),
  ...staffOf(newcomer, newcomersStaff),
  {
    organization: { kind: "operator" },
    email: "operator@turnus.example",
    displayName: "Ines Falkenberg",
    roles: ["operator"],
    language: "en",
    timeZone: "Europe/Berlin",
  },
  {
    organization: { kind: "customer", customer: "brandt" },
    email: "global.admin@brandt-hafenlogistik.example",
    displayName: "Frauke Brandt",
    roles: ["customer-global-admin"],
    language: "de",
    timeZone: "Europe/Berlin",
  },
  {
    organization: { kind: "customer", customer: "brandt" },
    email: "user@brandt-hafenlogistik.example",
    displayName: "Ole Harms",
    roles: ["customer-user"],
    language: "de",
    timeZone: "Europe/Berlin",
  },
  {
    organization: { kind: "customer", customer: "bachtold" },
    email: "global.admin@baechtold-labor.example",
    displayName: "Reto Bächtold",
    roles: ["customer-global-admin"],
    language: "de",
    timeZone: "Europe/Zurich",
  },
  {
    organization: { kind: "customer", customer: "cedar-ridge" },
    email: "global.admin@cedarridgecu.example",
    displayName: "Denise Okafor",
    roles: ["customer-global-admin"],
    language: "en",
    timeZone: "America/Denver",
  },
  {
    organization: { kind: "customer", customer: "kookaburra" },
    email: "global.admin@kookaburramining.example",
    displayName: "Bruce Hennessy",
    roles: ["customer-global-admin"],
    language: "en",
    timeZone: "Australia/Perth",
  },
];

/** Somebody of a customer with a role; undefined where the customer has nobody like that. */
export function customerUserOf(customer: string, role: Role): DemoUser | undefined {
  return demoUsers.find(
    ({ organization, roles }) =>
      organization.kind === "customer" && organization.customer === customer && roles.includes(role),
  );
}
