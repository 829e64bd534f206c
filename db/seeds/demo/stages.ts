import { Temporal } from "temporal-polyfill";
import { type DemoLine, instantOn, type Planner } from "./planner.ts";
import type { ShelfName } from "./shelf.ts";

/**
 * The cases that a visitor of the demo comes to see, each where it stands at the moment of loading: what closes within
 * hours, what renews tomorrow, what will not renew. All of it is counted from `planner.now`, but what was bought
 * before 14 October 2021, which is a date of its own kind.
 */
export function planStages(planner: Planner): void {
  planOpenWindows(planner);
  planWindowsAtTheirEnd(planner);
  planRenewalsAhead(planner);
  planAutoRenewOff(planner);
  planWithdrawnOffers(planner);
  planNextTerms(planner);
  planCancellations(planner);
  planBeforeAutoRenew(planner);
  planPerpetual(planner);
  planThirdParty(planner);
  planMonthly(planner);
  planMonthEnds(planner);
  planReservations(planner);
  planParkedRenewal(planner);
}

function planOpenWindows({ buy, hoursAgo }: Planner): void {
  buy("bachtold", hoursAgo(3), [["sql-standard-3y-triennial", 4]]);
  buy("tidewater", hoursAgo(26), [
    ["windows-datacenter-3y-annual", 6],
    ["system-center-3y-annual", 24],
  ]);
  buy("sahyadri", hoursAgo(31), [["rds-user-cal-1m", 30]]);
  buy("elbmarsch", hoursAgo(50), [
    ["windows-standard-1y", 8],
    ["windows-user-cal-1y", 120],
  ]);
  buy("kitahama", hoursAgo(75), [["sql-enterprise-1y", 2]]);
  buy("kookaburra", hoursAgo(98), [["windows-standard-3y-triennial", 12]]);
  buy("ammann", hoursAgo(121), [["rds-user-cal-1y-monthly", 25]]);
  buy("blue-heron", hoursAgo(1.2), [["windows-standard-1y", 6]]);
}

/** A window is open for 168 hours: some close while one looks on, some have just closed. */
function planWindowsAtTheirEnd({ buy, hoursAgo }: Planner): void {
  const closesIn = (hours: number) => hoursAgo(168 - hours);
  buy("brandt", closesIn(0.75), [["windows-standard-1y", 4]]);
  buy("noordkop", closesIn(2.6), [["rds-user-cal-1y-annual", 35]]);
  buy("cedar-ridge", closesIn(5.2), [["sql-standard-1y", 6]]);
  buy("penrose", closesIn(9.4), [["rds-user-cal-1y-monthly", 12]]);
  buy("whitsunday", closesIn(20.1), [["windows-user-cal-1y", 15]]);
  buy("hainisch", closesIn(-0.4), [["windows-user-cal-1y", 20]]);
  buy("ashcombe", closesIn(-2.3), [["rds-user-cal-1y-annual", 60]]);
  buy("waikato", closesIn(-7.8), [["windows-standard-1y", 2]]);
  buy("minato", closesIn(-15), [["windows-standard-3y-annual", 2]]);
}

/** Buys so that a term ends so many days from today: bought on that day, so many years before. */
function buyEndingIn(planner: Planner, days: number, years: number, customer: string, lines: readonly DemoLine[]) {
  const bought = planner.today.add({ days }).subtract({ years });
  return planner.buy(customer, instantOn(bought, "10:24:37"), lines);
}

type Ending = readonly [days: number, years: number, customer: string, name: ShelfName, quantity: number];

/** Negative days: renewed lately, so that the window of the new term is still open. */
const renewals: readonly Ending[] = [
  [-6, 1, "stubenvoll", "windows-standard-1y", 6],
  [-4, 1, "wendland", "windows-user-cal-1y", 310],
  [-3, 2, "cedar-ridge", "sql-standard-1y", 8],
  [-2, 3, "oberhofer", "sql-standard-3y-annual", 4],
  [-1, 1, "sahyadri", "windows-standard-1y", 4],
  [1, 1, "brandt", "windows-datacenter-1y", 8],
  [1, 3, "cedar-ridge", "sql-enterprise-3y-triennial", 4],
  [2, 2, "stubenvoll", "sql-standard-1y", 4],
  [2, 1, "kookaburra", "windows-user-cal-1y", 180],
  [3, 3, "noordkop", "rds-user-cal-3y-annual", 45],
  [3, 1, "marlowe", "windows-user-cal-1y", 30],
  [4, 2, "kitahama", "windows-standard-1y", 8],
  [5, 3, "ammann", "windows-standard-3y-annual", 4],
  [6, 2, "blue-heron", "rds-user-cal-1y-annual", 50],
  [9, 1, "bertolini", "windows-standard-1y", 2],
  [13, 1, "lakehead", "windows-standard-1y", 4],
  [16, 2, "nordso", "windows-datacenter-1y", 2],
  [22, 1, "straits", "rds-user-cal-1y-annual", 20],
  [28, 3, "tidewater", "windows-datacenter-3y-triennial", 10],
];

function planRenewalsAhead(planner: Planner): void {
  for (const [days, years, customer, name, quantity] of renewals)
    buyEndingIn(planner, days, years, customer, [[name, quantity]]);
}

function planAutoRenewOff(planner: Planner): void {
  const endings: readonly Ending[] = [
    [4, 1, "alpenblick", "windows-standard-1y", 2],
    [11, 1, "tidewater", "windows-user-cal-1y", 260],
    [19, 2, "haut-jura", "windows-user-cal-1y", 20],
    [55, 1, "hollis", "windows-standard-1y", 2],
    [140, 3, "elbmarsch", "sql-standard-3y-annual", 6],
    // Over already: these have expired.
    [-3, 1, "rethmeier", "windows-user-cal-1y", 15],
    [-15, 1, "table-bay", "windows-standard-1y", 2],
    [-41, 2, "cedar-ridge", "windows-datacenter-1y", 4],
    [-203, 1, "wendland", "rds-user-cal-1y-annual", 90],
    [-380, 1, "kaveri", "sql-enterprise-1y", 2],
  ];
  for (const [days, years, customer, name, quantity] of endings) {
    const bought = buyEndingIn(planner, days, years, customer, [[name, quantity]]);
    const line = bought?.[0];
    if (line === undefined) continue;
    const at = instantOn(planner.today.add({ days }).subtract({ days: 160 }), "14:05:12");
    planner.act(at, customer, { kind: "switch-auto-renew", line, isOn: false });
  }
  // Still on, and to be switched off by itself on a day that somebody chose.
  for (const [days, offInDays, customer, quantity] of [
    [76, 34, "rethmeier", 45],
    [61, 20, "hollis", 25],
  ] as const) {
    const line = buyEndingIn(planner, days, 1, customer, [["windows-user-cal-1y", quantity]])?.[0];
    if (line === undefined) continue;
    const on = planner.today.add({ days: offInDays });
    planner.act(planner.daysAgo(8, "11:26"), customer, { kind: "plan-auto-renew-off", line, on });
  }
  // Somebody changed their mind.
  const line = buyEndingIn(planner, 24, 1, "kookaburra", [["windows-standard-1y", 16]])?.[0];
  if (line === undefined) return;
  planner.act(planner.daysAgo(33, "09:40"), "kookaburra", { kind: "switch-auto-renew", line, isOn: false });
  planner.act(planner.daysAgo(12, "15:18"), "kookaburra", { kind: "switch-auto-renew", line, isOn: true });
}

/** The publisher takes two products off the list: one a month ago, one the day after tomorrow. What runs, runs out. */
function planWithdrawnOffers(planner: Planner): void {
  const endings: readonly Ending[] = [
    [-12, 3, "de-vries", "old-rds-cal-3y-annual", 15],
    [6, 3, "wendland", "old-rds-cal-3y-triennial", 80],
    [40, 3, "ashcombe", "old-rds-cal-3y-annual", 30],
    [5, 1, "ammann", "rds-device-cal-1y-annual", 10],
    [8, 1, "blue-heron", "rds-device-cal-1y-monthly", 25],
    [14, 2, "sahyadri", "rds-device-cal-1y-annual", 20],
    [23, 1, "kitahama", "rds-device-cal-1y-annual", 12],
    [29, 1, "noordkop", "rds-device-cal-1y-monthly", 18],
    [95, 1, "penrose", "rds-device-cal-1y-annual", 5],
  ];
  for (const [days, years, customer, name, quantity] of endings)
    buyEndingIn(planner, days, years, customer, [[name, quantity]]);
  const withdraw = (importedDaysAgo: number, untilDays: number, items: readonly ShelfName[]) => {
    const untilOn = planner.today.add({ days: untilDays });
    const at = planner.daysAgo(importedDaysAgo, "07:30");
    planner.act(at, "brandt", { kind: "withdraw-offers", items, untilOn }, { by: "operator@turnus.example" });
  };
  withdraw(75, -30, ["old-rds-cal-3y-annual", "old-rds-cal-3y-triennial"]);
  withdraw(45, 2, ["rds-device-cal-1y-annual", "rds-device-cal-1y-monthly"]);
}

function planNextTerms(planner: Planner): void {
  const planned: readonly (readonly [Ending, to: DemoLine])[] = [
    [
      [18, 1, "noordkop", "rds-user-cal-1y-annual", 60],
      ["rds-user-cal-3y-annual", 75],
    ],
    [
      [33, 1, "elbmarsch", "windows-standard-1y", 24],
      ["windows-standard-1y", 16],
    ],
    [
      [47, 1, "blue-heron", "rds-user-cal-1y-monthly", 40],
      ["rds-user-cal-1y-annual", 40],
    ],
    [
      [72, 3, "tidewater", "rds-user-cal-3y-triennial", 90],
      ["rds-user-cal-3y-monthly", 110],
    ],
    [
      [2, 1, "alpenblick", "rds-user-cal-1y-annual", 15],
      ["rds-user-cal-1y-monthly", 20],
    ],
    // Renewed into what had been scheduled.
    [
      [-60, 1, "ammann", "rds-user-cal-1y-annual", 20],
      ["rds-user-cal-3y-annual", 25],
    ],
  ];
  for (const [[days, years, customer, name, quantity], to] of planned) {
    const line = buyEndingIn(planner, days, years, customer, [[name, quantity]])?.[0];
    if (line === undefined) continue;
    const at = instantOn(planner.today.add({ days }).subtract({ days: 90 }), "11:47:03");
    planner.act(at, customer, { kind: "schedule-next-term", line, to });
  }
}

function planCancellations(planner: Planner): void {
  const { buy, act, daysAgo, hoursAgo } = planner;
  const cancelled: readonly (readonly [customer: string, boughtDaysAgo: number, afterHours: number, line: DemoLine])[] =
    [
      // On the first day, so that all of it comes back.
      ["petersen", 10, 1.5, ["windows-standard-1y", 4]],
      ["stubenvoll", 5, 74, ["sql-standard-3y-annual", 8]],
      ["whitsunday", 22, 97, ["windows-user-cal-1y", 50]],
      ["sahyadri", 37, 120, ["rds-user-cal-1y-monthly", 75]],
      ["elbmarsch", 64, 30, ["windows-datacenter-1y", 4]],
      ["cedar-ridge", 150, 166, ["sql-enterprise-1y", 2]],
      ["minato", 290, 52, ["windows-standard-3y-triennial", 2]],
      ["ammann", 410, 20, ["rds-user-cal-3y-triennial", 10]],
    ];
  for (const [customer, days, hours, line] of cancelled) {
    const at = daysAgo(days, "09:12:44");
    const bought = buy(customer, at, [line])?.[0];
    const cancelAt = at.add({ milliseconds: hours * 3_600_000 });
    if (bought !== undefined) act(cancelAt, customer, { kind: "cancel-subscription", line: bought });
  }
  // A renewal that nobody wanted, cancelled in the window of the new term.
  const renewed = buyEndingIn(planner, -9, 1, "oberhofer", [["windows-standard-1y", 10]])?.[0];
  if (renewed !== undefined) act(daysAgo(6, "08:55"), "oberhofer", { kind: "cancel-subscription", line: renewed });
  // Attempts that the portal refused, as they stand in the log.
  const late = buy("brandt", daysAgo(29, "13:20"), [["windows-user-cal-1y", 220]])?.[0];
  if (late !== undefined) {
    act(daysAgo(11, "10:02"), "brandt", { kind: "cancel-subscription", line: late }, { outcome: "refused" });
    const by = "sales.agent@nordlicht.example";
    act(hoursAgo(20), "brandt", { kind: "cancel-subscription", line: late }, { by, outcome: "refused" });
  }
}

/** What was bought before auto-renew began ends on its date; software bought once stays for good. */
function planBeforeAutoRenew({ buy, now }: Planner): void {
  const fixed: readonly (readonly [bought: string, customer: string, lines: readonly DemoLine[]])[] = [
    ["2019-11-04T10:12:00Z", "brandt", [["biztalk-branch", 4]]],
    ["2020-03-18T09:31:20Z", "wendland", [["old-rds-cal-3y-triennial", 60]]],
    ["2020-09-29T13:02:41Z", "cedar-ridge", [["sql-enterprise-3y-triennial", 2]]],
    ["2021-02-11T11:45:09Z", "elbmarsch", [["identity-manager-cal", 150]]],
    ["2021-06-30T08:20:55Z", "kookaburra", [["windows-device-cal-3y-triennial", 110]]],
    [
      "2021-10-05T14:10:00Z",
      "tidewater",
      [
        ["windows-standard-1y", 12],
        ["windows-user-cal-1y", 240],
      ],
    ],
    [
      "2021-10-06T07:58:13Z",
      "stubenvoll",
      [
        ["windows-standard-perpetual", 4],
        ["windows-user-cal-perpetual", 60],
      ],
    ],
    ["2021-10-12T15:26:30Z", "ashcombe", [["office-ltsc", 45]]],
    [
      "2021-10-13T16:44:02Z",
      "brandt",
      [
        ["windows-standard-3y-triennial", 8],
        ["sql-standard-3y-triennial", 4],
      ],
    ],
  ];
  for (const [bought, customer, lines] of fixed) {
    const at = Temporal.Instant.from(bought);
    if (Temporal.Instant.compare(at, now) < 0) buy(customer, at, lines);
  }
}

/** Software bought once can be given back through the thirtieth day after the purchase; each order counts its own days. */
function planPerpetual({ buy, act, daysAgo, hoursAgo }: Planner): void {
  const orders: readonly (readonly [customer: string, name: ShelfName, quantity: number, ages: readonly number[]])[] = [
    ["brandt", "office-ltsc", 25, [1, 9, 21, 30, 31, 64, 402]],
    ["tidewater", "windows-11-pro-upgrade", 40, [3, 14, 29, 45, 230]],
    ["kitahama", "windows-10-ltsc", 15, [6, 18, 88]],
    ["elbmarsch", "sql-user-cal", 60, [2, 26, 33]],
    ["hollerbach", "office-ltsc", 9, [4, 300]],
    ["waikato", "visio-ltsc", 2, [11]],
    ["bergslagen", "windows-standard-perpetual", 2, [17]],
    ["marlowe", "office-ltsc", 12, [25]],
  ];
  for (const [customer, name, quantity, ages] of orders)
    for (const [index, age] of ages.entries())
      buy(customer, daysAgo(age, "11:15:40"), [[name, Math.max(1, quantity - index * 3)]]);
  buy("kookaburra", hoursAgo(5), [
    ["sql-standard-perpetual", 2],
    ["sql-user-cal", 40],
  ]);
  const given = buy("kookaburra", daysAgo(27, "10:33"), [["sql-user-cal", 25]])?.[0];
  if (given !== undefined) act(daysAgo(24, "12:20"), "kookaburra", { kind: "cancel-perpetual", line: given });
  const project = buy("hollis", daysAgo(19, "15:06"), [["project-pro", 3]])?.[0];
  if (project !== undefined) act(daysAgo(8, "09:09"), "hollis", { kind: "cancel-perpetual", line: project });
  // The operator wants to look at this product first, so it is refused and leads to a support request.
  const reviewed = buy("stubenvoll", daysAgo(13, "13:37"), [["biztalk-branch", 2]])?.[0];
  if (reviewed !== undefined)
    act(daysAgo(5, "14:48"), "stubenvoll", { kind: "cancel-perpetual", line: reviewed }, { outcome: "refused" });
}

/** Red Hat and SUSE plans: bought lately or long ago, they are never cancelled. */
function planThirdParty(planner: Planner): void {
  const { buy, act, daysAgo } = planner;
  const young = buy("nordso", daysAgo(3, "12:41"), [["red-hat-1y", 4]])?.[0];
  if (young !== undefined)
    act(daysAgo(1, "08:17"), "nordso", { kind: "cancel-subscription", line: young }, { outcome: "refused" });
  buy("bachtold", daysAgo(4, "09:22"), [["suse-3y", 6]]);
  buy("prairie", daysAgo(96, "16:01"), [["suse-1y", 3]]);
  buy("kaveri", daysAgo(510, "10:50"), [["red-hat-3y", 6]]);
  buy("brandt", daysAgo(820, "10:11"), [
    ["red-hat-3y", 12],
    ["suse-3y", 4],
  ]);
  buyEndingIn(planner, 6, 1, "tidewater", [["red-hat-1y", 10]]);
  buyEndingIn(planner, 10, 3, "wendland", [["suse-3y", 8]]);
}

/** Remote desktop licences are paid monthly under all three terms; extended updates need the server behind them. */
function planMonthly({ buy, act, daysAgo }: Planner): void {
  buy("alpenblick", daysAgo(150, "09:05"), [["rds-user-cal-1m", 12]]);
  buy("penrose", daysAgo(95, "13:15"), [["rds-user-cal-1m", 8]]);
  buy("straits", daysAgo(214, "08:45"), [["rds-user-cal-1y-monthly", 20]]);
  buy("wendland", daysAgo(430, "10:30"), [["rds-user-cal-3y-monthly", 150]]);
  buy("sahyadri", daysAgo(310, "09:55"), [["rds-user-cal-3y-monthly", 65]]);
  const seasonal = buy("whitsunday", daysAgo(101, "11:50"), [["rds-user-cal-1m", 6]])?.[0];
  if (seasonal !== undefined)
    act(daysAgo(48, "15:40"), "whitsunday", { kind: "switch-auto-renew", line: seasonal, isOn: false });
  const growing = buy("ammann", daysAgo(68, "14:14"), [["rds-user-cal-1m", 10]])?.[0];
  if (growing !== undefined)
    act(daysAgo(2, "10:10"), "ammann", {
      kind: "schedule-next-term",
      line: growing,
      to: ["rds-user-cal-1y-monthly", 15],
    });
  for (const [customer, days] of [
    ["elbmarsch", 400],
    ["cedar-ridge", 205],
  ] as const)
    buy(customer, daysAgo(days, "12:30"), [
      ["windows-standard-1y", 6],
      ["esu-2012-year-1", 6],
    ]);
}

/** Terms from the 31st and from a leap day, which end on the last day of shorter months. */
function planMonthEnds({ buy, today }: Planner): void {
  const latest = (daysAgoMin: number, isWanted: (day: Temporal.PlainDate) => boolean) => {
    let day = today.subtract({ days: daysAgoMin });
    // Leap days are at most eight years apart.
    for (let tries = 0; tries < 3000 && !isWanted(day); tries += 1) day = day.subtract({ days: 1 });
    return day;
  };
  const on = (day: Temporal.PlainDate) => instantOn(day, "10:31:31");
  buy("table-bay", on(latest(100, (day) => day.day === 31)), [["rds-user-cal-1m", 5]]);
  buy("alpenblick", on(latest(60, (day) => day.day === 31 && day.month === 1)), [["rds-user-cal-1m", 9]]);
  buy("penrose", on(latest(200, (day) => day.day === 31)), [["rds-user-cal-1y-monthly", 14]]);
  buy("marlowe", on(latest(40, (day) => day.day === 30)), [["rds-user-cal-1y-monthly", 10]]);
  buy("bertolini", on(latest(60, (day) => day.day === 29 && day.month === 2)), [["windows-standard-1y", 2]]);
}

/** Brazil is closed for software and open for reservations, which are never cancelled in the portal. */
function planReservations({ buy, daysAgo }: Planner): void {
  buy("cafezal", daysAgo(2, "13:05"), [["vm-reservation-1y", 2]]);
  buy("cafezal", daysAgo(333, "14:25"), [["sql-reservation-1y", 8]]);
  buy("vereda", daysAgo(700, "12:12"), [["vm-reservation-3y", 1]]);
  buy("brandt", daysAgo(260, "09:33"), [["vm-reservation-1y", 3]]);
  buy("prairie", daysAgo(480, "15:50"), [["sql-reservation-3y", 12]]);
}

/** A renewal that failed at every try, so that it is parked; its record is in order again and waits to be released. */
function planParkedRenewal(planner: Planner): void {
  const line = buyEndingIn(planner, -2, 1, "lakehead", [["windows-user-cal-1y", 35]])?.[0];
  if (line === undefined) return;
  const { act, daysAgo } = planner;
  const operator = { by: "operator@turnus.example" };
  act(daysAgo(3, "21:10"), "lakehead", { kind: "damage-record", line }, operator);
  act(daysAgo(1, "06:40"), "lakehead", { kind: "mend-record", line }, operator);
}
