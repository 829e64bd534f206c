import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { matchRoutes } from "@remix-run/react";
import type { ServerBuild } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { fittingRoutes } from "#app/server/fitting-routes.ts";

const buildFile = fileURLToPath(new URL("../../build/server/index.js", import.meta.url));

let build: ServerBuild;
beforeAll(async () => {
  if (!existsSync(buildFile)) throw new Error("These tests read the built portal: npm run build");
  build = (await import(pathToFileURL(buildFile).href)) as ServerBuild;
});

type Tree = Parameters<typeof matchRoutes>[0];

function treeOf({ routes }: ServerBuild, parentId?: string): Tree {
  return Object.values(routes)
    .filter((route) => route !== undefined)
    .filter((route) => route.parentId === parentId)
    .map(({ id, path, index, caseSensitive }) => ({
      id,
      ...(path === undefined ? {} : { path }),
      ...(caseSensitive === undefined ? {} : { caseSensitive }),
      ...(index === true ? { index } : { children: treeOf({ routes } as ServerBuild, id) }),
    })) as Tree;
}

/** Which routes answer an address, and what they take out of it. */
const answersOf = (some: ServerBuild, address: string) =>
  matchRoutes(treeOf(some), address)?.map(({ route, params }) => ({ id: route.id, params })) ?? null;

/** An address of each route, with something for each of its parameters. */
function addressesOf({ routes }: ServerBuild): string[] {
  const pathOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id];
    return route === undefined
      ? ""
      : [pathOf(route.parentId), route.path ?? ""].filter((part) => part !== "").join("/");
  };
  return Object.keys(routes).map(
    (id) =>
      `/${pathOf(id)
        .replaceAll(/:\w+/g, (name) => `a-${name.slice(1)}`)
        .replace("*", "no/such/page")}`,
  );
}

describe("routes that fit an address", () => {
  it("are answered by the same route as among all of them, each with the same parameters", () => {
    const buildFor = fittingRoutes(build);
    const addresses = addressesOf(build);
    expect(addresses.length).toBeGreaterThan(60);
    const odd = [
      "/",
      "//",
      "/Customers",
      "/CUSTOMERS/x/Subscriptions/",
      "//customers//x",
      "/custom%65rs",
      "/customers/a%2Fb",
      "/customers/%F0%9F%94%91",
      "/nowhere",
      "/customers/x/nowhere/else",
      "/v1/nowhere",
      "/operator/keys/add",
      "/operator/keys/add/more",
    ];
    for (const address of [...addresses, ...addresses.map((one) => `${one}/`), ...odd])
      expect(answersOf(buildFor(address), address), address).toEqual(answersOf(build, address));
  });

  it("are few, and as often the same ones as the same routes are meant", () => {
    const buildFor = fittingRoutes(build);
    const narrowed = buildFor("/customers/one/subscriptions");
    expect(Object.keys(narrowed.routes).length).toBeLessThan(12);
    expect(buildFor("/customers/another/subscriptions")).toBe(narrowed);
    expect(Object.keys(narrowed.assets.routes).sort()).toEqual(Object.keys(narrowed.routes).sort());
  });
});
