import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";

const renderTimeoutMs = 10_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { cspNonce, portal, requestId }: AppLoadContext,
): Promise<Response> {
  const isPatient = isbot(request.headers.get("user-agent") ?? "") || remixContext.isSpaMode;
  return new Promise((resolve, reject) => {
    let isShellSent = false;
    const answer = () => {
      isShellSent = true;
      const body = new PassThrough();
      headers.set("Content-Type", "text/html; charset=utf-8");
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={remixContext} url={request.url} abortDelay={renderTimeoutMs} nonce={cspNonce} />,
      {
        nonce: cspNonce,
        ...(isPatient ? { onAllReady: answer } : { onShellReady: answer }),
        onShellError: (error: unknown) => reject(error),
        onError: (error: unknown) => {
          status = 500;
          if (isShellSent) portal.logger.error({ requestId, err: error }, "rendering failed");
        },
      },
    );
    setTimeout(abort, renderTimeoutMs + 1000).unref();
  });
}
