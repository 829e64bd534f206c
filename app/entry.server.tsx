import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { NonceProvider } from "./components/nonce.ts";
import { isLanguage, pickLanguage, type Language } from "./i18n/languages.ts";
import { translatorOf } from "./i18n/server-translators.ts";

/**
 * Every page as one text: loaders answer whole, so that nothing of a page comes later than the rest. Streamed, a list
 * page took half as long again, because each of its many small pieces went through streams and compression alone; and React 18 sends a NUL where a piece
 * of 2,048 bytes ends within a character.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { cspNonce } = loadContext;
  const language = languageOf(request, remixContext);
  const answerStatus = await availability(status, loadContext);
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Language", language);
  if (answerStatus === 503) headers.set("Retry-After", "30");
  const renderedFrom = performance.now();
  const page = renderToString(
    <NonceProvider value={cspNonce}>
      <I18nextProvider i18n={translatorOf(language)}>
        <RemixServer context={remixContext} url={request.url} nonce={cspNonce} />
      </I18nextProvider>
    </NonceProvider>,
  );
  sayServerTime(request, headers, loadContext, renderedFrom);
  // A text has no doctype, other than a stream of React; without one browsers fall back to the layout of old pages.
  return new Response(new TextEncoder().encode(`<!DOCTYPE html>${page}`), { headers, status: answerStatus });
}

/** For requests of the client's navigation: the same statuses as for whole pages. */
export async function handleDataRequest(
  response: Response,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): Promise<Response> {
  const status = await availability(response.status, context);
  const answer =
    status === response.status ? response : new Response(response.body, { status, headers: response.headers });
  sayServerTime(request, answer.headers, context);
  return answer;
}

/**
 * How long the portal took, in the log and, for what is read, in `Server-Timing`: until the data was there, to draw the
 * page from it, and both together. The answer to a post does not say it to the tenth of a millisecond: how long a
 * password or a code was compared is nobody's business.
 */
function sayServerTime(
  request: Request,
  headers: Headers,
  { startedAt, noteServerTime }: AppLoadContext,
  renderedFrom?: number,
): void {
  const now = performance.now();
  noteServerTime(now - startedAt);
  if (request.method !== "GET" && request.method !== "HEAD") return;
  const parts: [string, number][] = [["total", now - startedAt]];
  if (renderedFrom !== undefined) parts.unshift(["data", renderedFrom - startedAt], ["page", now - renderedFrom]);
  headers.set("Server-Timing", parts.map(([name, ms]) => `${name};dur=${ms.toFixed(1)}`).join(", "));
}

/**
 * Every failure of a loader, an action or a render that is not an answer of its own. The page says nothing
 * of the cause; the log does, with the request's number.
 */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted || isClientError(error)) return;
  const { pathname } = new URL(request.url);
  context.portal.logger.error({ requestId: context.requestId, path: pathname, err: error }, "request failed");
}

/** 500 becomes 503 when the database is away: it is not a defect, and passes. */
async function availability(status: number, { portal }: AppLoadContext): Promise<number> {
  return status === 500 && !(await portal.isDatabaseUp()) ? 503 : status;
}

/** Remix reports an unknown address or method as an error; the request log has it already. */
function isClientError(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("status" in error)) return false;
  return typeof error.status === "number" && error.status < 500;
}

/** The language that the root's loader found; without it (it failed) what the browser asks for. */
function languageOf(request: Request, remixContext: EntryContext): Language {
  const root: unknown = remixContext.staticHandlerContext.loaderData["root"];
  if (typeof root === "object" && root !== null && "language" in root && isLanguage(root.language)) {
    return root.language;
  }
  return pickLanguage({ acceptLanguage: request.headers.get("accept-language") });
}
