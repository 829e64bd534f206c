import { calculators } from "#app/domain/licensing/product-list/calculator-names.ts";
import { type ApiSection, ok, query } from "../operation.ts";
import { answer, attributes, collection, count, links, list, oneOf, ref, said, text } from "../schema.ts";

export const productListSection: ApiSection = {
  id: "product-list",
  title: "Product list",
  description:
    "An addition of ours: the calculators of the product list of volume licensing. Every answer names its rule and the line of the list. Answers are advice; they change nothing.",
  operations: [
    {
      id: "listCalculators",
      method: "get",
      path: "/v1/productlist/calculators",
      summary: "List the calculators",
      caller: "both",
      access: "any-partner-role",
      answer: ok(collection(ref("ProductListCalculator")), "The calculators."),
    },
    {
      id: "calculate",
      method: "get",
      path: "/v1/productlist/calculators/{calculator}",
      summary: "Ask a calculator",
      description:
        "Without inputs it says which there are, with their options; an input that is left out has the value that is shown then. Inputs are sent by their names, such as `?from=…&to=…`.",
      caller: "both",
      access: "any-partner-role",
      isQueryOpen: true,
      query: [query("edition", said(text, "", "1"), "The number of an edition; the newest, where it is left out.")],
      answer: ok(ref("ProductListCalculation"), "The inputs as they were taken, and what was found."),
      errors: ["400/3000", "400/900126", "404/1000"],
    },
  ],
  schemas: {
    ProductListCalculator: answer({
      name: oneOf(...calculators),
      links: links(["self"]),
      attributes: attributes("ProductListCalculator"),
    }),
    ProductListCalculation: answer({
      calculator: oneOf(...calculators),
      edition: count,
      inputs: list(
        answer(
          { name: said(text, "", "quantity"), type: oneOf("option", "number", "day", "boolean"), value: text },
          { options: list(text) },
        ),
      ),
      answers: list(ref("ProductListAnswer")),
      links: links(["self"]),
      attributes: attributes("ProductListCalculation"),
    }),
    ProductListAnswer: answer(
      {
        verdict: said(oneOf("yes", "no", "note"), "A note is neither."),
        code: said(text, "For programs.", "step-up-valid"),
        text: said(text, "In the language of the call.", "Valid."),
        facts: { type: "object", additionalProperties: { anyOf: [text, { type: "number" }] }, examples: [{ most: 3 }] },
      },
      {
        rule: said(text, "A rule of the list, by its number here.", "R26"),
        sourceLine: said(count, "Line of the edition that says so.", 812),
      },
    ),
  },
};
