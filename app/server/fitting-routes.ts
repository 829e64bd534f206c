import type { ServerBuild } from "@remix-run/node";

type Routes = ServerBuild["routes"];
type Route = NonNullable<Routes[string]>;

/** A route that an address can end at, and the addresses that it fits. */
export type Leaf = { readonly id: string; readonly segments: readonly string[] };

/**
 * The same app with only those routes that an address can mean: those whose fixed segments are the address's, with the
 * routes around them.
 *
 * Remix sorts all routes and compares them with the address several times per request, which took a tenth of the time of
 * a list page. What is left out here could not have matched, so which route answers stays Remix's decision.
 */
export function fittingRoutes(build: ServerBuild): (pathname: string) => ServerBuild {
  const leavesFor = fittingLeaves(build);
  const builds = new Map<string, ServerBuild>();
  return (pathname) => {
    const { leaves: fitting } = leavesFor(pathname);
    const key = fitting.map(({ id }) => id).join(" ");
    // As many as there are sets of routes, however many addresses are asked for.
    let narrowed = builds.get(key);
    if (narrowed === undefined) {
      narrowed = withRoutes(build, fitting);
      builds.set(key, narrowed);
    }
    return narrowed;
  };
}

/** The routes that an address can mean, and the address in its segments. */
export function fittingLeaves(
  build: ServerBuild,
): (pathname: string) => { readonly leaves: readonly Leaf[]; readonly address: readonly string[] } {
  const leaves = leavesOf(build.routes);
  const groupOf = groupsOf(leaves);
  return (pathname) => {
    const address = segmentsOf(pathname);
    return { leaves: groupOf(address).filter(({ segments }) => fits(segments, address)), address };
  };
}

/**
 * Those routes that an address can mean by its first segment and their number: a few of a few hundred, looked for once.
 * An address that begins like no route is compared with all.
 */
function groupsOf(leaves: readonly Leaf[]): (address: readonly string[]) => readonly Leaf[] {
  const names = new Set(leaves.flatMap(({ segments }) => segments[0]?.toLowerCase() ?? []));
  const longest = Math.max(0, ...leaves.map(({ segments }) => segments.length));
  const groups = new Map<string, readonly Leaf[]>();
  return (address) => {
    const first = (address[0] ?? "").toLowerCase();
    if (!names.has(first) || address.length > longest) return leaves;
    const name = `${address.length} ${first}`;
    let group = groups.get(name);
    if (group === undefined) {
      // A segment with an escape in it may be any.
      const any = [first, ...address.slice(1).map(() => "%")];
      group = leaves.filter(({ segments }) => fits(segments, any));
      groups.set(name, group);
    }
    return group;
  };
}

function leavesOf(routes: Routes): Leaf[] {
  return routesIn(routes).map((route) => ({
    id: route.id,
    segments: segmentsOf(
      chainOf(routes, route)
        .map(({ path }) => path ?? "")
        .join("/"),
    ),
  }));
}

/** A route and the routes around it, the outermost first. */
function chainOf(routes: Routes, route: Route): Route[] {
  const around = route.parentId === undefined ? undefined : routes[route.parentId];
  return around === undefined ? [route] : [...chainOf(routes, around), route];
}

const routesIn = (routes: Routes): Route[] => Object.values(routes).filter((route) => route !== undefined);

const segmentsOf = (path: string): string[] => path.split("/").filter((segment) => segment !== "");

/**
 * Whether an address may be one of a route. Says yes too often rather than too rarely: a segment may be optional, and
 * Remix compares without regard to case and after it has decoded the address.
 */
function fits(pattern: readonly string[], address: readonly string[]): boolean {
  const isOpen = pattern.at(-1) === "*";
  const count = isOpen ? pattern.length - 1 : pattern.length;
  const isLong = isOpen ? address.length >= count : address.length === count;
  for (let at = 0; isLong; at++) {
    const segment = pattern[at];
    if (segment === undefined || at === count) return true;
    if (!segment.startsWith(":") && !isSame(segment, address[at] ?? "")) break;
  }
  return pattern.some((segment) => segment.endsWith("?"));
}

const isSame = (segment: string, asked: string) =>
  segment === asked || asked.includes("%") || segment.toLowerCase() === asked.toLowerCase();

function withRoutes(build: ServerBuild, leaves: readonly Leaf[]): ServerBuild {
  const ids = new Set(
    leaves.flatMap(({ id }) => {
      const leaf = build.routes[id];
      return leaf === undefined ? [] : chainOf(build.routes, leaf).map((route) => route.id);
    }),
  );
  const only = <Value>(all: Record<string, Value>): Record<string, Value> =>
    Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)));
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
}
