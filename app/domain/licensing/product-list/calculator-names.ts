/** The calculators of the product list, in the order of the page. */
export const calculators = [
  "transition",
  "step-up",
  "price-level",
  "sa-renewal",
  "minimum-order",
  "terms",
  "planning-days",
  "support",
] as const;
export type CalculatorName = (typeof calculators)[number];
