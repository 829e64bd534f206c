import { afterAll, beforeAll, expect, it } from "vitest";
import { calculators } from "#app/domain/licensing/product-list/calculator-names.ts";
import { type ApiSite, openApi } from "./support/api-site.ts";

let api: ApiSite;
beforeAll(async () => {
  api = await openApi("sqlite");
});
afterAll(async () => api.close());

const root = "/v1/productlist/calculators";
type Answer = { verdict: string; code: string; text: string; facts: object; rule?: string; sourceLine?: number };

async function ask(path: string) {
  const answer = await api.call("GET", `${root}${path}`, "admin-agent");
  return { status: answer.status, body: answer.body as Record<string, unknown> & { answers: Answer[] } };
}

it("lists every calculator with its address, and each says what it asks for", async () => {
  const { body } = await ask("");
  expect((body["items"] as { name: string }[]).map(({ name }) => name)).toEqual(calculators);
  for (const name of calculators) {
    const answer = await ask(`/${name}`);
    expect([name, answer.status, answer.body.answers]).toEqual([name, 200, []]);
    expect((answer.body["inputs"] as unknown[]).length, name).toBeGreaterThan(0);
  }
});

it("answers with verdict, facts for programs, rule and source line, as of an edition", async () => {
  const { body } = await ask(
    "/step-up?edition=1&from=Windows%20Server%20Standard&to=Windows%20Server%20Datacenter&activeSa=true&sameAgreement=true",
  );
  expect(body).toMatchObject({
    calculator: "step-up",
    edition: 1,
    answers: [{ verdict: "yes", code: "step-up-valid", rule: "R26", sourceLine: expect.any(Number) }],
  });
  const conversion = await ask("/conversion?licence=cis-datacenter&quantity=5");
  expect(conversion.body.answers[0]).toMatchObject({ facts: { converted: 2, remainder: 1 }, rule: "R27-ratio" });
  const renewal = await ask("/sa-renewal?way=transfer&endOn=2015-03-02&orderedOn=2015-04-02");
  expect(renewal.body.answers[0]).toMatchObject({ verdict: "no", facts: { lastOrder: "2015-04-01" } });
});

it.each([
  ["/nothing", 404, 1000],
  ["/step-up?edition=999", 404, 1000],
  ["/step-up?edition=first", 400, 3000],
  ["/step-up?programme=CSP", 400, 900_126],
  ["/conversion?quantity=-1", 400, 3000],
  ["/sa-renewal?endOn=2015-02-30", 400, 3000],
  ["/add-on?activeSa=perhaps", 400, 3000],
])("tells a program what is wrong with %s", async (path, status, code) => {
  const answer = await ask(path);
  expect([answer.status, answer.body["code"]]).toEqual([status, code]);
});
