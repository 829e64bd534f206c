import { createServer as createHttpServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Request, type RequestHandler, type Response } from "express";
import type { Env } from "#app/http/env.server.ts";
import type { LoadContext, Portal } from "#app/http/load-context.ts";
import { exceptApi, isApiRequest } from "./api-paths.ts";
import { apiReads } from "./api-reads.ts";
import { bodyLimit } from "./body-limit.ts";
import { bodyTime } from "./body-time.ts";
import { cspReports } from "./csp-reports.ts";
import { downloads } from "./downloads.ts";
import { fittingRoutes } from "./fitting-routes.ts";
import { health } from "./health.ts";
import { hostHeader } from "./host-header.ts";
import { knownMethods } from "./known-methods.ts";
import { lastResort } from "./last-resort.ts";
import { plainAddress } from "./plain-address.ts";
import { defaultRateLimits, rateLimits, type RateLimits } from "./rate-limit.ts";
import { requestId } from "./request-id.ts";
import { requestLog } from "./request-log.ts";
import { sameOrigin } from "./same-origin.ts";
import { allowFormTo, cspReportPath, securityHeaders } from "./security-headers.ts";
import { staticAssets } from "./static-assets.ts";

export type ServerOptions = {
  readonly composition: Portal;
  readonly env: Pick<Env, "origin" | "trustedProxies">;
  /** The built Remix app, or a function that loads the current one (development). */
  readonly remixBuild: ServerBuild | (() => Promise<ServerBuild>);
  /** Where the built browser files are. Left out in development, where Vite serves them. */
  readonly clientDirectory?: string | undefined;
  /** Vite's middleware in development. */
  readonly developmentMiddleware?: RequestHandler | undefined;
  readonly rateLimits?: RateLimits | undefined;
  readonly isStopping?: (() => boolean) | undefined;
};

/** What goes well here goes without a line in the log. */
const quiet = [/^\/assets\//, /^\/healthz$/];
const quietInDevelopment = [...quiet, /^\/(app|styles|node_modules)\//, /^\/@/];

export const builtClientDirectory = fileURLToPath(new URL("../../build/client", import.meta.url));

/**
 * The web server, not yet listening; a test listens on port 0.
 *
 * The order matters and is this:
 *  1. request id, so that everything after it can name the request;
 *  2. request log, so that refused requests are seen as well;
 *  3. security headers, so that no answer leaves without them, a 405 or a static file included;
 *  4. time for the body, which has begun to come in; known methods;
 *  5. health, before anything that can be slow or limited;
 *  6. compression, then static files;
 *  7. host header, settled before anything believes it; an address has to be text;
 *  8. reports of the content security policy: browsers send them without an origin that could be checked;
 *  9. rate limits, so that refused cross-site posts count as well;
 * 10. same origin, in front of every action but the API's, which no cookie opens;
 * 11. body limit, before anything reads a body;
 * 12. download links: files are streamed past Remix;
 * 13. Remix, but for reads of the API, whose loaders are called past it;
 * 14. last resort.
 */
export function createServer(options: ServerOptions): Server {
  const { composition: portal, env } = options;
  const isDevelopment = options.developmentMiddleware !== undefined;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  // Fields of a query have no depth here.
  app.set("query parser", "simple");
  app.set("trust proxy", [...env.trustedProxies]);

  app.use(requestId());
  app.use(requestLog(portal.logger, isDevelopment ? quietInDevelopment : quiet));
  app.use(securityHeaders({ isDevelopment }));
  app.use(bodyTime());
  app.use(knownMethods());
  app.get("/healthz", health(portal, options.isStopping ?? (() => false)));
  // Pages are made per request: a quick level costs a few bytes and saves a tenth of the time of a list page.
  app.use(compressed(compression({ level: 3 })));
  if (options.developmentMiddleware !== undefined) app.use(options.developmentMiddleware);
  if (options.clientDirectory !== undefined) app.use(exceptApi(staticAssets(options.clientDirectory)));
  app.use(hostHeader(env.origin));
  app.use(plainAddress());
  app.post(cspReportPath, ...cspReports(portal.logger));
  app.use(rateLimits(options.rateLimits ?? defaultRateLimits));
  app.use(exceptApi(sameOrigin(env.origin)));
  app.use(bodyLimit());
  app.get("/d/:linkId", downloads(portal));
  app.all("*", remixHandler(options, isDevelopment));
  app.use(lastResort(portal.logger));
  // How long a body may take is `body-time.ts`'s business; Node knows one time for all of them.
  return createHttpServer({ requestTimeout: 0, headersTimeout: 20_000 }, app);
}

/** Programs that take nothing compressed are spared the watch over their answer; pages always say what they vary by. */
function compressed(compress: RequestHandler): RequestHandler {
  return (request, response, next) =>
    isApiRequest(request) && request.headers["accept-encoding"] === undefined
      ? next()
      : compress(request, response, next);
}

function remixHandler({ composition: portal, remixBuild }: ServerOptions, isDevelopment: boolean): RequestHandler {
  const contextOf = (request: Request, response: Response): LoadContext => ({
    portal,
    address: request.ip ?? null,
    cspNonce: response.locals.cspNonce,
    requestId: response.locals.requestId,
    startedAt: response.locals.startedAt,
    noteServerTime: (milliseconds) => {
      response.locals.serverMs = milliseconds;
    },
    allowFormTo: (origin) => allowFormTo(response, origin),
    downloadRefusal: response.locals.downloadRefusal,
  });
  const handlerOf = (build: ServerBuild | (() => Promise<ServerBuild>)) =>
    createRequestHandler({
      build,
      mode: isDevelopment ? "development" : "production",
      getLoadContext: contextOf,
    });
  // The handler hands its own failures to `next`, so there is no rejection to wait for.
  if (typeof remixBuild === "function") {
    const handle = handlerOf(remixBuild);
    return (request, response, next) => void handle(request, response, next);
  }
  const buildFor = fittingRoutes(remixBuild);
  const handlers = new WeakMap<ServerBuild, ReturnType<typeof handlerOf>>();
  const toRemix: RequestHandler = (request, response, next) => {
    const build = buildFor(request.path);
    const handle = handlers.get(build) ?? handlerOf(build);
    handlers.set(build, handle);
    void handle(request, response, next);
  };
  const readApi = apiReads(remixBuild, contextOf);
  return (request, response, next) => {
    if (!isApiRequest(request)) return toRemix(request, response, next);
    readApi(request, response, (error?: unknown) =>
      error === undefined ? toRemix(request, response, next) : next(error),
    );
  };
}
