import type { ServerBuild } from "@remix-run/node";
import { createServer as createViteServer } from "vite";
import { compose } from "#app/composition.server.ts";
import { readEnv } from "#app/http/env.server.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { createServer } from "./create-server.ts";
import { listen } from "./listen.ts";

/** `npm run dev`: the same server, with Vite building each file as it is asked for. Always a sandbox unless told otherwise. */
const env = readEnv({ MODE: "sandbox", ...process.env });
const portal = await compose(env);
await migrateToLatest(portal.deps.db);
const vite = await createViteServer({ server: { middlewareMode: true } });
const server = createServer({
  composition: portal,
  env,
  remixBuild: async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild,
  developmentMiddleware: vite.middlewares,
  rateLimits: { unsafePerMinute: 10_000, safePerMinute: 100_000 },
});
const { url } = await listen(server, env.host, env.port);
console.log(`Portal for development on ${url}`);
