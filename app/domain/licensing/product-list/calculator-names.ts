/** The calculators of the product list, in the order of the page, by what they are asked for. */
export const calculatorGroups = {
  order: ["price-level", "minimum-order", "terms", "auto-renewal"],
  move: ["transition", "from-sa", "add-on", "step-up", "conversion", "qualifying-system"],
  assurance: ["sa-renewal", "planning-days", "support"],
} as const;

export type CalculatorName = (typeof calculatorGroups)[keyof typeof calculatorGroups][number];
export const calculators: readonly CalculatorName[] = Object.values(calculatorGroups).flat();
