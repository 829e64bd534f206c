import express, { type RequestHandler } from "express";

/**
 * The built browser files. Those under /assets carry a hash of their content in the name and never change.
 * Dot files are not served; what is not there falls through to Remix, which says 404.
 */
export function staticAssets(clientDirectory: string): RequestHandler {
  return express.static(clientDirectory, {
    index: false,
    redirect: false,
    dotfiles: "ignore",
    fallthrough: true,
    setHeaders(response, path) {
      const isHashed = /[/\\]assets[/\\][^/\\]+$/.test(path);
      response.setHeader("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "public, max-age=3600");
    },
  });
}
