import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fieldProblem } from "#app/http/field-problems.ts";
import { parseForm } from "#app/http/form.server.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import type { Language } from "#app/i18n/languages.ts";

const schema = z.object({
  email: z.email(),
  quantity: z.number().int().min(1).max(250),
  seats: z.number().max(10_000).optional(),
  plan: z.enum(["monthly", "annual"]),
  confirmed: z.literal("on", { error: fieldProblem("mustTick") }),
  note: z.string().max(5).optional(),
  password: z.string().min(12),
});
const good = {
  email: "a@example.com",
  quantity: "12",
  plan: "annual",
  confirmed: "on",
  password: "correct horse battery",
};

async function parse(values: Record<string, string>, language: Language = "en") {
  const request = new Request("https://portal.example/x", { method: "POST", body: new URLSearchParams(values) });
  const t = translateTo(language);
  return parseForm(request, schema, { t, say: ({ code }) => ({ title: code, text: `words of ${code}` }) });
}

async function replyTo(values: Record<string, string>, language: Language = "en") {
  const form = await parse(values, language);
  if (form.ok) throw new Error("The form fits");
  return { status: form.response.status, lastResult: (await form.response.json()).lastResult };
}

describe("a form that fits", () => {
  it("gives its value in the schema's types, and nothing that the schema does not name", async () => {
    const form = await parse({ ...good, role: "operator" });
    expect(form.ok && form.value).toEqual({ ...good, quantity: 12 });
  });

  it("is shown again with the service's refusal, its status, and without secrets", async () => {
    const form = await parse(good);
    if (!form.ok) throw new Error("The form does not fit");
    const whole = form.again.refused({ code: "changed-meanwhile" });
    expect(whole.status).toBe(409);
    const { lastResult } = await whole.json();
    expect(lastResult.error).toEqual({ "": ["words of changed-meanwhile"] });
    expect(lastResult.initialValue).toMatchObject({ email: good.email, quantity: "12" });
    expect(JSON.stringify(lastResult)).not.toContain(good.password);

    const beside = await form.again.refused({ code: "email-taken", email: good.email }, "email").json();
    expect(beside.lastResult.error).toEqual({ email: ["words of email-taken"] });
  });

  it("that came too often says when to come back", async () => {
    const form = await parse(good);
    if (!form.ok) throw new Error("The form does not fit");
    const answer = form.again.refused({ code: "too-many-attempts", retryAfterSeconds: 90 });
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([429, "90"]);
  });
});

describe("a form that does not fit", () => {
  it.each<[string, Record<string, string>, string, string, string]>([
    ["nothing", { email: "" }, "email", "Fill in this field.", "Füllen Sie dieses Feld aus."],
    [
      "no address",
      { email: "nobody" },
      "email",
      "Enter an e-mail address such as name@example.com.",
      "Geben Sie eine E-Mail-Adresse wie name@example.com ein.",
    ],
    ["too much", { quantity: "251" }, "quantity", "Enter 250 or less.", "Geben Sie höchstens 250 ein."],
    ["far too much", { seats: "10001" }, "seats", "Enter 10,000 or less.", "Geben Sie höchstens 10.000 ein."],
    ["too little", { quantity: "0" }, "quantity", "Enter 1 or more.", "Geben Sie mindestens 1 ein."],
    ["half a piece", { quantity: "1.5" }, "quantity", "Enter a whole number.", "Geben Sie eine ganze Zahl ein."],
    ["no number", { quantity: "many" }, "quantity", "Enter a number.", "Geben Sie eine Zahl ein."],
    [
      "no choice of ours",
      { plan: "weekly" },
      "plan",
      "Choose one of the options.",
      "Wählen Sie eine der Möglichkeiten.",
    ],
    [
      "no tick",
      { confirmed: "" },
      "confirmed",
      "Tick the box to confirm.",
      "Setzen Sie das Häkchen, um zu bestätigen.",
    ],
    [
      "too long a text",
      { note: "123456" },
      "note",
      "Enter at most 5 characters.",
      "Geben Sie höchstens 5 Zeichen ein.",
    ],
    [
      "too short a text",
      { password: "short" },
      "password",
      "Enter at least 12 characters.",
      "Geben Sie mindestens 12 Zeichen ein.",
    ],
  ])("with %s is a 422 that says so in the reader's language", async (_case, change, field, english, german) => {
    const reply = await replyTo({ ...good, ...change });
    expect(reply.status).toBe(422);
    expect(reply.lastResult.error).toEqual({ [field]: [english] });
    expect((await replyTo({ ...good, ...change }, "de")).lastResult.error).toEqual({ [field]: [german] });
  });

  it("keeps what was typed, and gives no secret back", async () => {
    const { lastResult } = await replyTo({ ...good, quantity: "many" });
    expect(lastResult.initialValue).toMatchObject({ email: good.email, quantity: "many" });
    expect(JSON.stringify(lastResult)).not.toContain(good.password);
  });
});

describe("a form with names that no page of the portal has", () => {
  it.each([
    "lines[99999999]",
    "lines[1000].price",
    "__proto__.isAdmin",
    "a.constructor.prototype.x",
    "a..b",
    "a[x]",
    "a[]",
    "",
    "x".repeat(101),
    "a.b".repeat(40),
  ])("is none, before room is made for what it names: %s", async (name) => {
    const answer: unknown = await parse({ ...good, [name]: "1" }).catch((thrown: unknown) => thrown);
    expect(answer).toBeInstanceOf(Response);
    expect((answer as Response).status).toBe(400);
  });

  it("is one where a list is as long as lists are", async () => {
    expect((await parse({ ...good, "lines[999].price": "1" })).ok).toBe(true);
  });
});
