/** The rules of the trade that have a page of their own, with an example. */
export const helpRules = [
  "cancellation-window",
  "perpetual-cancellation",
  "auto-renew",
  "next-term",
  "term-dates",
] as const;
export type HelpRule = (typeof helpRules)[number];
