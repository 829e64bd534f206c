import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { partnerRoles } from "#app/domain/access/roles.ts";
import { quickStartCommands, quickStartSteps } from "#app/api/openapi/quick-start.ts";
import { insertRole } from "#db/repositories/users.ts";
import { type ApiSite, openApi } from "./support/api-site.ts";

const run = promisify(execFile);

let api: ApiSite;
beforeAll(async () => {
  api = await openApi("sqlite");
  for (const role of partnerRoles) await insertRole(api.db, api.clients.a, role);
});
afterAll(async () => api.close());

it("leads from a secret to a first subscription, typed as the page has it", async () => {
  const commands = quickStartCommands({ root: api.url, tenantId: api.a.partner });
  const { a, secret } = api.clients;
  const settings = commands.settings
    .replace("CLIENT_ID=…", `CLIENT_ID=${a}`)
    .replace("CLIENT_SECRET=…", `CLIENT_SECRET=${secret}`);
  const script = [settings, ...quickStartSteps.slice(1).map((step) => commands[step])].join("\n");
  const { stdout } = await run("bash", ["-c", `${script}\necho\necho "$CUSTOMER $SUBSCRIPTION"`]);
  const [customer, subscription] = (stdout.trim().split("\n").at(-1) ?? "").split(" ");
  const { status, body } = await api.call(
    "GET",
    `/v1/customers/${customer}/subscriptions/${subscription}`,
    "all-partner-roles",
  );
  expect([status, body?.status, body?.quantity]).toEqual([200, "active", 1]);
});

it("has the commands of every step, and nothing of a secret", () => {
  const commands = quickStartCommands({ root: "https://portal.example", tenantId: "t" });
  expect(Object.keys(commands)).toEqual([...quickStartSteps]);
  expect(commands.settings).toContain("CLIENT_SECRET=…");
});
