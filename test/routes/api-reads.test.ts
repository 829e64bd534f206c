import type { Server } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "#app/server/create-server.ts";
import { listen } from "#app/server/listen.ts";
import { apiRouteFiles, buildOfApi } from "./support/api-build.ts";
import { type ApiSite, openApi } from "./support/api-site.ts";
import { apiTable } from "./support/api-table.ts";

/** The same routes, whose loaders answer through Remix alone. */
function throughRemix(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const loader = route?.module.loader;
    if (route === undefined || loader === undefined) return [id, route];
    return [
      id,
      { ...route, module: { ...route.module, loader: (args: Parameters<typeof loader>[0]) => loader(args) } },
    ];
  });
  return { ...build, routes: Object.fromEntries(routes) };
}

let api: ApiSite;
let server: Server;
let remixUrl: string;
beforeAll(async () => {
  api = await openApi("sqlite");
  const { env } = api.composition;
  const limits = { unsafePerMinute: 100_000, safePerMinute: 100_000 };
  server = createServer({
    composition: api.composition,
    env,
    remixBuild: throughRemix(await buildOfApi()),
    rateLimits: limits,
  });
  remixUrl = (await listen(server, "127.0.0.1", 0)).url;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await api.close();
});

const ownIds = { "MS-RequestId": crypto.randomUUID(), "MS-CorrelationId": crypto.randomUUID() };
/** Of one answer, of the moment, or of how its bytes were sent. */
const notCompared =
  /^(date|ms-cv|x-request-id|content-security-policy|ratelimit.*|x-remix-response|transfer-encoding|content-length|keep-alive)$/;

async function ask(url: string, path: string, method: string, headers: Record<string, string> = {}) {
  const bearer = await api.token("global-admin");
  const sent = { Authorization: `Bearer ${bearer}`, ...ownIds, ...headers };
  const response = await fetch(url + path, { method, headers: sent, redirect: "manual" });
  const kept = [...response.headers].filter(([name]) => !notCompared.test(name));
  const body = Buffer.from(await response.arrayBuffer())
    .toString("latin1")
    .replaceAll(url, "{root}")
    .replaceAll(new URL(url).host, "{host}");
  const answer = { status: response.status, headers: Object.fromEntries(kept), body };
  // Remix sends streams, whose length nobody knows beforehand.
  return { answer, isPast: response.headers.has("content-length") };
}

function addresses(): string[] {
  return Object.entries(apiTable).map(([id, row]) => {
    const pattern = apiRouteFiles().find((file) => file.id === `routes/${id}`)?.pattern ?? "";
    const params = row.params?.(api) ?? {};
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? `no-${name}`));
    return row.query === undefined ? path : `${path}?${row.query}`;
  });
}

describe("reads of the API that go past Remix", () => {
  it("are answered as through it, for every address of the table", async () => {
    let past = 0;
    for (const path of addresses())
      for (const method of ["GET", "HEAD"]) {
        const plain = { "Accept-Encoding": "identity" };
        const [here, there] = [await ask(api.url, path, method, plain), await ask(remixUrl, path, method, plain)];
        expect(here.answer, `${method} ${path}`).toEqual(there.answer);
        if (method === "GET" && here.isPast && !there.isPast) past += 1;
      }
    expect(past).toBeGreaterThan(50);
  });

  it("leave to Remix what it alone decides", async () => {
    const { customer } = api.a;
    const odd = [
      "/v1/customers/",
      "/V1/Customers",
      "/v1//customers",
      "/v1/customers?index",
      "/v1/customers?_data=routes/v1.customers",
      `/v1/customers/%7B${customer}%7D`,
      `/v1/./customers/${customer}`,
      `/v1/customers/../customers/${customer}`,
      `/v1/customers/${customer}/subscriptions/customtermenddates`,
      "/v1/no/such/thing",
      "/v1",
      "/v1/",
      "/v1/invoices/summary",
      "/v1/products/a:b/skus?country=DE",
    ];
    for (const path of odd) {
      const plain = { "Accept-Encoding": "identity" };
      const [here, there] = [await ask(api.url, path, "GET", plain), await ask(remixUrl, path, "GET", plain)];
      expect(here.answer, path).toEqual(there.answer);
    }
  });

  it("are compressed for whoever takes that, and say their length to others", async () => {
    const path = `/v1/customers/${api.a.customer}/subscriptions`;
    const packed = await ask(api.url, path, "GET", { "Accept-Encoding": "gzip" });
    expect(packed.answer.headers["content-encoding"]).toBe("gzip");
    const plain = await ask(api.url, path, "GET", { "Accept-Encoding": "identity" });
    expect(plain.answer.headers["content-encoding"]).toBeUndefined();
    expect(plain.answer.body).toBe(packed.answer.body);
  });

  it("are logged with what the program says of itself, cut", async () => {
    const headers = {
      "MS-PartnerCenter-Client": "Partner Center .NET SDK",
      "MS-SdkVersion": `3.4.0.0 ${"x".repeat(200)}`,
    };
    await ask(api.url, "/v1/customers", "GET", headers);
    const lines = () => api.log.filter(({ facts }) => facts["path"] === "/v1/customers");
    await expect
      .poll(() => lines().at(-1)?.facts)
      .toMatchObject({ client: "Partner Center .NET SDK", sdkVersion: expect.stringMatching(/^3\.4\.0\.0 x{92}$/) });
  });
});
