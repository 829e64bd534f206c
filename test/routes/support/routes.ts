import { pathToFileURL, fileURLToPath } from "node:url";
import type { ServerBuild } from "@remix-run/node";

const buildFile = fileURLToPath(new URL("../../../build/server/index.js", import.meta.url));

/** A route as the built portal has it. */
export type BuiltRoute = {
  readonly id: string;
  /** `/customers/:customerId`; `/*` for what nothing else answers. */
  readonly pattern: string;
  /** The routes around it and itself, the root left out. */
  readonly chain: readonly string[];
  readonly isIndex: boolean;
  readonly isPage: boolean;
  readonly hasLoader: boolean;
  readonly hasAction: boolean;
};

/** All routes of pages, forms and files; the root is around every page and left out. */
export async function builtRoutes(): Promise<BuiltRoute[]> {
  return (await allBuiltRoutes()).filter(({ id }) => !isApiRoute(id));
}

/** Routes of the API, which programs call with a token, have a table of their own. */
function isApiRoute(id: string): boolean {
  return /^routes\/(v1|v1\[\.\]0|webhooks|auditactivity|generatetoken|\$tenant)(\.|$)/.test(id);
}

async function allBuiltRoutes(): Promise<BuiltRoute[]> {
  const { routes } = (await import(pathToFileURL(buildFile).href)) as ServerBuild;
  const all = Object.values(routes).filter((route) => route !== undefined);
  const withParents = (id: string | undefined): typeof all => {
    const route = all.find((other) => other.id === id);
    return route === undefined || route.id === "root" ? [] : [...withParents(route.parentId), route];
  };
  return all
    .filter(({ id }) => id !== "root")
    .map(({ id, index, module }) => {
      const chain = withParents(id);
      return {
        id,
        pattern: `/${chain.flatMap(({ path }) => path ?? []).join("/")}`,
        chain: chain.map((route) => route.id),
        isIndex: index === true,
        isPage: module.default !== undefined,
        hasLoader: module.loader !== undefined,
        hasAction: module.action !== undefined,
      };
    })
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
