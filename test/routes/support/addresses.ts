import type { BuiltRoute } from "./routes.ts";
import { routeTable, type IdKind, type RouteRow } from "./route-table.ts";
import type { Book, Person } from "./settle.ts";
import type { Site } from "./site.ts";

export function rowOf({ id }: Pick<BuiltRoute, "id">): RouteRow {
  const row = routeTable[id];
  if (row === undefined) throw new Error(`${id} is in no table of routes`);
  return row;
}

const operatorKinds = [
  "draft",
  "run",
  "product",
  "pool",
  "keyImport",
  "file",
  "mail",
  "letter",
  "listDraft",
  "listEdition",
  "listGroup",
  "listLine",
  "helpRule",
  "apiOperation",
  "onlineService",
] as const;

function isOfOperator(kind: IdKind): kind is (typeof operatorKinds)[number] {
  return operatorKinds.some((one) => one === kind);
}

/** The record of a kind that one partner has. */
export function idOf(kind: IdKind, site: Site, book: Book): string {
  return isOfOperator(kind) ? site[kind] : book[kind];
}

/** The parameters of a route for the records of one partner. */
export function paramsOf(row: RouteRow, site: Site, book: Book): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row.params ?? {}).map(([name, kind]) => [name, idOf(kind, site, book)] as const),
  );
}

/** Somebody who may open a route and send its forms. */
export function usualPersonAt(id: string): Person {
  if (id.startsWith("routes/operator.")) return "operator";
  return id.startsWith("routes/products.") ||
    id === "routes/accesses" ||
    id === "routes/accesses_.list[.]csv" ||
    id === "routes/activate" ||
    id === "routes/agreements.accounts.$accountId" ||
    id === "routes/installations_.$orderId.sign"
    ? "customer-global-admin"
    : "all-partner-roles";
}

/** Where a browser finds a route. */
export function addressOf(
  route: Pick<BuiltRoute, "id" | "pattern">,
  params: Readonly<Record<string, string>>,
  search: Readonly<Record<string, string>> = {},
): string {
  const path = route.pattern.replace("*", "nowhere/at/all").replaceAll(/:(\w+)/g, (_whole, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${route.id} needs ${name}; say in the table what it stands for`);
    return encodeURIComponent(value);
  });
  return withSearch(path, search);
}

/** The address of a route for the records of partner A, or of another book. */
export function addressFor(route: BuiltRoute, site: Site, book: Book = site.a): string {
  const row = rowOf(route);
  return addressOf(route, paramsOf(row, site, book), row.search?.(site, book));
}

export function withSearch(address: string, search: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(search).toString();
  return text === "" ? address : `${address}${address.includes("?") ? "&" : "?"}${text}`;
}

/** The same as a request for data, as the page's own script makes it. */
export function asData(address: string, route: Pick<BuiltRoute, "id">): string {
  return withSearch(address, { _data: route.id });
}

/** Where the form of a page is sent: an index route is told from the one around it. */
export function asAction(address: string, route: Pick<BuiltRoute, "isIndex">): string {
  return route.isIndex ? address.replace(/\?|$/, (end) => `?index${end === "?" ? "&" : ""}`) : address;
}

/** The route that answers at an address; what is written out beats what is left open. */
export function routeAt(path: string, routes: readonly BuiltRoute[]): BuiltRoute {
  const wanted = path.split("?", 1)[0] ?? "";
  const openness = ({ pattern }: BuiltRoute) =>
    pattern.includes("*") ? Number.POSITIVE_INFINITY : pattern.split(":").length;
  const fitting = routes
    .filter(({ pattern }) => new RegExp(`^${pattern.replaceAll(/:\w+/g, "[^/]+").replace("*", ".*")}$`).test(wanted))
    .toSorted((one, other) => openness(one) - openness(other) || other.chain.length - one.chain.length);
  const [route] = fitting;
  if (route === undefined) throw new Error(`No route answers at ${path}`);
  return route;
}
