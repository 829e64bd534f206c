import type { RequestHandler } from "express";
import type { Portal } from "#app/http/load-context.ts";

/** For load balancers and supervisors: 200 while the portal can work, 503 while its database is away or it is stopping. */
export function health(portal: Pick<Portal, "isDatabaseUp">, isStopping: () => boolean): RequestHandler {
  return (_request, response) => {
    void portal.isDatabaseUp().then((database) => {
      const isUp = database && !isStopping();
      response.status(isUp ? 200 : 503).json({ status: isUp ? "up" : isStopping() ? "stopping" : "down", database });
    });
  };
}
