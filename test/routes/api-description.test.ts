import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApiDocument, rolesOfOperation } from "#app/api/openapi/document.ts";
import { errorsOf, errorWords } from "#app/api/openapi/error-words.ts";
import { exampleOf } from "#app/api/openapi/example.ts";
import { apiSchemas, apiSections } from "#app/api/openapi/sections.ts";
import { apiRouteFiles } from "./support/api-build.ts";
import { type ApiSite, openApi } from "./support/api-site.ts";
import { type ApiRow, apiTable } from "./support/api-table.ts";
import { described, misfitOf } from "./support/described.ts";

let api: ApiSite;
beforeAll(async () => {
  api = await openApi("sqlite");
});
afterAll(async () => api.close());

const operations = apiSections.flatMap((section) => section.operations);

/** The addresses of a route file as the description writes them, in lower case and without the names of parameters. */
function shapeOf(path: string): string {
  return path.toLowerCase().replaceAll(/:\w+|\{\w+\}|\*/g, "{}");
}

const isNowhere = (id: string) => id === "routes/v1.$";

describe("the description of the API", () => {
  it("has every route of the API, and no other", () => {
    const files = apiRouteFiles().filter(({ id }) => !isNowhere(id));
    const routes = [...new Set(files.map(({ pattern }) => shapeOf(pattern)))];
    // Where users sign in is a page.
    const answered = operations.filter(({ answer }) => answer?.media !== "text/html");
    const paths = [...new Set(answered.map(({ path }) => shapeOf(path)))];
    expect(paths.toSorted()).toEqual(routes.toSorted());
  });

  it("has the methods of every route, who may, and whether an application may alone", () => {
    const own = Object.entries(apiTable).flatMap(([id, row]) => {
      const pattern = apiRouteFiles().find((file) => file.id === `routes/${id}`)?.pattern ?? id;
      return Object.entries(row.methods).map(
        ([method, access]) => `${method} ${shapeOf(pattern)} ${access} ${isUserOnly(row, method) ? "user" : "both"}`,
      );
    });
    const written = operations
      .filter(({ caller, id }) => caller !== "nobody" && id !== "resetSandbox")
      .map(({ method, path, access, caller }) => `${method.toUpperCase()} ${shapeOf(path)} ${access} ${caller}`);
    expect(written.toSorted()).toEqual(own.toSorted());
  });

  it("calls every operation and every schema by one name", () => {
    const ids = operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const names = apiSections.flatMap(({ schemas }) => Object.keys(schemas));
    expect(new Set(names).size).toBe(names.length);
  });

  it("has words for every number that an operation may be refused with, and for no other", () => {
    const named = new Set(operations.flatMap(errorsOf));
    expect([...named].toSorted()).toEqual(Object.keys(errorWords).toSorted());
  });

  it("names a role for whatever a role is needed for", () => {
    const nobodys = operations.filter((operation) => rolesOfOperation(operation)?.length === 0);
    expect(nobodys.map(({ id }) => id)).toEqual([]);
  });

  it("uses every schema that it has", () => {
    const whole = JSON.stringify(described);
    const unused = Object.keys(apiSchemas).filter((name) => !whole.includes(`"#/components/schemas/${name}"`));
    expect(unused).toEqual([]);
  });

  it("shows examples that fit", () => {
    const misfits = operations.flatMap(({ id, body, answer }) =>
      [body?.schema, answer?.schema].flatMap((schema) =>
        schema === undefined || misfitOf(schema, exampleOf(schema)) === null ? [] : [id],
      ),
    );
    expect(misfits).toEqual([]);
  });

  it("is served to whoever asks, with the address of the portal", async () => {
    const response = await fetch(`${api.url}/v1/openapi.json`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("application/json");
    const document = (await response.json()) as { openapi: string; servers: unknown };
    expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument(api.url))));
  });

  it("finds it when an answer has a property that is not described, or lacks one", () => {
    const link = { uri: "/customers", method: "GET", headers: [] };
    const schema = { $ref: "#/components/schemas/Link" };
    expect(misfitOf(schema, link)).toBeNull();
    expect(misfitOf(schema, { ...link, more: 1 })).not.toBeNull();
    expect(misfitOf(schema, { uri: "/customers", method: "GET" })).not.toBeNull();
  });
});

function isUserOnly({ userOnly = false }: ApiRow, method: string): boolean {
  return typeof userOnly === "boolean" ? userOnly : userOnly.includes(method);
}
