import "#app/adapters/lean-heap.ts";
import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { composeOrExit } from "#app/composition.server.ts";
import { builtClientDirectory, createServer } from "./create-server.ts";
import { stopGracefully } from "./graceful-stop.ts";
import { listen } from "./listen.ts";

const buildFile = fileURLToPath(new URL("../../build/server/index.js", import.meta.url));

/** The web process: reads the environment, wires the portal, listens. */
async function main(): Promise<void> {
  const portal = await composeOrExit(process.env);
  const { env } = portal;
  if (!existsSync(buildFile)) {
    console.error("There is no built portal. Make it with: npm run build");
    process.exit(1);
  }
  const remixBuild = (await import(pathToFileURL(buildFile).href)) as ServerBuild;
  let isStopping = false;
  const server = createServer({
    composition: portal,
    env,
    remixBuild,
    clientDirectory: builtClientDirectory,
    isStopping: () => isStopping,
  });
  stopGracefully(server, portal, portal.logger, { onStopping: () => (isStopping = true), graceMs: 20_000 });
  const { url } = await listen(server, env.host, env.port);
  portal.logger.info({ url, mode: env.mode }, "listening");
  // A supervisor that started this process with a channel is told the address; port 0 is settled only now.
  process.send?.({ listening: url });
}

await main();
