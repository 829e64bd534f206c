import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiSite, openApi } from "./support/api-site.ts";

let api: ApiSite;
beforeAll(async () => {
  api = await openApi("sqlite");
});
afterAll(async () => api.close());

const who = "helpdesk-agent" as const;
const open = (body: Record<string, unknown>, locale = "en-US") =>
  api.call("POST", `/v1/servicerequests/${locale}`, who, {
    body: { Title: "Key does not activate", Description: "It says 0xC004F050.", ...body },
  });

describe("service requests over the API", () => {
  it("come out as documented, in the list without and by themselves with their thread", async () => {
    const { body } = await api.call("GET", "/v1/servicerequests", who);
    const [first] = body.items;
    expect(body.totalCount).toBe(body.items.length);
    expect(first).toMatchObject({
      id: expect.stringMatching(/^\d{15}$/),
      severity: expect.stringMatching(/^(critical|moderate|minimal)$/),
      status: expect.stringMatching(/^(open|closed|attention_needed)$/),
      organization: { id: expect.any(String), name: expect.any(String) },
      primaryContact: { contactId: expect.any(String) },
      createdDate: expect.stringMatching(/Z$/),
      attributes: { objectType: "ServiceRequest" },
    });
    expect(first).not.toHaveProperty("notes");
    const one = await api.call("GET", `/v1/servicerequests/${api.a.supportRequest}`, who);
    expect(one.body).toMatchObject({ id: api.a.supportRequest, notes: expect.any(Array) });
    expect(one.body.fileLinks[0]).toMatchObject({ id: api.a.attachment, fileExtension: expect.any(String) });
  });

  it("are filtered by status and severity, by name and number, and paged by offset", async () => {
    const all = (await api.call("GET", "/v1/servicerequests", who)).body.items;
    for (const status of ["open", "Open", "1", "attention_needed", "AttentionNeeded"]) {
      const { body } = await api.call("GET", `/v1/servicerequests?status=${status}`, who);
      const wanted = status.toLowerCase().startsWith("a") ? "attention_needed" : "open";
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual(
        all.filter((item: { status: string }) => item.status === wanted).map(({ id }: { id: string }) => id),
      );
    }
    const filter = encodeURIComponent(JSON.stringify({ Field: "Severity", Value: "minimal", Operator: "equals" }));
    const minimal = await api.call("GET", `/v1/servicerequests?filter=${filter}`, who);
    expect(minimal.body.items.every(({ severity }: { severity: string }) => severity === "minimal")).toBe(true);
    const seen: string[] = [];
    let path = "/v1/servicerequests?size=2&offset=0";
    for (let n = 0; n < 50 && path !== ""; n += 1) {
      const { body } = await api.call("GET", path, who);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      path = body.links.next === undefined ? "" : `/v1${body.links.next.uri}`;
    }
    expect(seen).toEqual(all.map(({ id }: { id: string }) => id));
    expect((await api.call("GET", "/v1/servicerequests?status=lost", who)).body.code).toBe(900_126);
  });

  it("are opened about the customer that organization.id or the text names, or about none", async () => {
    const plain = await open({ Severity: 1, SupportTopicId: "1003", PrimaryContact: null });
    expect(plain.status).toBe(201);
    expect(plain.body).toMatchObject({
      severity: "critical",
      status: "open",
      supportTopicName: "Software keys and downloads",
      organization: { id: api.a.partner },
      lastClosedDate: "0001-01-01T00:00:00",
    });
    const named = await open({ organization: { id: api.a.customer } });
    expect(named.body.organization.id).toBe(api.a.customer);
    const inText = await open({ description: `About the tenant ${api.a.customer.toUpperCase()}, please.` });
    expect(inText.body.organization.id).toBe(api.a.customer);
    const theirs = await open({ description: `About the tenant ${api.b.customer}, please.` });
    expect(theirs.body.organization.id).toBe(api.a.partner);
    expect((await open({ organization: { id: api.b.customer } })).status).toBe(404);
    const contact = { FirstName: "Ada", LastName: "Hume", Email: "ada@hume.example", PhoneNumber: "555" };
    expect((await open({ PrimaryContact: contact })).body.primaryContact).toMatchObject({
      firstName: "Ada",
      lastName: "Hume",
      email: "ada@hume.example",
      phoneNumber: "555",
    });
    const ofCustomer = await api.call("GET", `/v1/customers/${api.a.customer}/servicerequests`, who);
    const ids = ofCustomer.body.items.map(({ id }: { id: string }) => id);
    expect(ids).toContain(named.body.id);
    expect(ids).not.toContain(plain.body.id);
    const there = `/v1/customers/${api.a.customer}/servicerequests`;
    expect((await api.call("GET", `${there}/${named.body.id}`, who)).status).toBe(200);
    expect((await api.call("GET", `${there}/${plain.body.id}`, who)).status).toBe(404);
  });

  it.each([
    [{ Title: "" }, 3000],
    [{ Severity: "worst" }, 900_126],
    [{ SupportTopicId: "9" }, 3000],
    [{ Organization: "x" }, 3000],
  ])("are not opened with %j", async (body, code) => {
    const refused = await open(body);
    expect([refused.status, refused.body.code]).toEqual([400, code]);
  });

  it("are not opened where the address names no language", async () => {
    expect((await open({}, "123456789012345")).body.code).toBe(3000);
  });

  it("change only in what a PATCH changes: what clients send along stays", async () => {
    const { body: made } = await open({ severity: "minimal" });
    const path = `/v1/servicerequests/${made.id}`;
    const patch = (body: object) => api.call("PATCH", path, who, { body });
    const whole = await patch({ ...made, Severity: "unknown", Status: "none", NewNote: null });
    expect(whole.status).toBe(200);
    expect(whole.body).toMatchObject({ severity: "minimal", status: "open", notes: [] });
    const noted = await patch({ NewNote: { Text: "Also on the second server." }, Severity: "Critical" });
    expect(noted.body).toMatchObject({ severity: "critical", notes: [{ text: "Also on the second server." }] });
    const closed = await patch({ status: 2 });
    expect(closed.body.status).toBe("closed");
    expect(closed.body.lastClosedDate).toMatch(/^2026-/);
    expect((await patch({ status: "open" })).status).toBe(400);
    expect((await patch({ status: "open", newNote: { text: "It is back." } })).body.status).toBe("open");
    expect((await patch({ title: "Another matter" })).body.code).toBe(3000);
    expect((await api.call("PATCH", path, "of-other-partner", { body: { status: "closed" } })).status).toBe(404);
  });

  it("have topics, the documented one first", async () => {
    const { body } = await api.call("GET", "/v1/servicerequests/supporttopics", who);
    expect(body.items[0]).toMatchObject({ id: "1001", name: "CSP purchase/refund on behalf of customers" });
    expect(body.totalCount).toBe(6);
  });
});
