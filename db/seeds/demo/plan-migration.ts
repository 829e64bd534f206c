import type { Temporal } from "temporal-polyfill";
import type { Planner } from "./planner.ts";
import { seededRandom } from "./random.ts";

/** The customer whose devices move from volume licensing in the demo. */
export const migratingCustomer = "brandt";

type Fleet = {
  readonly prefix: string;
  readonly group: string;
  readonly product: string;
  readonly count: number;
  /** Days since the last activation of its devices, from and to. */
  readonly days: readonly [number, number];
};

const fleets: readonly Fleet[] = [
  { prefix: "BHL-SRV", group: "Rechenzentrum Hamburg", product: "Windows Server 2019", count: 22, days: [20, 176] },
  { prefix: "BHL-HB-PC", group: "Bremen, Überseehafen", product: "Windows 10 LTSC", count: 46, days: [60, 184] },
  {
    prefix: "BHL-BHV-PC",
    group: "Bremerhaven, Containerterminal",
    product: "Windows 10 LTSC",
    count: 38,
    days: [5, 150],
  },
  { prefix: "BHL-KRAN", group: "Kransteuerung", product: "Windows 10 IoT", count: 12, days: [150, 196] },
  { prefix: "BHL-LKW", group: "Disposition", product: "Windows 11", count: 21, days: [1, 120] },
];

/** The list that the customer's administrator has sent, as it would come out of an inventory: semicolons, German words. */
export function deviceListOfDemo(at: Temporal.Instant): string {
  const random = seededRandom("devices");
  const lines = fleets.flatMap(({ prefix, group, product, count, days: [from, to] }) =>
    Array.from({ length: count }, (_, index) => {
      const activated = at.subtract({ minutes: random.between(from * 1440, to * 1440) });
      const text =
        prefix === "BHL-SRV" ? activated.toString().replace(/\.\d+Z$/, "Z") : activated.toString().slice(0, 10);
      return [`${prefix}-${String(index + 1).padStart(2, "0")}`, text, group, product, ""].join(";");
    }),
  );
  // Somebody has named a device as nobody can type it.
  const kiosk = [
    "Kiosk Pförtner 1",
    at
      .subtract({ hours: 24 * 160 })
      .toString()
      .slice(0, 10),
    "Empfang",
    "Windows 10",
    "",
  ];
  return ["Gerät;Letzte Aktivierung;Standort;Betriebssystem;Bemerkung", ...lines, kiosk.join(";")].join("\r\n");
}

/** Two weeks ago the list came; since then the cranes, some servers and some desks are done. */
export function planMigration({ act, daysAgo }: Planner): void {
  act(daysAgo(14, "09:40"), migratingCustomer, { kind: "list-devices", customer: migratingCustomer });
  for (const [days, time, search] of [
    [12, "15:20", "bhl-kran-0"],
    [9, "10:05", "bhl-srv-0"],
    [5, "16:30", "bhl-hb-pc-2"],
    [1, "11:15", "bhl-lkw-1"],
  ] as const)
    act(daysAgo(days, time), migratingCustomer, { kind: "mark-devices", customer: migratingCustomer, search });
}
