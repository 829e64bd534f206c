import type { RequestHandler } from "express";
import { isUploadPage } from "./body-limit.ts";

type Times = {
  /** A whole body is in after so long. */
  readonly bodyMs: number;
  /** A file may take as long as it takes, but something of it has to come in within this time. */
  readonly pauseMs: number;
};

const defaultTimes: Times = { bodyMs: 60_000, pauseMs: 60_000 };

/**
 * Ends requests whose body does not come in: Node's own limit knows one time for all, and a file of some gigabytes
 * takes longer than any form may. Cut off without an answer, because nobody listens.
 */
export function bodyTime({ bodyMs, pauseMs }: Times = defaultTimes): RequestHandler {
  return (request, response, next) => {
    const { "content-length": length, "transfer-encoding": encoding } = request.headers;
    // No body is to come; a GET with one is watched like any other.
    if (length === undefined && encoding === undefined) return next();
    const isUpload = isUploadPage(request.path);
    let bytesBefore = request.socket.bytesRead;
    const look = () => {
      if (request.complete) return;
      const { bytesRead } = request.socket;
      if (!isUpload || bytesRead === bytesBefore) return void request.socket.destroy();
      bytesBefore = bytesRead;
      timer = setTimeout(look, pauseMs).unref();
    };
    let timer = setTimeout(look, isUpload ? pauseMs : bodyMs).unref();
    response.once("close", () => clearTimeout(timer));
    next();
  };
}
