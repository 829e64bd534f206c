import type { Readable } from "node:stream";
import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone, activityRefused } from "#app/domain/activity/activity.ts";
import { decideUse, type DownloadFile, type LinkHolder } from "#app/domain/entitlement/download.ts";
import { type Entitlement, subjectOfEntitlement } from "#app/domain/entitlement/entitlement.ts";
import { badLinksPerPlaceMax, usesPerLinkMax, useWindowMs } from "#app/domain/entitlement/limits.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { findDownloadFile } from "#db/repositories/download-files.ts";
import { countLinkUse, countUseFromPlace, findLinkForUse, type IssuedLink } from "#db/repositories/download-links.ts";
import { findEntitlement } from "#db/repositories/entitlements.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { bucketOf, placeOf, takeAttempt } from "../accounts/rate-limit.server.ts";
import type { DownloadDeps } from "../ports.ts";
import { type ByteRange, decideRange, ifRangeFits } from "./byte-range.server.ts";
import { contentDisposition } from "./content-disposition.server.ts";
import { isOurLink, type LinkText } from "./link-text.server.ts";

export type OpenDownloadInput = LinkText & {
  /** `HEAD` looks and uses nothing. */
  readonly method: "GET" | "HEAD";
  /** Header `Range`, as it came. */
  readonly range: string | null;
  /** Header `If-Range`, as it came. */
  readonly ifRange: string | null;
  /** Network address of the request, for the log. */
  readonly address: string | null;
};

/** What a request for a download is answered with. */
export type DownloadAnswer = {
  readonly status: 200 | 206 | 416;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for HEAD and 416. Whoever does not read it to its end destroys it. */
  readonly body: Readable | null;
};

export type OpenDownloadRefusal = RefusalOf<"link-invalid" | "link-revoked" | "link-expired" | "too-many-attempts">;

const linkInvalid: Refused<RefusalOf<"link-invalid">> = refused({ code: "link-invalid" });

/**
 * Answers a request for a download link. First the signature, in constant time and without the database; then the row,
 * the right behind it and the file, anew for every request: a cancelled purchase stops a download under way at its
 * next one. Who holds a link needs no session.
 *
 * The one GET that writes: first use, count and log.
 */
export async function openDownload(
  deps: DownloadDeps,
  input: OpenDownloadInput,
  at: Temporal.Instant,
): Promise<Result<DownloadAnswer, OpenDownloadRefusal>> {
  if (!isOurLink(deps.linkSigner, input)) return refuseStranger(deps, input, at);
  const bucket = bucketOf("download-link", input.linkId);
  const limit = { bucket, attemptsMax: usesPerLinkMax, windowMs: useWindowMs };
  const { decision } = await takeAttempt(deps.db, limit, at);
  if (!decision.ok) return decision;
  const used = await deps.db.transaction().execute((tx) => use(deps, tx, input, at));
  return used.ok ? answer(deps, used.value, input) : used;
}

/** Guessing at signatures is hopeless; the limit keeps it from being noise as well. */
async function refuseStranger(
  deps: DownloadDeps,
  { address }: OpenDownloadInput,
  at: Temporal.Instant,
): Promise<Refused<OpenDownloadRefusal>> {
  const bucket = bucketOf("bad-download-link", placeOf(address));
  const limit = { bucket, attemptsMax: badLinksPerPlaceMax, windowMs: useWindowMs };
  const { decision } = await takeAttempt(deps.db, limit, at);
  return decision.ok ? linkInvalid : decision;
}

type Used = { readonly file: DownloadFile; readonly range: ByteRange | "whole" | "unsatisfiable" };

async function use(
  deps: DownloadDeps,
  tx: Tx,
  input: OpenDownloadInput,
  at: Temporal.Instant,
): Promise<Result<Used, OpenDownloadRefusal>> {
  const link = await findLinkForUse(tx, input.linkId);
  if (link === undefined || String(link.expiresAt.epochMilliseconds / 1000) !== input.e) return linkInvalid;
  const { partnerId, customerId } = link;
  const entitlement = await findEntitlement(tx, { partnerId, customerId }, link);
  const file = await findDownloadFile(tx, link.fileId);
  if (entitlement === undefined || file === undefined) return linkInvalid;

  const decision = decideUse(link, { entitlement, file, at });
  const range = ifRangeFits(input.ifRange, etagOf(file)) ? decideRange(input.range, file.sizeBytes) : "whole";
  if (decision.ok && (input.method === "HEAD" || range === "unsatisfiable")) return ok({ file, range });
  if (decision.ok) await countLinkUse(tx, link, at);
  const beginsFile = decision.ok && (range === "whole" || (typeof range === "object" && range.first === 0));
  const isLogged = await countUseFromPlace(
    tx,
    { linkId: link.id, place: placeOf(input.address), beginsFile, quietMs: useWindowMs },
    at,
  );
  if (isLogged) await logUse(deps, tx, { link, entitlement, file, refusalCode: codeOf(decision) }, input, at);
  return decision.ok ? ok({ file, range }) : decision;
}

function codeOf(decision: ReturnType<typeof decideUse>) {
  return decision.ok ? null : decision.refusal.code;
}

/** An own download is its maker's; a copied link is used by whoever holds it, of whom only the address is known. */
async function logUse(
  deps: DownloadDeps,
  tx: Tx,
  used: {
    readonly link: IssuedLink;
    readonly entitlement: Entitlement;
    readonly file: DownloadFile;
    readonly refusalCode: "link-revoked" | "link-expired" | null;
  },
  { address }: OpenDownloadInput,
  at: Temporal.Instant,
): Promise<void> {
  const { link, entitlement, file, refusalCode } = used;
  const subject = subjectOfEntitlement(entitlement);
  const newValue = { lineNumber: link.lineNumber, linkId: link.id, fileName: file.fileName, sha256: file.sha256 };
  const done = activityDone("file-downloaded", at, subject, { newValue });
  const draft =
    refusalCode === null
      ? done
      : { ...activityRefused("file-downloaded", at, subject, refusalCode), newValue: done.newValue };
  await logActivity(tx, deps, userOf(link, address), [draft]);
}

function userOf(link: IssuedLink, address: string | null): Actor | LinkHolder {
  if (link.kind === "copied") return { kind: "link-holder", address };
  const { userId, kind, roles } = link.createdBy;
  const { partnerId, customerId } = link;
  return kind === "partner"
    ? { kind, userId, partnerId, roles, address }
    : { kind, userId, partnerId, customerId, roles, address };
}

async function answer(
  deps: DownloadDeps,
  { file, range }: Used,
  { method }: OpenDownloadInput,
): Promise<Result<DownloadAnswer, OpenDownloadRefusal>> {
  const headers = headersOf(file);
  if (range === "unsatisfiable")
    return ok({ status: 416, headers: { ...headers, "Content-Range": `bytes */${file.sizeBytes}` }, body: null });
  const part = range === "whole" ? { first: 0, last: file.sizeBytes - 1 } : range;
  const status = range === "whole" ? 200 : 206;
  const all: Record<string, string> = { ...headers, "Content-Length": String(part.last - part.first + 1) };
  if (range !== "whole") all["Content-Range"] = `bytes ${part.first}-${part.last}/${file.sizeBytes}`;
  if (method === "HEAD") return ok({ status, headers: all, body: null });
  const body = await deps.downloadStore.open(file.sha256, part);
  if (body === undefined) throw new Error(`The store has lost content ${file.sha256}`);
  return ok({ status, headers: all, body });
}

/** Strong: content is known by its hash and never changes. */
function etagOf(file: DownloadFile): string {
  return `"${file.sha256}"`;
}

function headersOf(file: DownloadFile): Record<string, string> {
  return {
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-store",
    "Content-Disposition": contentDisposition(file.fileName),
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Type": "application/octet-stream",
    ETag: etagOf(file),
    // The address is a capability and must not travel on.
    "Referrer-Policy": "no-referrer",
    "Repr-Digest": `sha-256=:${Buffer.from(file.sha256, "hex").toString("base64")}:`,
    "X-Content-Type-Options": "nosniff",
  };
}
