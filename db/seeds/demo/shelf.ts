import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";

/** What can be put into a demo cart: one SKU with its term and plan. */
export type ShelfItem = {
  readonly productId: string;
  readonly skuId: string;
  readonly termDuration: TermDuration | null;
  readonly billingPlan: BillingPlan;
  /** The day from which the catalogue has a price for it. */
  readonly since: string;
  /** What a small customer, and what a large one, takes of it. */
  readonly quantity: readonly [small: number, large: number];
};

const item = (
  sku: `${string}:${string}`,
  termDuration: TermDuration | null,
  billingPlan: BillingPlan,
  since: string,
  quantity: readonly [number, number],
): ShelfItem => {
  const [productId = "", skuId = ""] = sku.split(":");
  return { productId, skuId, termDuration, billingPlan, since, quantity };
};

/** The part of the catalogue that the demo's customers buy, under short names. */
export const shelf = {
  "windows-standard-1y": item("DEMOPRD0WSS1:0001", "P1Y", "annual", "2021-10-01", [2, 24]),
  "windows-standard-3y-annual": item("DEMOPRD0WSS1:0002", "P3Y", "annual", "2021-10-22", [2, 32]),
  "windows-standard-3y-triennial": item("DEMOPRD0WSS1:0002", "P3Y", "triennial", "2021-10-01", [2, 32]),
  "windows-datacenter-1y": item("DEMOPRD0WSD1:0001", "P1Y", "annual", "2021-10-01", [2, 16]),
  "windows-datacenter-3y-annual": item("DEMOPRD0WSD1:0002", "P3Y", "annual", "2021-10-22", [2, 16]),
  "windows-datacenter-3y-triennial": item("DEMOPRD0WSD1:0002", "P3Y", "triennial", "2021-10-01", [2, 16]),
  "windows-device-cal-3y-annual": item("DG7GMGF0DVT7:000C", "P3Y", "annual", "2021-10-22", [20, 250]),
  "windows-device-cal-3y-triennial": item("DG7GMGF0DVT7:000C", "P3Y", "triennial", "2019-07-01", [20, 250]),
  "windows-user-cal-1y": item("DG7GMGF0DVT7:ZZ01", "P1Y", "annual", "2021-10-01", [15, 400]),
  "old-rds-cal-3y-annual": item("DG7GMGF0DVSV:000P", "P3Y", "annual", "2021-10-22", [10, 120]),
  "old-rds-cal-3y-triennial": item("DG7GMGF0DVSV:000P", "P3Y", "triennial", "2019-07-01", [10, 120]),
  "rds-user-cal-1m": item("DEMOPRD0RDC2:0001", "P1M", "monthly", "2021-10-22", [5, 40]),
  "rds-user-cal-1y-annual": item("DEMOPRD0RDC2:0001", "P1Y", "annual", "2021-10-01", [10, 180]),
  "rds-user-cal-1y-monthly": item("DEMOPRD0RDC2:0001", "P1Y", "monthly", "2021-10-22", [10, 180]),
  "rds-user-cal-3y-annual": item("DEMOPRD0RDC2:0001", "P3Y", "annual", "2021-10-22", [10, 180]),
  "rds-user-cal-3y-monthly": item("DEMOPRD0RDC2:0001", "P3Y", "monthly", "2021-10-22", [10, 180]),
  "rds-user-cal-3y-triennial": item("DEMOPRD0RDC2:0001", "P3Y", "triennial", "2021-10-01", [10, 180]),
  "rds-device-cal-1y-annual": item("DEMOPRD0RDC2:0002", "P1Y", "annual", "2021-10-01", [5, 60]),
  "rds-device-cal-1y-monthly": item("DEMOPRD0RDC2:0002", "P1Y", "monthly", "2021-10-22", [5, 60]),
  "sql-enterprise-1y": item("DG7GMGF0FKZV:ZZ01", "P1Y", "annual", "2021-10-01", [2, 8]),
  "sql-enterprise-3y-annual": item("DG7GMGF0FKZV:0003", "P3Y", "annual", "2021-10-22", [2, 8]),
  "sql-enterprise-3y-triennial": item("DG7GMGF0FKZV:0003", "P3Y", "triennial", "2019-07-01", [2, 8]),
  "sql-standard-1y": item("DG7GMGF0FLR2:0002", "P1Y", "annual", "2021-10-01", [2, 12]),
  "sql-standard-3y-annual": item("DG7GMGF0FLR2:ZZ01", "P3Y", "annual", "2021-10-22", [2, 12]),
  "sql-standard-3y-triennial": item("DG7GMGF0FLR2:ZZ01", "P3Y", "triennial", "2021-10-01", [2, 12]),
  "system-center-1y": item("DEMOPRD0SCDC:0001", "P1Y", "annual", "2023-10-01", [8, 48]),
  "system-center-3y-annual": item("DEMOPRD0SCDC:0001", "P3Y", "annual", "2023-10-01", [8, 48]),
  "esu-2012-year-1": item("DEMOPRD0ESU1:0001", "P1Y", "annual", "2023-10-01", [2, 12]),
  "red-hat-1y": item("DEMOPRD0RHEL:0001", "P1Y", "annual", "2021-10-01", [1, 14]),
  "red-hat-3y": item("DEMOPRD0RHEL:0001", "P3Y", "triennial", "2021-10-01", [1, 14]),
  "suse-1y": item("DEMOPRD0SUSE:0001", "P1Y", "annual", "2021-10-01", [1, 10]),
  "suse-3y": item("DEMOPRD0SUSE:0001", "P3Y", "triennial", "2021-10-01", [1, 10]),
  "vm-reservation-1y": item("DZH318Z0BQ36:004G", "P1Y", "one-time", "2019-01-01", [1, 4]),
  "vm-reservation-3y": item("DZH318Z0BQ36:004J", "P3Y", "one-time", "2019-01-01", [1, 4]),
  "sql-reservation-1y": item("DEMOPRD0SQLR:0001", "P1Y", "one-time", "2021-10-01", [2, 16]),
  "sql-reservation-3y": item("DEMOPRD0SQLR:0002", "P3Y", "one-time", "2021-10-01", [2, 16]),
  "windows-standard-perpetual": item("DG7GMGF0D5RK:0005", null, "one-time", "2021-10-01", [1, 8]),
  "windows-user-cal-perpetual": item("DG7GMGF0D5VX:0007", null, "one-time", "2021-10-01", [15, 200]),
  "rights-management-cal": item("DG7GMGF0D5SL:0007", null, "one-time", "2021-10-01", [10, 80]),
  "external-connector": item("DG7GMGF0D515:0001", null, "one-time", "2021-10-01", [1, 2]),
  "sql-standard-perpetual": item("DEMOPRD0SQLP:0001", null, "one-time", "2023-01-01", [1, 3]),
  "sql-user-cal": item("DG7GMGF0MF3T:0002", null, "one-time", "2023-02-01", [10, 120]),
  "biztalk-branch": item("DG7GMGF0DWM3:0002", null, "one-time", "2019-01-01", [2, 4]),
  "identity-manager-cal": item("DG7GMGF0DWT0:0001", null, "one-time", "2019-01-01", [25, 300]),
  "windows-11-pro-upgrade": item("DG7GMGF0D8H4:0004", null, "one-time", "2021-10-05", [4, 60]),
  "windows-10-ltsc": item("DG7GMGF0D19L:0001", null, "one-time", "2021-11-16", [3, 40]),
  "office-ltsc": item("DEMOPRD0OLTS:0001", null, "one-time", "2021-10-01", [6, 90]),
  "excel-ltsc": item("DG7GMGF0D7FT:ZZ01", null, "one-time", "2021-10-01", [2, 12]),
  "visio-ltsc": item("DEMOPRD0VLTS:0001", null, "one-time", "2021-10-01", [1, 9]),
  "project-pro": item("DEMOPRD0PLTS:0001", null, "one-time", "2021-10-01", [1, 6]),
} as const satisfies Record<string, ShelfItem>;

export type ShelfName = keyof typeof shelf;
