import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { isAllowedAddress } from "#app/adapters/public-addresses.ts";
import { createWebhookTarget, type TargetOptions } from "#app/adapters/webhook-target.ts";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A name server that answers with these, in this order, whatever is asked. */
function namesLeadTo(...answers: readonly (readonly string[])[]): NonNullable<TargetOptions["lookup"]> {
  let asked = 0;
  return (_hostname, _options, callback) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
}

const post = (url: string) => ({ url, headers: { "Content-Type": "application/json" }, body: '{"ä":1}' });

describe("addresses that events are sent to", () => {
  it.each(["93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:2800:220:1::1"])("are public: %s", (address) => {
    expect(isAllowedAddress(address, "public")).toBe(true);
  });

  it.each([
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "2002:7f00:1::",
    "2001:db8::1",
    "localhost",
    "",
  ])("are never: %s", (address) => {
    expect(isAllowedAddress(address, "public")).toBe(false);
  });

  it("are this machine in a sandbox, and no other private one", () => {
    for (const address of ["127.0.0.1", "::1"]) expect(isAllowedAddress(address, "public-and-loopback")).toBe(true);
    for (const address of ["10.0.0.1", "169.254.169.254", "fe80::1"])
      expect(isAllowedAddress(address, "public-and-loopback")).toBe(false);
    expect(isAllowedAddress("10.0.0.1", "any")).toBe(true);
  });
});

describe("posting to a target", () => {
  it("sends the body as it is, and keeps the beginning of the answer in one line", async () => {
    const seen: { method?: string | undefined; body: string; type?: string | undefined }[] = [];
    const port = await serve((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const body = Buffer.concat(parts).toString("utf8");
        seen.push({ method: request.method, body, type: request.headers["content-type"] });
        response.end(`fine\nand ${"x".repeat(1_000)}`);
      });
    });
    const send = createWebhookTarget({ reach: "public-and-loopback" });
    const answer = await send(post(`http://127.0.0.1:${port}/events`));
    expect(answer).toMatchObject({ responseCode: 200, failure: null });
    expect(answer.responseText).toMatch(/^fine and x+$/);
    expect(answer.responseText).toHaveLength(200);
    expect(seen).toEqual([{ method: "POST", body: '{"ä":1}', type: "application/json" }]);
  });

  it("does not follow a redirect", async () => {
    let asked = 0;
    const port = await serve((request, response) => {
      asked += 1;
      request.resume();
      response.writeHead(302, { Location: "/elsewhere" }).end();
    });
    const answer = await createWebhookTarget({ reach: "any" })(post(`http://127.0.0.1:${port}/`));
    expect(answer).toMatchObject({ responseCode: 302, failure: "refused" });
    expect(asked).toBe(1);
  });

  it("gives up on a target that does not answer in time, and on one that never ends its answer", async () => {
    const silent = await serve((request) => request.resume());
    const send = createWebhookTarget({ reach: "any", wholeMs: 200 });
    expect(await send(post(`http://127.0.0.1:${silent}/`))).toMatchObject({ responseCode: null, failure: "too-slow" });
    const endless = await serve((request, response) => {
      request.resume();
      response.writeHead(200);
      const drip = setInterval(() => response.write("x"), 10);
      response.on("close", () => clearInterval(drip));
    });
    expect(await send(post(`http://127.0.0.1:${endless}/`))).toMatchObject({ failure: "too-slow" });
  });

  it("reads a flood no further than a little", async () => {
    const port = await serve((request, response) => {
      request.resume();
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    });
    const answer = await createWebhookTarget({ reach: "any", wholeMs: 5_000 })(post(`http://127.0.0.1:${port}/`));
    expect(answer).toMatchObject({ responseCode: 200, failure: null });
  });

  it("connects to no address that is not allowed, whether it stands there or a name leads to it", async () => {
    let asked = 0;
    const port = await serve((request, response) => {
      asked += 1;
      request.resume();
      response.end();
    });
    const refusal = { responseCode: null, failure: "target-not-allowed" };
    const plain = createWebhookTarget({ reach: "public" });
    for (const host of ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"])
      expect(await plain(post(`http://${host}:${port}/`)), host).toMatchObject(refusal);
    for (const addresses of [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::1"], []]) {
      const named = createWebhookTarget({ reach: "public", lookup: namesLeadTo(addresses) });
      expect(await named(post(`http://hooks.example.com:${port}/`)), addresses.join()).toMatchObject(refusal);
    }
    expect(asked).toBe(0);
  });

  it("asks a name server once per connection, so that a second answer gains nothing", async () => {
    const port = await serve((request, response) => {
      request.resume();
      response.end("inside");
    });
    // First public, then this machine: the connection goes to what was checked, which answers nothing here.
    const rebinding = createWebhookTarget({
      reach: "public",
      wholeMs: 300,
      lookup: namesLeadTo(["192.88.98.1"], ["127.0.0.1"]),
    });
    const answer = await rebinding(post(`http://hooks.example.com:${port}/`));
    expect(answer.responseCode).toBeNull();
    expect(answer.responseText).not.toContain("inside");
    expect(await rebinding(post(`http://hooks.example.com:${port}/`))).toMatchObject({ failure: "target-not-allowed" });
  });

  it("tells a name that does not exist from a machine that does not answer", async () => {
    const send = createWebhookTarget({
      reach: "any",
      lookup: (_host, _options, callback) =>
        callback(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), []),
    });
    expect(await send(post("http://nowhere.example/"))).toMatchObject({ failure: "name-unknown" });
    const port = await serve(() => {});
    const server = servers.pop();
    await new Promise((resolve) => server?.close(resolve));
    expect(await send(post(`http://127.0.0.1:${port}/`))).toMatchObject({ failure: "no-connection" });
  });
});
