import type { AttributeKey, Pool } from "./attributes.ts";
import type { ListSection, ProductList } from "./product-list.ts";
import type { ListRow, ListRowKind } from "./rows.ts";
import { countLineKinds } from "./line-accounting.ts";

export type FigureValue =
  | number
  | string
  | boolean
  | readonly string[]
  | readonly number[]
  | Readonly<Record<string, number>>;

/** Every figure by which an import is checked by hand, in a fixed order: one member per figure. */
export function figuresOf(list: ProductList): Record<string, FigureValue> {
  return { ...documentFigures(list), ...groupFigures(list), ...tableFigures(list), ...factFigures(list) };
}

function documentFigures({ lineCount, legends, lines, publishedInferred }: ProductList): Record<string, FigureValue> {
  const entries = (legend: string) => legends.filter((entry) => entry.legend === legend).length;
  return {
    lines: lineCount,
    linesByKind: countLineKinds(lines),
    unclassifiedLines: countLineKinds(lines).unclassified ?? 0,
    publishedInferred: publishedInferred ?? "",
    legendColumns: entries("columns"),
    legendCells: entries("cells"),
    legendAttributes: entries("attributes"),
  };
}

function groupFigures({ groups }: ProductList): Record<string, FigureValue> {
  const blocks = groups.filter(({ hasBlock }) => hasBlock);
  const inSection = (section: ListSection) => blocks.filter((group) => group.section === section);
  const onlyPool = (pool: Pool) =>
    blocks.filter(({ pools }) => pools.length === 1 && pools[0]?.value === pool && pools[0].scope.mode === "all")
      .length;
  const withPool = blocks.filter(({ pools }) => pools.length > 0).length;
  const having = (key: AttributeKey) =>
    blocks.flatMap(({ attributes }) => attributes).filter((attribute) => attribute.key === key);
  const all = (key: AttributeKey) => having(key).filter(({ scope }) => scope.mode === "all").length;
  const classes = (value: string, isWhole: boolean) =>
    blocks.filter(({ saClasses }) => saClasses[0]?.value === value && (saClasses[0].scope.mode === "all") === isWhole)
      .length;
  const pools = [onlyPool("server"), onlyPool("application"), onlyPool("system")] as const;
  return {
    attributeBlocks: blocks.length,
    softwareBlocks: inSection("software").length,
    onlineServiceBlocks: inSection("online-services").length,
    groupsWithoutBlock: groups.length - blocks.length,
    blocksWithPool: withPool,
    poolServerOnly: pools[0],
    poolApplicationOnly: pools[1],
    poolSystemOnly: pools[2],
    poolMixed: withPool - pools[0] - pools[1] - pools[2],
    blocksWithSaClass: blocks.filter(({ saClasses }) => saClasses.length > 0).length,
    saClassServer: classes("server", true),
    saClassDesktop: classes("desktop", true),
    saClassServerWithException: classes("server", false),
    blocksWithPredecessors: blocks.filter(({ predecessors }) => predecessors.length > 0).length,
    datedPredecessors: blocks.flatMap(({ predecessors }) => predecessors).filter(({ month }) => month !== null).length,
    reductionEligible: having("reduction").length,
    reductionEligibleAll: all("reduction"),
    reductionEligibleSce: having("reduction-sce").length,
    reductionEligibleSceAll: all("reduction-sce"),
    transitionEligible: having("transition").length,
    trueUpEligible: having("true-up").length,
    trueUpEligibleAll: all("true-up"),
    extendedTermEligible: having("extended-term").length,
    extendedTermEligibleAll: all("extended-term"),
    extendedTermByAlias: having("extended-term").filter(({ alias }) => alias !== null).length,
    qualifiedUserExemption: having("qualified-user-exemption").length,
    suite: having("suite").length,
    upToDateDiscount: having("up-to-date-discount").length,
    crossPlatform: having("cross-platform").length,
    overage: having("overage").length,
    promotionAttribute: having("promotion").length,
  };
}

function tableFigures({ tables, rows, strayRuns, groups }: ProductList): Record<string, FigureValue> {
  const blocks = groups.filter(({ hasBlock }) => hasBlock).length;
  const count = (kind: ListRowKind, matches: (row: ListRow) => boolean = () => true) =>
    rows.filter(({ row }) => row.kind === kind && matches(row)).length;
  const inTables = (kind: string) =>
    tables
      .filter((table) => table.kind === kind)
      .map(({ line, lineEnd }) => rows.filter((row) => row.line >= line && row.line <= lineEnd).length);
  const matrix = (name: string) =>
    rows.flatMap(({ row }) => (row.kind === "matrix" && row.matrix === name ? [row] : []));
  const size = (name: string) => `${matrix(name).length}×${matrix(name)[0]?.cells.length ?? 0}`;
  const currency = (table: string) =>
    rows.flatMap(({ row }) => (row.kind === "currency" && row.table === table ? [row] : []));
  const tier = (name: string) => count("tier", (row) => row.kind === "tier" && row.tier === name);
  const programme = (code: string) =>
    count("term-payment", (row) => row.kind === "term-payment" && row.programme === code);
  const [incidents, unlimited] = [currency("incidents"), currency("unlimited-support")];
  return {
    cellRuns: blocks + tables.length + strayRuns,
    tables: tables.length,
    strayRuns,
    tableSizes: tables.map(({ line, rows: rowCount, columns }) => `L${line} ${rowCount}×${columns}`),
    productRows: count("product"),
    ticks: tables.reduce((sum, { ticks }) => sum + ticks, 0),
    ticksByTable: Object.fromEntries(
      tables.filter(({ ticks }) => ticks > 0).map(({ line, ticks }) => [`L${line}`, ticks]),
    ),
    tickPatterns: Object.fromEntries(
      ["windows-upgrade", "embedded-upgrade", "rental-office", "rental-windows", "sa-benefits"].flatMap((name) =>
        patternsOf(name, matrix(name)),
      ),
    ),
    transitionRows: count("transition"),
    transitionRowsByTable: inTables("transitions"),
    bridgeRows: count("bridge"),
    fromSaRows: count("from-sa"),
    fromSaRowsByTable: inTables("from-sa"),
    addOnRows: count("add-on"),
    addOnRowsByTable: inTables("add-ons"),
    stepUpRows: count("step-up"),
    stepUpRowsByTable: inTables("step-ups"),
    stepUpHalfRows: count("step-up", (row) => row.kind === "step-up" && row.from === null),
    migrationGrantRows: count("migration-grant"),
    migrationGrantRowsByTable: inTables("migration-grants"),
    saRenewalOffers: count("sa-renewal-offer"),
    downgradeRows: count("downgrade"),
    saBenefits: size("sa-benefits"),
    qualifyingSystems: size("windows-upgrade"),
    qualifyingSystemGroups: groupRowsOf(tables, "matrix:windows-upgrade", matrix("windows-upgrade").length),
    qualifyingEmbeddedSystems: size("embedded-upgrade"),
    rentalRightRows: [matrix("rental-office").length, matrix("rental-windows").length],
    termPaymentRows: count("term-payment"),
    termPaymentRowsByProgramme: { EA: programme("EA"), "S+": programme("S+"), "OL/OV/OVS": programme("OL/OV/OVS") },
    planningDayTiers: tier("planning-days"),
    calPlanningDayTiers: tier("cal-planning-days"),
    trainingDayTiers: tier("training-days"),
    currencyRows: [incidents.length, unlimited.length],
    currencyCodesSame:
      incidents.length > 0 && incidents.map(({ code }) => code).join() === unlimited.map(({ code }) => code).join(),
    clientIsTenTimesServer: incidents.filter(({ client, server }) => client === server * 10).length,
    unlimitedIsTwelveAndAHalfTimesServer: unlimited.filter(
      ({ server }, index) => server * 2 === (incidents[index]?.server ?? 0) * 25,
    ).length,
    priceLevels: count("price-level"),
  };
}

function patternsOf(
  name: string,
  rows: readonly { readonly cells: readonly { readonly allowed: string | null }[] }[],
): [string, number][] {
  const counts = new Map<string, number>();
  for (const { cells } of rows) {
    const pattern = cells.map(({ allowed }) => (allowed === "yes" ? "x" : ".")).join("");
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  return [...counts].map(([pattern, count]) => [`${name} ${pattern}`, count]);
}

function groupRowsOf(tables: ProductList["tables"], kind: string, rows: number): number {
  return tables.filter((table) => table.kind === kind).reduce((sum, table) => sum + table.rows - 1, 0) - rows;
}

function factFigures(list: ProductList): Record<string, FigureValue> {
  const {
    promotions,
    namedPromotions,
    printedChanges,
    regions,
    olderEditionLines,
    fullDates,
    rules,
    lifecycle,
    warnings,
  } = list;
  const byDay = new Map<string, number>();
  for (const { on } of fullDates) byDay.set(on, (byDay.get(on) ?? 0) + 1);
  const [commonest = ["", 0] as const] = [...byDay].toSorted((one, other) => other[1] - one[1]);
  return {
    promotionsDescribed: promotions.length,
    promotionsNamed: namedPromotions.length,
    changeEntries: printedChanges.length,
    regionStatements: regions.length,
    olderEditionLines: olderEditionLines.length,
    fullDates: fullDates.length,
    fullDatesDistinct: byDay.size,
    commonestFullDate: commonest[0],
    commonestFullDateTimes: commonest[1],
    rulesFound: rules.filter(({ line }) => line !== null).length,
    rulesKnown: rules.length,
    lifecycleEvents: lifecycle.map(({ on, line }) => `L${line} ${on}`),
    warnings: warnings.length,
  };
}
