import type { Server } from "node:http";
import type { Logger, Portal } from "#app/http/load-context.ts";

const idleSweepMs = 50;

/**
 * On SIGTERM or SIGINT: health says "stopping", no new connections are taken, requests under way are answered,
 * then the database is closed. What is not done after the grace period is cut off; its transaction rolls back.
 */
export function stopGracefully(
  server: Server,
  portal: Pick<Portal, "close">,
  logger: Logger,
  options: { readonly onStopping: () => void; readonly graceMs: number },
): void {
  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    options.onStopping();
    logger.info({ signal }, "stopping");
    const hurry = setTimeout(() => server.closeAllConnections(), options.graceMs);
    // A connection whose request was just answered would be kept open for the next one.
    const tidy = setInterval(() => server.closeIdleConnections(), idleSweepMs);
    server.close(() => {
      clearTimeout(hurry);
      clearInterval(tidy);
      void portal
        .close()
        .catch((error: unknown) => logger.error({ err: error }, "closing failed"))
        .finally(() => {
          logger.info({}, "stopped");
          process.exitCode ??= 0;
          process.exit();
        });
    });
  };
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
}
