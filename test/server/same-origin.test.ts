import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFromOwnPages, isLoopbackHost, type OriginFacts } from "#app/server/same-origin.ts";

const configured = "https://portal.example.com";
const post: OriginFacts = { method: "POST", secFetchSite: undefined, origin: undefined, host: "portal.example.com" };

describe("a request that changes something", () => {
  it.each<[string, Partial<OriginFacts>, boolean]>([
    ["from the portal's own page", { origin: configured, secFetchSite: "same-origin" }, true],
    ["from a browser that sends Origin only", { origin: configured }, true],
    ["from a browser that sends Sec-Fetch-Site only", { secFetchSite: "same-origin" }, true],
    ["from another site", { origin: "https://evil.example", secFetchSite: "cross-site" }, false],
    ["from a sibling host", { origin: "https://blog.example.com", secFetchSite: "same-site" }, false],
    ["from nowhere a browser would name", { origin: "null", secFetchSite: "same-origin" }, false],
    ["with Origin null alone", { origin: "null" }, false],
    ["typed by hand or from a bookmark", { secFetchSite: "none" }, false],
    [
      "whose two headers disagree about the origin",
      { origin: "https://evil.example", secFetchSite: "same-origin" },
      false,
    ],
    ["whose two headers disagree about the site", { origin: configured, secFetchSite: "cross-site" }, false],
    ["without either header", {}, false],
    ["from the same host without TLS", { origin: "http://portal.example.com" }, false],
    ["from another port of the host", { origin: "https://portal.example.com:8443" }, false],
    ["from a host that only begins alike", { origin: "https://portal.example.com.evil.example" }, false],
    ["whose Host header is forged to fit", { origin: "https://evil.example", host: "evil.example" }, false],
  ])("%s", (_case, facts, isAllowed) => {
    expect(isFromOwnPages({ ...post, ...facts }, configured)).toBe(isAllowed);
  });

  it("is treated alike whatever its method", () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect(isFromOwnPages({ ...post, method }, configured)).toBe(false);
      expect(isFromOwnPages({ ...post, method, origin: configured }, configured)).toBe(true);
    }
  });

  it("passes only with the configured origin, whatever else is sent", () => {
    const text = fc.option(fc.oneof(fc.webUrl(), fc.constantFrom("null", "", configured, `${configured}/`)), {
      nil: undefined,
    });
    fc.assert(
      fc.property(text, fc.string(), (origin, host) => {
        const isAllowed = isFromOwnPages({ ...post, origin, host }, configured);
        expect(isAllowed).toBe(origin === configured);
      }),
    );
  });
});

describe("a request that only reads", () => {
  it("needs no origin", () => {
    for (const method of ["GET", "HEAD"]) expect(isFromOwnPages({ ...post, method }, configured)).toBe(true);
  });
});

describe("a sandbox without a configured origin", () => {
  it.each<[string, Partial<OriginFacts>, boolean]>([
    ["takes the loopback host that was asked for", { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }, true],
    ["takes localhost", { origin: "http://localhost:3000", host: "localhost:3000" }, true],
    ["takes no other port", { origin: "http://localhost:4000", host: "localhost:3000" }, false],
    ["takes no name that points here", { origin: "http://rebound.example:3000", host: "rebound.example:3000" }, false],
    [
      "takes no name beginning with localhost",
      { origin: "http://localhost.evil.example", host: "localhost.evil.example" },
      false,
    ],
  ])("%s", (_case, facts, isAllowed) => {
    expect(isFromOwnPages({ ...post, ...facts }, undefined)).toBe(isAllowed);
  });

  it.each([
    ["localhost", true],
    ["localhost:3000", true],
    ["127.0.0.1:80", true],
    ["[::1]:3000", true],
    ["127.0.0.2", false],
    ["127.0.0.1.evil.example", false],
    ["evil.example", false],
    ["", false],
  ])("knows that %j is this machine: %s", (host, isLoopback) => {
    expect(isLoopbackHost(host)).toBe(isLoopback);
  });
});
