import { readdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";

const folder = fileURLToPath(new URL("../../../app/routes/", import.meta.url));
const apiFile = /^(v1|v1\[\.\]0|webhooks|auditactivity|generatetoken|\$tenant)\.(.*\.)?ts$/;

/** A route file of the API: its name, and the path that the build gives it. */
export type ApiRouteFile = { readonly id: string; readonly file: string; readonly pattern: string };

/** Every route of the API, by the names of the files, so that its tests need no built portal. */
export function apiRouteFiles(): readonly ApiRouteFile[] {
  return readdirSync(folder)
    .filter((name) => apiFile.test(name))
    .map((name) => ({ id: `routes/${name.slice(0, -3)}`, file: folder + name, pattern: patternOf(name.slice(0, -3)) }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** `v1.customers_.$customerId` is `/v1/customers/:customerId`; what stands in brackets is meant as it is. */
function patternOf(name: string): string {
  const segments = name.match(/(\[[^\]]*\]|[^.[\]])+/g) ?? [];
  const parts = segments
    .filter((segment) => segment !== "_index" && !segment.startsWith("_"))
    .map((segment) => segment.replace(/_$/, "").replaceAll(/[[\]]/g, ""))
    .map((segment) => (segment === "$" ? "*" : segment.replace(/^\$/, ":")));
  return `/${parts.join("/")}`;
}

/** The API's routes as a build of their own, without any page. */
export async function buildOfApi(): Promise<ServerBuild> {
  const routes = await Promise.all(
    apiRouteFiles().map(async ({ id, file, pattern }) => ({
      id,
      parentId: "root",
      path: pattern.slice(1),
      module: (await import(/* @vite-ignore */ pathToFileURL(file).href)) as ServerBuild["routes"][string]["module"],
    })),
  );
  const root = { id: "root", path: "", module: { default: () => null } };
  return {
    entry: { module: { default: () => new Response("No page here", { status: 404 }) } },
    routes: Object.fromEntries([root, ...routes].map((route) => [route.id, route])),
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
    publicPath: "/",
    assetsBuildDirectory: "",
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_lazyRouteDiscovery: false,
      v3_routeConfig: false,
      v3_singleFetch: false,
      unstable_optimizeDeps: false,
    },
    isSpaMode: false,
    mode: "production",
    basename: "/",
  } as unknown as ServerBuild;
}
