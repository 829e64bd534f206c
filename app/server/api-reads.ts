import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ServerBuild } from "@remix-run/node";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { LoadContext } from "#app/http/load-context.ts";
import type { ReadArgs, ReadHeaders, WholeAnswer, WholeRead } from "#app/http/whole-answer.ts";
import { isPlainPath } from "./api-paths.ts";
import { type Leaf, fittingLeaves } from "./fitting-routes.ts";

/** What an address ends at: its route's own way to a whole answer, and where its parameters stand in the address. */
type Target = { readonly whole: WholeRead; readonly segments: readonly string[] };

/**
 * Reads of the API, answered by the same loaders as through Remix. Remix makes three `Request`s of each request and a
 * stream of each answer, which took as long as a keyed read itself.
 *
 * Only where it is plain which route Remix would choose: one that has all segments of the address, beside none but those
 * that take whatever comes after the first of them. Everything else goes on to Remix.
 */
export function apiReads(
  build: ServerBuild,
  contextOf: (request: Request, response: Response) => LoadContext,
): RequestHandler {
  const leavesFor = fittingLeaves(build);
  const targets = new Map<string, Target | null>();
  return (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    if (!isPlain(request)) return next();
    const { leaves, address } = leavesFor(request.path);
    const key = leaves.map(({ id }) => id).join(" ");
    let target = targets.get(key);
    if (target === undefined) {
      target = targetOf(build, leaves);
      targets.set(key, target);
    }
    if (target === null) return next();
    const params = paramsOf(target, address);
    const { method, originalUrl, path } = request;
    const read = {
      method,
      get url() {
        return `${request.protocol}://${request.headers.host ?? "localhost"}${originalUrl}`;
      },
      path,
      search: originalUrl.slice(path.length),
      headers: headersOf(request),
      body: null,
    };
    void answer(target, { request: read, params, context: contextOf(request, response) }, response, next);
  };
}

async function answer({ whole }: Target, args: ReadArgs, response: Response, next: NextFunction): Promise<void> {
  try {
    await send(response, await whole(args));
  } catch (error) {
    next(error);
  }
}

/** Remix decodes addresses, resolves them, and takes two names out of a query: none of that is done twice here. */
function isPlain({ path, originalUrl }: Request): boolean {
  return isPlainPath(path) && originalUrl.startsWith(path) && !/[?&](index|_data)(=|&|$)/.test(originalUrl);
}

function targetOf(build: ServerBuild, leaves: readonly Leaf[]): Target | null {
  const [leaf, second] = leaves.filter(({ segments }) => segments.at(-1) !== "*");
  if (leaf === undefined || second !== undefined) return null;
  if (leaf.segments.some((segment) => segment.endsWith("?"))) return null;
  const isBelow = (open: Leaf) => open.segments.slice(0, -1).every((segment, at) => segment === leaf.segments[at]);
  if (!leaves.every((other) => other === leaf || isBelow(other))) return null;
  const loader: unknown = build.routes[leaf.id]?.module.loader;
  if (typeof loader !== "function" || !("whole" in loader) || typeof loader.whole !== "function") return null;
  return { whole: loader.whole as WholeRead, segments: leaf.segments };
}

function paramsOf({ segments }: Target, address: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  segments.forEach((segment, at) => {
    if (segment.startsWith(":")) params[segment.slice(1)] = address[at] ?? "";
  });
  return params;
}

function headersOf({ headers }: Request): ReadHeaders {
  const get = (name: string) => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? null : typeof value === "string" ? value : value.join(", ");
  };
  return { get, has: (name) => get(name) !== null };
}

async function send(response: Response, { status, headers, body }: WholeAnswer): Promise<void> {
  response.statusCode = status;
  for (const name in headers) response.setHeader(name, headers[name] ?? "");
  if (body instanceof ReadableStream)
    return pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), response);
  if (body === null) return void response.end();
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  response.setHeader("Content-Length", bytes.byteLength);
  response.end(bytes);
}
