import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a browser brought back to an application. */
export type BroughtBack = { readonly method: string; readonly fields: URLSearchParams };

export type TestApplicationServer = {
  /** Where users return after they gave leave, or did not. */
  readonly redirectUri: string;
  /** What came, in order; whoever has read it may empty it. */
  readonly came: BroughtBack[];
  close(): Promise<void>;
};

/** An application on loopback that users are sent back to. It answers `GET` and `POST` at one path, and nothing else. */
export async function startApplicationServer(): Promise<TestApplicationServer> {
  const came: BroughtBack[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://localhost");
      if (url.pathname !== "/sign-in") return void response.writeHead(404).end();
      const method = request.method ?? "";
      const sent = Buffer.concat(parts).toString("utf8");
      came.push({ method, fields: method === "POST" ? new URLSearchParams(sent) : url.searchParams });
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
      return void response.end("<!doctype html><title>Shop</title><h1>Signed in</h1>");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    // By name: the portal is at 127.0.0.1, and this is another origin in every respect.
    redirectUri: `http://localhost:${port}/sign-in`,
    came,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
