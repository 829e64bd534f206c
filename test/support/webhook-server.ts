import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { createWebhookTarget } from "#app/adapters/webhook-target.ts";
import { eventOnWire } from "#app/api/wire/webhook.ts";
import type { WebhookServices } from "#app/services/webhooks/webhook-ports.ts";
import { sandboxVault } from "./activity-keys.ts";

export type ReceivedEvent = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Readonly<Record<string, string>>;
};

export type TestWebhookServer = {
  readonly port: number;
  readonly url: string;
  /** What came in, in order, also what was answered with an error. */
  readonly taken: ReceivedEvent[];
  close(): Promise<void>;
};

/** A partner's own system on loopback. @param statusOf the answer to the n-th event, counted from 1; 0: no answer at all */
export async function startWebhookServer(statusOf: (n: number) => number = () => 200): Promise<TestWebhookServer> {
  const taken: ReceivedEvent[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const text = Buffer.concat(parts).toString("utf8");
      const body = JSON.parse(text) as Record<string, string>;
      taken.push({ path: request.url ?? "", headers: request.headers, text, body });
      const status = statusOf(taken.length);
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end("ok");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/events`,
    taken,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What brings events out of the house in tests: to this machine, with the delays always the same. */
export const testWebhooks: WebhookServices = {
  keyVault: sandboxVault,
  reach: "public-and-loopback",
  root: "https://portal.example",
  write: (delivery, root) => JSON.stringify(eventOnWire(delivery, root)),
  post: createWebhookTarget({ reach: "public-and-loopback" }),
  chance: () => 0.5,
};
