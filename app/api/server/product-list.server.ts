import { calculators } from "#app/domain/licensing/product-list/calculator-names.ts";
import { calculatorAnswer } from "#app/i18n/product-list-words.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import type { CalculatorField, Wish } from "#app/views/product-list/calculator-inputs.ts";
import { dayOf } from "#app/views/product-list/calculator-inputs.ts";
import { type CalculatorView, productListCalculatorView } from "#app/views/product-list/calculators.ts";
import { readBoolean } from "../wire/enums.ts";
import { invalidProperty, notFound, unknownEnumValue } from "../wire/fault.ts";
import { collection, linkTo } from "../wire/links.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";

/** The calculators of the product list, an addition of ours: what pages answer, for programs. */

const listUri = "/productlist/calculators";

/** GET /productlist/calculators */
export async function listCalculators(): Promise<ApiAnswer> {
  const items = calculators.map((name) => ({
    name,
    links: { self: linkTo(`${listUri}/${name}`) },
    attributes: { objectType: "ProductListCalculator" },
  }));
  return { body: collection(items, listUri) };
}

/** GET /productlist/calculators/{name}: what it asks for, and the answer where something was asked. */
export async function calculate(call: ApiCall): Promise<ApiAnswer> {
  const name = call.param("calculator").toLowerCase();
  const calculator = calculators.find((one) => one === name);
  if (calculator === undefined) throw notFound(`The calculators are ${calculators.join(", ")}.`);
  const edition = editionOf(call);
  const asked = orRefuse(await productListCalculatorView(call.view, { calculator, edition, wish: {} }));
  if (asked.edition === null) throw notFound("No edition of the product list was imported yet.");
  const wish = wishOf(call, asked.fields);
  return { body: onWire(orRefuse(await productListCalculatorView(call.view, { calculator, edition, wish })), call) };
}

function editionOf({ query }: ApiCall): number | null {
  const text = query.get("edition");
  if (text === undefined) return null;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw invalidProperty("edition", "This is the number of an edition.");
}

/** What was asked, in the words of the fields. A program is told what is wrong where a page would show its form. */
function wishOf({ query }: ApiCall, fields: readonly CalculatorField[]): Wish {
  const wish: Record<string, string> = {};
  for (const field of fields) {
    const value = query.get(field.name);
    if (value !== undefined) wish[field.name] = valueOf(field, value);
  }
  return wish;
}

const countMax = 10_000_000;

function valueOf({ name, kind, options }: CalculatorField, value: string): string {
  switch (kind) {
    case "select":
      if (!options.includes(value)) throw unknownEnumValue(name, value, options);
      return value;
    case "number":
      if (!/^\d{1,8}$/.test(value) || Number(value) > countMax)
        throw invalidProperty(name, `This is a whole number from 0 to ${countMax}.`);
      return value;
    case "day":
      if (dayOf({ [name]: value }, name) === undefined)
        throw invalidProperty(name, "This is a day, such as 2026-11-02.");
      return value;
    case "box": {
      const isOn = readBoolean(value === "on" ? true : value);
      if (isOn === undefined) throw invalidProperty(name, "This is true or false.");
      return isOn ? "on" : "";
    }
  }
}

const verdicts = { success: "yes", danger: "no", info: "note" } as const;

function onWire({ edition, calculator, fields, answers }: CalculatorView, call: ApiCall) {
  const t = translateTo(call.language);
  return {
    calculator,
    edition: edition?.number,
    inputs: fields.map(({ name, kind, value, options }) => ({
      name,
      type: inputTypes[kind],
      value: kind === "box" ? String(value === "on") : value,
      ...(kind === "select" ? { options } : {}),
    })),
    answers: answers.map(({ tone, code, facts, shown, rule, line }) => ({
      verdict: verdicts[tone],
      code,
      text: calculatorAnswer(code, shown, t),
      facts,
      rule,
      sourceLine: line,
    })),
    links: { self: linkTo(`${listUri}/${calculator}`) },
    attributes: { objectType: "ProductListCalculation" },
  };
}

const inputTypes = { select: "option", number: "number", day: "day", box: "boolean" } as const;
