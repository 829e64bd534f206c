import type { ForecastParams } from "#app/views/forecast.ts";

const lengthMax = 100;

/** What the address of the forecast chooses; texts as they are, the view knows what they can mean. */
export function forecastParams(parameters: URLSearchParams): ForecastParams {
  const text = (name: string) => (parameters.get(name) ?? "").replaceAll("\0", "").slice(0, lengthMax);
  return { currency: text("currency"), month: text("month"), customer: text("customer"), product: text("product") };
}
