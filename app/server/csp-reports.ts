import express, { type RequestHandler } from "express";
import type { Logger } from "#app/http/load-context.ts";

/**
 * Takes the browsers' reports of policy violations and logs what was blocked and where.
 * Browsers send them without cookies; nothing is written but one log line, with addresses cut to their path.
 */
export function cspReports(logger: Logger): RequestHandler[] {
  return [
    express.json({ type: ["application/reports+json", "application/csp-report", "application/json"], limit: "16kb" }),
    (request, response) => {
      for (const report of reportsIn(request.body).slice(0, 5)) {
        logger.warn(report, "content security policy violation");
      }
      response.status(204).end();
    },
  ];
}

function reportsIn(body: unknown): { directive: string; blocked: string; page: string }[] {
  const list: unknown[] = Array.isArray(body) ? body : [body];
  return list.flatMap((entry) => {
    if (!isRecord(entry)) return [];
    const facts = isRecord(entry["body"]) ? entry["body"] : isRecord(entry["csp-report"]) ? entry["csp-report"] : null;
    if (facts === null) return [];
    return [
      {
        directive: short(facts["effectiveDirective"] ?? facts["violated-directive"]),
        blocked: withoutQuery(short(facts["blockedURL"] ?? facts["blocked-uri"])),
        page: withoutQuery(short(facts["documentURL"] ?? facts["document-uri"])),
      },
    ];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function short(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 300) : "";
}

function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, "");
}
