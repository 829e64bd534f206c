import { createServer } from "node:http";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lastResort } from "#app/server/last-resort.ts";
import { listen } from "#app/server/listen.ts";
import { requestId } from "#app/server/request-id.ts";

describe("what nothing else has caught", () => {
  const logged: Record<string, unknown>[] = [];
  const log = (facts: object) => logged.push({ ...facts });
  const app = express();
  app.use(requestId());
  app.get("/begun", (_request, response) => {
    response.write("half a page");
    throw new Error("secret of the database");
  });
  app.all("*", () => {
    throw new Error("secret of the database");
  });
  app.use(lastResort({ error: log, warn: log, info: log }));
  const server = createServer(app);
  let url: string;
  beforeAll(async () => {
    ({ url } = await listen(server, "127.0.0.1", 0));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("is a page, or an answer for programs, that says nothing of the cause; the log has it with the request's number", async () => {
    for (const [path, type] of [
      ["/customers", "text/html; charset=utf-8"],
      ["/v1/customers", "application/json; charset=utf-8"],
    ] as const) {
      const answer = await fetch(url + path);
      const text = await answer.text();
      expect([path, answer.status, answer.headers.get("content-type")]).toEqual([path, 500, type]);
      expect(text).not.toMatch(/secret of the database|last-resort|\.ts:\d+|node_modules/);
      const line = logged.at(-1);
      expect(String(line?.["err"])).toContain("secret of the database");
      expect(line?.["requestId"]).toBe(answer.headers.get("x-request-id"));
    }
  });

  it("ends an answer that had begun, and the server goes on", async () => {
    await expect(fetch(`${url}/begun`).then(async (answer) => answer.text())).rejects.toThrow();
    expect((await fetch(`${url}/customers`)).status).toBe(500);
  });
});
