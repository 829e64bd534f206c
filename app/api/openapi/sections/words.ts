import { termDurations } from "#app/domain/catalog/terms.ts";
import { billingCycles } from "../../wire/trade-words.ts";
import { answer, count, flag, integer, list, oneOf, said, type Schema, text, type Properties } from "../schema.ts";
import { type Parameter, query } from "../operation.ts";

/** Words of every section. */

export const billingCycle = said(
  oneOf(...billingCycles),
  "How often it is charged. Read in any spelling and by number.",
  "annual",
);
export const termDuration = said(oneOf(...termDurations), "Absent for perpetual software.", "P1Y");
/** As clients write them. */
export const termDurationSent = said(text, "Without it that of the offer, where there is one.", "P1Y");
export const currencySent = said(text, "Without it the market's.", "EUR");
export const catalogItem = said(
  { type: "string", pattern: "^[^:]+:[^:]+:[^:]+$" },
  "product:sku:availability",
  "DG7GMGF0D5RK:0005:DG7GMGF0D5S1",
);
/** As clients write one: the availability may be left out. */
export const catalogItemSent = said(
  { type: "string" },
  "product:sku:availability, or product:sku for the offer of now",
  "DG7GMGF0D5RK:0005",
);
export const quantitySent = said({ anyOf: [integer, { type: "string", pattern: "^\\d+$" }] }, "A whole number.", 2);
/** Yes or no as clients write it. */
export const flagSent: Schema = { anyOf: [flag, { type: "string", pattern: "^(?:[Tt]rue|[Ff]alse)$" }] };
export const currency = said({ type: "string", pattern: "^[A-Z]{3}$" }, "ISO 4217", "EUR");
export const country = said({ type: "string", pattern: "^[A-Z]{2}$" }, "ISO 3166-1 alpha-2", "DE");
/** As clients write one. */
export const countrySent = said({ type: "string", maxLength: 2 }, "Two letters, in any case.", "DE");

export const sizeParameter = query("size", count, "Items per page; 0 is the default. More than the most is cut to it.");
export const offsetParameter = query("offset", count, "How many items to leave out, from 0.");
/** With the token of the page before nothing else is needed. */
export const seekParameters: readonly Parameter[] = [
  query(
    "seekOperation",
    said({ type: "string" }, "Next, Previous or First.", "Next"),
    "Goes with the token of the page before; the token carries size, filter and order by itself.",
  ),
  query("MS-ContinuationToken", text, "The token, where it cannot be sent as the header of the same name."),
];
export const filterParameter = query(
  "filter",
  said(text, "JSON", '{"Field":"CompanyName","Value":"Nord","Operator":"starts_with"}'),
  "One comparison, or two joined by `and` or `or` as LeftFilter and RightFilter.",
);
/** Sent by clients that fill in every parameter; the path says it already. */
export const notLookedAt = (...names: readonly string[]): Parameter[] =>
  names.map((name) => query(name, text, "Not looked at."));
export const priceParameter = query("include_price", text, "true adds `pricing` and `totalPrice`; also includePrice.");

export const commonSchemas: Properties = {
  Link: answer({
    uri: said(text, "Below the version: put /v1 in front of it.", "/customers"),
    method: said(text, "How to call it.", "GET"),
    headers: list(answer({ key: text, value: text })),
  }),
  Error: answer(
    {
      code: said(integer, "The documented number.", 20_003),
      description: said(text, "The documented sentence, then what helps.", "Subscription not found."),
      source: said(text, "Always the same.", "PartnerFD"),
    },
    {
      data: list({
        type: "object",
        description: "Facts for programs; `refusal` is the portal's own code.",
        additionalProperties: true,
      }),
    },
  ),
  TooManyRequests: answer({
    statusCode: { const: 429 },
    message: said(text, "When to try again.", "Rate limit is exceeded. Try again in 57 seconds."),
  }),
};
