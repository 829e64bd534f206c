import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bodyTime } from "#app/server/body-time.ts";

/** Sends a head that announces more than follows, then `pieces` one after the other; how the connection went on. */
async function send(port: number, path: string, pieces: number, pauseMs: number): Promise<"cut off" | "answered"> {
  const socket = connect(port, "127.0.0.1");
  const ended = new Promise<"cut off" | "answered">((resolve) => {
    socket.on("data", () => resolve("answered"));
    socket.on("close", () => resolve("cut off"));
    socket.on("error", () => resolve("cut off"));
  });
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${pieces + 1}\r\n\r\n`);
  for (let piece = 0; piece < pieces; piece++) {
    await setTimeout(pauseMs);
    socket.write("x");
  }
  const outcome = await Promise.race([ended, setTimeout(0, null)]);
  if (outcome === null) socket.write("x");
  const answer = outcome ?? (await ended);
  socket.destroy();
  return answer;
}

describe("A body", () => {
  let server: Server;
  let port = 0;
  beforeAll(async () => {
    const app = express();
    app.use(bodyTime({ bodyMs: 150, pauseMs: 150 }));
    app.post("*", (request, response) => {
      request.resume();
      request.on("end", () => response.end("done"));
    });
    server = createServer({ requestTimeout: 0 }, app);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => void server.close());

  test("of a form that takes too long is cut off, however steadily it comes", async () => {
    expect(await send(port, "/customers/new", 12, 40)).toBe("cut off");
  });

  test("of a file takes as long as it takes, while it comes", async () => {
    expect(await send(port, "/operator/downloads/P/add", 12, 40)).toBe("answered");
  });

  test("of a file that stops coming is cut off", async () => {
    expect(await send(port, "/operator/downloads/P/add", 1, 700)).toBe("cut off");
  });

  test("that comes at once is answered", async () => {
    expect(await send(port, "/customers/new", 0, 0)).toBe("answered");
  });
});
