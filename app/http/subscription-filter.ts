import { type BookParams, bookStatuses } from "#app/views/subscriptions/book-params.ts";

/** Reads the filter of the list of all subscriptions out of an address, or out of the form that repeats it. Nothing here fails. */
export function bookParams(parameters: URLSearchParams): BookParams {
  return {
    customer: text(parameters, "customer"),
    product: text(parameters, "product"),
    status: bookStatuses.find((status) => status === parameters.get("status")) ?? "active",
    autoRenew: (["on", "off"] as const).find((way) => way === parameters.get("autoRenew")) ?? null,
    from: day(parameters, "from"),
    to: day(parameters, "to"),
    isWindowOpen: parameters.get("window") === "open",
  };
}

/** The filter as search parameters; what is not narrowed is left out. */
export function bookSearch(params: BookParams): Record<string, string | undefined> {
  return {
    customer: params.customer || undefined,
    product: params.product || undefined,
    status: params.status === "active" ? undefined : params.status,
    autoRenew: params.autoRenew ?? undefined,
    from: params.from ?? undefined,
    to: params.to ?? undefined,
    window: params.isWindowOpen ? "open" : undefined,
  };
}

function text(parameters: URLSearchParams, name: string): string {
  return (parameters.get(name) ?? "")
    .replace(/[\s\0]+/g, " ")
    .trim()
    .slice(0, 100);
}

/** A day that there is, of a year that terms end in. */
function day(parameters: URLSearchParams, name: string): string | null {
  const value = parameters.get(name) ?? "";
  const match = /^(20\d\d|21\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.exec(value);
  if (match === null) return null;
  const [, year, month, dayOfMonth] = match.map(Number);
  const daysInMonth = [31, isLeap(year ?? 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][(month ?? 1) - 1] ?? 31;
  return (dayOfMonth ?? 0) <= daysInMonth ? value : null;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
