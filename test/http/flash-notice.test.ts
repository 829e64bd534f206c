import { describe, expect, it } from "vitest";
import { redirectWithNotice, takeNotice } from "#app/http/flash-notice.server.ts";
import type { RequestArgs } from "#app/http/request-facts.server.ts";

/** The largest cookie that every browser keeps, with its name and its attributes. */
const cookieBytesMax = 4096;

const context = { requestId: "r-1", portal: { env: { sessionSecret: "s".repeat(40) } } };

/** What the next page says, and the cookie that told it. */
async function told(title: string, text?: string) {
  const args = { context } as unknown as RequestArgs;
  const answer = await redirectWithNotice(args, "/", {
    tone: "success",
    title,
    ...(text === undefined ? {} : { text }),
  });
  const cookie = answer.headers.get("set-cookie") ?? "";
  const request = new Request("http://x/", { headers: { Cookie: cookie.split(";")[0] ?? "" } });
  const taken = await takeNotice({ request, context } as unknown as RequestArgs);
  return { notice: taken?.notice, bytes: Buffer.byteLength(cookie) };
}

describe("the notice for the next page", () => {
  it("is shown as it was said", async () => {
    const { notice } = await told("Saved", "It renews on 1 March.");
    expect(notice).toEqual({ id: "r-1", tone: "success", title: "Saved", text: "It renews on 1 March." });
  });

  it.each([
    ["letters", "x".repeat(2_600), 2_600],
    ["umlauts", "ü".repeat(3_000), 400],
    ["pictures of two code units, which are never cut in two", "🦆".repeat(3_000), 400],
  ])("of very many %s still fits into a cookie", async (_what, title, lettersMin) => {
    const { notice, bytes } = await told(title, "And what comes next. ".repeat(300));
    expect(bytes).toBeLessThanOrEqual(cookieBytesMax);
    expect(Array.from(notice?.title ?? "").length).toBeGreaterThanOrEqual(lettersMin);
    expect(title.startsWith((notice?.title ?? "?").replace(/ …$/, ""))).toBe(true);
    expect(notice?.text).toBeUndefined();
  });
});
