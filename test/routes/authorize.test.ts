import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer, Site } from "./support/site.ts";
import { openSite } from "./support/site.ts";
import type { Person } from "./support/settle.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite("sqlite");
});
afterAll(async () => site.close());

const redirectUri = "http://localhost:8400/sign-in";
const page = "/common/oauth2/authorize";

function pathOf(changes: Readonly<Record<string, string | null>> = {}, extra = ""): string {
  const fields = new URLSearchParams();
  const query = {
    client_id: site.a.apiClient,
    redirect_uri: redirectUri,
    response_type: "code",
    state: "s t&=é",
    ...changes,
  };
  for (const [name, value] of Object.entries(query)) if (value !== null) fields.set(name, value);
  return `${page}?${fields.toString()}${extra}`;
}

const ask = (changes: Readonly<Record<string, string | null>> = {}, extra = "", person: Person = "sales-agent") =>
  site.get(pathOf(changes, extra), person);
const decide = (
  intent: string,
  changes: Readonly<Record<string, string | null>> = {},
  person: Person = "sales-agent",
) => site.post(pathOf(changes), person, [["intent", intent]]);

const codes = async () => Number((await site.db.selectFrom("api_code").select("code_hash").execute()).length);
const backOf = ({ location }: Answer) => new URL(location ?? "http://nowhere.example/");

describe("the page that lets an application in", () => {
  it("sends whoever is not signed in to sign in, and back here, and nothing to the application", async () => {
    const { status, location } = await ask({}, "", "nobody");
    expect(status).toBe(302);
    expect(location).toMatch(/^\/sign-in\?redirectTo=%2Fcommon%2Foauth2%2Fauthorize/);
  });

  it("can be framed by nobody, is kept by no cache, and lets its form lead to the application alone", async () => {
    const { status, headers, text } = await ask();
    expect(status).toBe(200);
    expect(text).toContain("Marketplace");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self' http://localhost:8400;");
    expect(headers.get("x-frame-options")?.toUpperCase()).toBe("DENY");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(await codes()).toBe(0);
    const other = await site.get("/settings/applications", "sales-agent");
    expect(other.headers.get("content-security-policy")).toContain("form-action 'self';");
  });

  it.each([
    ["https://evil.example/"],
    [`${redirectUri}/`],
    [`${redirectUri}?next=https://evil.example`],
    [`${redirectUri}#x`],
    ["http://localhost:8400/sign-in/../elsewhere"],
    ["http://localhost:8401/sign-in"],
    ["http://localhost:8400@evil.example/sign-in"],
    ["HTTP://localhost:8400/sign-in"],
    ["//evil.example"],
    ["javascript:alert(1)"],
    [""],
    [null],
  ])("sends nothing to an address that is not registered: %s", async (redirect_uri) => {
    for (const answer of [
      await ask({ redirect_uri }),
      await ask({ redirect_uri, response_type: "nonsense" }),
      await decide("allow", { redirect_uri }),
      await decide("deny", { redirect_uri }),
    ]) {
      expect(answer.status).toBe(404);
      expect(answer.location).toBeUndefined();
      expect(answer.headers.get("content-security-policy")).toContain("form-action 'self';");
    }
    expect(await codes()).toBe(0);
  });

  it("knows no application of another partner, none that was made up, and none for the operator", async () => {
    expect((await ask({ client_id: site.b.apiClient })).status).toBe(404);
    expect((await ask({ client_id: "' or 1=1 --" })).status).toBe(404);
    expect((await ask({ client_id: "\u0000" })).status).toBeGreaterThanOrEqual(400);
    expect((await ask({}, "", "of-other-partner")).status).toBe(404);
    expect((await ask({}, "", "operator")).status).toBe(404);
    expect((await decide("allow", {}, "of-other-partner")).status).toBe(404);
    expect(await codes()).toBe(0);
  });

  it.each([
    [{ response_type: "token" }, "", "unsupported_response_type"],
    [{ response_type: null }, "", "unsupported_response_type"],
    [{ response_mode: "fragment" }, "", "invalid_request"],
    [{ code_challenge: "x" }, "", "invalid_request"],
    [{ code_challenge: "a".repeat(43) }, "", "invalid_request"],
    [{ code_challenge: "a".repeat(43), code_challenge_method: "plain" }, "", "invalid_request"],
    [{ code_challenge_method: "S256" }, "", "invalid_request"],
    [{ prompt: "none" }, "", "interaction_required"],
    [{}, "&state=again", "invalid_request"],
  ])("answers what it does not do at the registered address: %j%s", async (changes, extra, error) => {
    const back = backOf(await ask(changes, extra));
    expect(back.origin + back.pathname).toBe(redirectUri);
    expect(back.searchParams.get("error")).toBe(error);
    expect(back.searchParams.get("state")).toBe("s t&=é");
    expect(back.searchParams.has("code")).toBe(false);
  });

  it("answers a code with the state as it came, or that the user said no", async () => {
    const denied = backOf(await decide("deny"));
    expect(denied.searchParams.get("error")).toBe("access_denied");
    expect(await codes()).toBe(0);
    const allowed = await decide("allow");
    expect(allowed.status).toBe(303);
    const back = backOf(allowed);
    expect(back.origin + back.pathname).toBe(redirectUri);
    expect(back.searchParams.get("state")).toBe("s t&=é");
    expect(back.searchParams.get("code")).toMatch(/^[\w-]{43}$/);
    expect(await codes()).toBe(1);
  });

  it("does nothing for a form from another site, and nothing for a form without a decision", async () => {
    const before = await codes();
    const evil = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
    expect((await site.post(pathOf(), "sales-agent", [["intent", "allow"]], evil)).status).toBe(403);
    expect((await site.post(pathOf(), "sales-agent", [["other", "allow"]])).status).toBe(422);
    expect(await codes()).toBe(before);
  });
});
