import type { Temporal } from "temporal-polyfill";
import { addTaxRate } from "#app/services/invoicing/tax-rates.server.ts";
import type { DemoDeps } from "./demo-deps.ts";
import type { DemoPeople } from "./load-people.ts";

/** In some markets tax is on invoices, in Australia it is within them, and in the others nothing is entered. */
const rates = [
  { market: "DE", rateMillionths: 190_000, startsOn: "2019-01-01" },
  { market: "DE", rateMillionths: 160_000, startsOn: "2020-07-01" },
  { market: "DE", rateMillionths: 190_000, startsOn: "2021-01-01" },
  { market: "AU", rateMillionths: 100_000, startsOn: "2019-01-01" },
] as const;

/** The rates that the operator entered before anything was bought. */
export async function enterTaxRates(deps: DemoDeps, people: DemoPeople, at: Temporal.Instant): Promise<void> {
  const operator = people.actors.get("operator@turnus.example");
  if (operator === undefined || operator.kind === "system") throw new Error("The demo has no operator");
  for (const rate of rates) {
    const added = await addTaxRate(deps, operator, rate, at);
    if (!added.ok) throw new Error(`The rate of ${rate.market} was refused: ${added.refusal.code}`);
  }
}
