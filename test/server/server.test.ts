import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cookiesIn,
  createAccount,
  fromOwnPage,
  signInTo,
  startPortal,
  type RunningPortal,
} from "#test/support/portal.ts";

let portal: RunningPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(async () => portal.close());

/** A request as it stands, with methods and headers that fetch does not let through. */
function rawRequest(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      new URL(path, portal.url),
      { method: options.method, headers: options.headers },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      },
    );
    sent.on("error", reject);
    sent.end(options.body);
  });
}

async function assetPath(): Promise<string> {
  const page = await (await fetch(`${portal.url}/sign-in`)).text();
  const path = /href="(\/assets\/[^"]+\.css)"/.exec(page)?.[1];
  if (path === undefined) throw new Error("The page has no style sheet");
  return path;
}

describe("every answer", () => {
  const answers: [string, () => Promise<{ status: number; headers: IncomingHttpHeaders }>, number][] = [
    ["a page", () => rawRequest("/sign-in"), 200],
    ["a redirect", () => rawRequest("/"), 302],
    ["a page that is not there", () => rawRequest("/nowhere"), 404],
    ["a static file", async () => rawRequest(await assetPath()), 200],
    ["the health check", () => rawRequest("/healthz"), 200],
    ["an unknown method", () => rawRequest("/", { method: "TRACE" }), 405],
    ["a refused post", () => rawRequest("/sign-in", { method: "POST" }), 403],
    ["a Host header that is none", () => rawRequest("/sign-in", { headers: { Host: "a b" } }), 400],
    ["a request for data", () => rawRequest("/sign-in?_data=routes%2Fsign-in"), 200],
    [
      "a body that is too big",
      () =>
        rawRequest("/sign-in", { method: "POST", headers: { ...fromOwnPage(portal), "Content-Length": "9999999" } }),
      413,
    ],
  ];

  it.each(answers)("carries the security headers: %s", async (_case, ask, status) => {
    const { status: got, headers } = await ask();
    expect(got).toBe(status);
    expect(headers["content-security-policy"]).toMatch(
      /^default-src 'none'; script-src 'nonce-[\w-]{24}' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; report-to csp$/,
    );
    expect(headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["x-request-id"]).toMatch(/^[\da-f-]{36}$/);
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });

  it("is not stored, unless it is a file whose name changes with its content", async () => {
    for (const path of ["/sign-in", "/nowhere", "/healthz"]) {
      expect((await rawRequest(path)).headers["cache-control"], path).toBe("no-store");
    }
    expect((await rawRequest(await assetPath())).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  });

  it("has a nonce of its own, and every script and preloaded module of the page has it", async () => {
    const [first, second] = [await rawRequest("/nowhere"), await rawRequest("/nowhere")];
    const nonceOf = (headers: IncomingHttpHeaders) =>
      /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
    expect(nonceOf(first.headers)).not.toBe(nonceOf(second.headers));
    const tags = first.text.match(/<script[^>]*>|<link[^>]*modulepreload[^>]*>/g) ?? [];
    expect(tags.length).toBeGreaterThan(3);
    for (const tag of tags) expect(tag).toContain(`nonce="${nonceOf(first.headers)}"`);
  });

  it("says how long the server took, for what is read alone", async () => {
    const timing = async (path: string, options = {}) => (await rawRequest(path, options)).headers["server-timing"];
    expect(await timing("/sign-in")).toMatch(/^data;dur=\d+\.\d, page;dur=\d+\.\d, total;dur=\d+\.\d$/);
    expect(await timing("/sign-in?_data=routes%2Fsign-in")).toMatch(/^total;dur=\d+\.\d$/);
    const headers = { ...fromOwnPage(portal), "Content-Type": "application/x-www-form-urlencoded" };
    expect(await timing("/sign-in", { method: "POST", headers, body: "email=a&password=b" })).toBeUndefined();
  });

  it("does not give the nonce to scripts as data", async () => {
    const { headers, text } = await rawRequest("/sign-in");
    const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "no nonce";
    expect(text.replaceAll(`nonce="${nonce}"`, "")).not.toContain(nonce);
  });
});

describe("methods", () => {
  it.each(["TRACE", "OPTIONS", "PROPFIND", "PURGE", "PUT", "PATCH", "DELETE"])("%s is not known", async (method) => {
    const { status, headers } = await rawRequest("/sign-in", { method });
    expect(status).toBe(405);
    expect(headers.allow).toBe("GET, HEAD, POST");
  });
});

describe("what is not to be had", () => {
  it.each([
    "/.git/config",
    "/.env",
    "/build/server/index.js",
    "/package.json",
    "/assets/../../../package.json",
    "/..%2f..%2fpackage.json",
    "/data/sandbox.db",
  ])("%s is not there", async (path) => {
    expect((await rawRequest(path)).status).toBe(404);
  });

  it("has no source maps", async () => {
    expect((await rawRequest(`${await assetPath()}.map`)).status).toBe(404);
  });
});

describe("a cross-site post", () => {
  const foreign = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
  const senders: [string, Record<string, string>][] = [
    ["from another site", foreign],
    ["with Origin null", { Origin: "null" }],
    ["without any origin", {}],
    ["with a forged X-Forwarded-Host", { ...foreign, "X-Forwarded-Host": "evil.example" }],
    ["with a forged Host", { ...foreign, Host: "evil.example" }],
  ];
  const targets = [
    "/sign-in",
    "/sign-in?_data=routes%2Fsign-in",
    "/sign-in.data",
    "/language",
    "/language?_data=routes%2Flanguage",
    "/sign-out",
    "/sign-out?_data=routes%2Fsign-out",
    "/sign-out-everywhere",
    "/settings/preferences",
    "/settings/preferences?_data=routes%2Fsettings.preferences",
    "/nowhere",
  ];

  it.each(senders)("is refused on every page, and changes nothing: %s", async (_case, headers) => {
    const account = await createAccount(portal, { roles: ["admin-agent"] });
    const { cookie } = await signInTo(portal, account);
    const body = "language=de&theme=dark&timeZone=UTC&email=a&password=b";
    for (const path of targets) {
      const sent = { ...headers, Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded" };
      const { status } = await rawRequest(path, {
        method: "POST",
        headers: { ...sent, "Content-Length": String(body.length) },
        body,
      });
      expect(status, path).toBe(403);
    }
    // Still signed in, still English.
    const home = await fetch(`${portal.url}/settings/preferences`, { headers: { Cookie: cookie }, redirect: "manual" });
    expect(home.status).toBe(200);
    expect(home.headers.get("content-language")).toBe("en");
  });
});

describe("a body", () => {
  it("has to say its length", async () => {
    const { status } = await rawRequest("/sign-in", {
      method: "POST",
      headers: { ...fromOwnPage(portal), "Transfer-Encoding": "chunked" },
      body: "email=a",
    });
    expect(status).toBe(411);
  });

  it("that is no form is refused", async () => {
    const { status } = await rawRequest("/sign-in", {
      method: "POST",
      headers: { ...fromOwnPage(portal), "Content-Type": "multipart/form-data; boundary=x", "Content-Length": "3" },
      body: "abc",
    });
    expect(status).toBe(400);
  });
});

describe("the request log", () => {
  it("has method, path and status, and no query string", async () => {
    await rawRequest("/sign-in?redirectTo=%2Fcustomers%3Fsearch%3Dmueller");
    const line = portal.log.findLast(({ facts }) => facts["path"] === "/sign-in");
    expect(line?.facts).toMatchObject({ method: "GET", path: "/sign-in", status: 200 });
    expect(JSON.stringify(portal.log)).not.toContain("mueller");
  });

  it("never holds what was typed into a form, or a cookie", async () => {
    const account = await createAccount(portal, { roles: ["admin-agent"] });
    const { response, cookie } = await signInTo(portal, account);
    expect(response.status).toBe(303);
    await fetch(portal.url, { headers: { Cookie: cookie } });
    const log = JSON.stringify(portal.log);
    expect(log).not.toContain(account.password);
    expect(log).not.toContain(account.email);
    expect(log).not.toContain(cookie.split("=")[1] ?? "no cookie");
  });

  it("takes a report of a violated policy without queries", async () => {
    const report = [
      {
        body: {
          effectiveDirective: "script-src-elem",
          blockedURL: "https://x.example/a.js?t=1",
          documentURL: `${portal.url}/?q=2`,
        },
      },
    ];
    const { status } = await fetch(`${portal.url}/csp-reports`, {
      method: "POST",
      headers: { "Content-Type": "application/reports+json" },
      body: JSON.stringify(report),
    });
    expect(status).toBe(204);
    const line = portal.log.findLast(({ level }) => level === "warn");
    expect(line?.facts).toEqual({
      directive: "script-src-elem",
      blocked: "https://x.example/a.js",
      page: `${portal.url}/`,
    });
  });
});

describe("a language chosen before signing in", () => {
  it("is kept in a cookie and beats the browser's", async () => {
    const chosen = await fetch(`${portal.url}/language`, {
      method: "POST",
      redirect: "manual",
      headers: { ...fromOwnPage(portal), "Accept-Language": "en" },
      body: "language=de&redirectTo=%2Fsign-in%3FredirectTo%3D%252Fcustomers",
    });
    expect(chosen.status).toBe(303);
    expect(chosen.headers.get("location")).toBe("/sign-in?redirectTo=%2Fcustomers");
    const page = await fetch(`${portal.url}/sign-in`, {
      headers: { Cookie: cookiesIn(chosen), "Accept-Language": "en" },
    });
    expect(page.headers.get("content-language")).toBe("de");
    expect(await page.text()).toContain("Anmelden");
  });
});
