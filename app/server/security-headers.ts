import { randomBytes } from "node:crypto";
import type { RequestHandler, Response } from "express";
import helmet from "helmet";
import { isApiRequest } from "./api-paths.ts";

declare global {
  namespace Express {
    interface Locals {
      /** Of this one answer. */
      cspNonce: string;
    }
  }
}

export const cspReportPath = "/csp-reports";

const programPolicy =
  "default-src 'none'; form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; report-to csp";

/**
 * The headers of every answer, errors and static files included, with one nonce per answer; what the API says runs no
 * script at all and needs none.
 *
 * Scripts run only with the nonce; style, images, fonts and requests come from the portal itself;
 * nothing frames it and it frames nothing. `Referrer-Policy` is same-origin and not no-referrer,
 * because under no-referrer browsers send `Origin: null` with the portal's own forms.
 */
export function securityHeaders(options: { readonly isDevelopment: boolean }): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: true },
    referrerPolicy: { policy: "same-origin" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: "deny" },
    xPoweredBy: true,
  });
  return (request, response, next) => {
    const isForProgram = isApiRequest(request);
    const nonce = isForProgram ? "" : randomBytes(18).toString("base64url");
    response.locals.cspNonce = nonce;
    const policy = isForProgram ? programPolicy : contentSecurityPolicy(nonce, options.isDevelopment);
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("Reporting-Endpoints", `csp="${cspReportPath}"`);
    response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    // Whatever is not an immutable asset belongs to one signed-in person.
    response.setHeader("Cache-Control", "no-store");
    headers(request, response, next);
  };
}

/** Lets forms of one answer lead to one site more than the portal's own. */
export function allowFormTo(response: Response, origin: string): void {
  const policy = String(response.getHeader("Content-Security-Policy"));
  if (!/^https?:\/\/[\w.[\]:-]+$/.test(origin)) return;
  response.setHeader("Content-Security-Policy", policy.replace("form-action 'self'", `form-action 'self' ${origin}`));
}

function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  // Vite's development client puts styles into the page and talks over a web socket; the built portal does neither.
  const styleSource = isDevelopment ? "'self' 'unsafe-inline'" : "'self'";
  const connectSource = isDevelopment ? "'self' ws:" : "'self'";
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src ${styleSource}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connectSource}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "report-to csp",
  ].join("; ");
}
