import { beforeAll, describe, expect, it } from "vitest";
import { builtRoutes, type BuiltRoute } from "./support/routes.ts";
import { routeTable } from "./support/route-table.ts";

let routes: BuiltRoute[];
beforeAll(async () => {
  routes = await builtRoutes();
});

const ids = Object.keys(routeTable);

describe("the table of routes", () => {
  it("has every route of the built portal, and no other", () => {
    expect(ids.toSorted()).toEqual(routes.map(({ id }) => id));
  });

  it("says of every parameter what it stands for", () => {
    const asBuilt = routes.map(({ id, pattern }) => [id, [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name)]);
    const asWritten = routes.map(({ id }) => [id, Object.keys(routeTable[id]?.params ?? {})]);
    expect(asWritten).toEqual(asBuilt);
  });

  it("has the forms of every route that takes one, and of no other", () => {
    const taking = routes.filter(({ hasAction }) => hasAction).map(({ id }) => id);
    expect(ids.filter((id) => (routeTable[id]?.actions ?? []).length > 0).toSorted()).toEqual(taking);
  });

  it("knows no route that answers to nobody in particular by leaving out its loader", () => {
    expect(routes.filter(({ hasLoader }) => !hasLoader)).toEqual([]);
  });
});
