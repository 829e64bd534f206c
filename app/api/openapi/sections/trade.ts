import { amount, answer, type Properties, said } from "../schema.ts";

/** What carts and orders share. */
export const tradeSchemas: Properties = {
  Pricing: said(
    answer({
      listPrice: amount,
      discountedPrice: amount,
      proratedPrice: amount,
      price: amount,
      extendedPrice: said(amount, "Of the whole quantity, before tax.", 23.46),
    }),
    "Per unit and cycle, before tax.",
  ),
};
