import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayDo } from "#app/domain/access/permissions.ts";
import { partnerRoles, type Role } from "#app/domain/access/roles.ts";
import { apiRouteFiles } from "./support/api-build.ts";
import { type ApiSite, openApi } from "./support/api-site.ts";
import { type ApiAccess, type ApiRow, apiTable } from "./support/api-table.ts";

/** Token endpoints have tests of their own, and the last route is nowhere. */
const withoutRow = /^routes\/(generatetoken|\$tenant\.|webhooks\.v1\.certificates|v1\.openapi|v1\.\$$)/;
/** Back to the demo would take away what these tests are made with; it is tried by itself. */
const rows = Object.entries(apiTable).filter(([id]) => id !== "v1.sandbox.reset");
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

let api: ApiSite;
beforeAll(async () => {
  api = await openApi("sqlite");
});
afterAll(async () => api.close());

function pathOf(id: string, row: ApiRow, changes: Readonly<Record<string, string>> = {}): string {
  const params = { ...row.params?.(api), ...changes };
  const pattern = apiRouteFiles().find((file) => file.id === `routes/${id}`)?.pattern ?? "";
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? `no-${name}`));
  return row.query === undefined ? path : `${path}?${row.query}`;
}

function isUserOnly({ userOnly = false }: ApiRow, method: string): boolean {
  return typeof userOnly === "boolean" ? userOnly : userOnly.includes(method);
}

function mayUse(role: Role, access: ApiAccess): boolean {
  if (access === "any-partner-role" || access === "as-the-body-asks") return true;
  const actor = { kind: "partner", partnerId: api.a.partner, userId: "", roles: [role], address: null } as const;
  return mayDo(actor, access);
}

/** A body that is JSON and nothing more, so that whoever may is told what is wrong with it and changes nothing. */
const nothingMeant = { body: { links: {} } };
const optionsOf = (method: string) => (method === "GET" || method === "HEAD" ? {} : nothingMeant);

describe("the table of the API", () => {
  it("has every route, and no other", () => {
    const files = apiRouteFiles()
      .map(({ id }) => id)
      .filter((id) => !withoutRow.test(id));
    expect(
      Object.keys(apiTable)
        .map((id) => `routes/${id}`)
        .toSorted(),
    ).toEqual(files.toSorted());
  });
});

describe.each(rows)("%s", (id, row) => {
  const used = Object.entries(row.methods) as [string, ApiAccess][];

  it("answers nobody without a token", async () => {
    for (const [method] of used) {
      const { status, body } = await api.call(method, pathOf(id, row), "nobody", optionsOf(method));
      expect([status, method === "HEAD" ? 800_001 : body.code], method).toEqual([401, 800_001]);
    }
  });

  it("answers the roles that may, and refuses the others with the role that is needed", async () => {
    for (const [method, access] of used) {
      if (access === "as-the-body-asks") continue;
      for (const role of partnerRoles) {
        const { status, body } = await api.call(method, pathOf(id, row), role, optionsOf(method));
        const isRefused = status === 403 && (method === "HEAD" || body.code === 900_308);
        expect(isRefused, `${method} by ${role}: ${status} ${JSON.stringify(body)?.slice(0, 200)}`).toBe(
          !mayUse(role, access),
        );
        if (isRefused && method !== "HEAD") expect(body.data[0].roles.length).toBeGreaterThan(0);
        expect(status, `${method} by ${role}`).toBeLessThan(500);
      }
    }
  });

  it("takes an application alone where no user is needed", async () => {
    for (const [method] of used) {
      const { status, body } = await api.call(method, pathOf(id, row), "app:all-partner-roles", optionsOf(method));
      const isRefused = status === 403 && body?.code === 900_329;
      expect(isRefused, `${method}: ${status}`).toBe(isUserOnly(row, method));
    }
  });

  it("does not have other methods", async () => {
    for (const method of methods.filter((other) => row.methods[other] === undefined)) {
      const { status, body } = await api.call(method, pathOf(id, row), "all-partner-roles", optionsOf(method));
      expect([status, body.code], method).toEqual([400, 900_141]);
    }
  });

  it("does not know what belongs to another partner", async () => {
    const params = row.params?.(api) ?? {};
    const foreign: Record<string, string> = {
      customerId: api.b.customer,
      subscriptionId: api.b.subscription,
      orderId: api.b.order,
      cartId: api.b.cart,
      invoiceId: api.b.invoice,
      enrollmentId: api.b.enrollment,
    };
    for (const name of Object.keys(params).filter((param) => foreign[param] !== undefined)) {
      const path = pathOf(id, row, { [name]: foreign[name] ?? "" });
      for (const [method] of used) {
        const { status, body } = await api.call(method, path, "all-partner-roles", optionsOf(method));
        expect([404, 400], `${method} ${name}: ${status} ${body.code}`).toContain(status);
        if (method === "GET") expect(status, `${method} ${name}`).toBe(404);
        if (name === "customerId" && method === "GET") expect(body.code).toBe(60_003);
      }
    }
  });

  it("reads bad ids, bodies and queries without failing", async () => {
    api.log.length = 0;
    const params = row.params?.(api) ?? {};
    for (const [method] of used) {
      for (const name of Object.keys(params)) {
        for (const wrong of ["not-an-id", "💩", "\ud7ff", "' or 1=1 --", "x".repeat(2_000), "__proto__", "-1"]) {
          const { status } = await api.call(
            method,
            pathOf(id, row, { [name]: wrong }),
            "all-partner-roles",
            optionsOf(method),
          );
          expect(status, `${method} ${name}=${wrong.slice(0, 20)}`).toBeLessThan(500);
        }
      }
      for (const body of method === "GET" || method === "HEAD" ? [] : ["{", "[]", '"success"', "null", "7", ""]) {
        const { status } = await api.call(
          method,
          pathOf(id, row, { customerId: api.b.customer }),
          "all-partner-roles",
          { body },
        );
        expect(status, `${method} ${body}`).toBeLessThan(500);
      }
    }
    expect(api.log.filter(({ level }) => level === "error")).toEqual([]);
  });
});
