import { json, redirect, type TypedResponse } from "@remix-run/node";
import { z } from "zod";
import { mayDo } from "#app/domain/access/permissions.ts";
import type { KeysAnswer, ShownKey } from "#app/components/keys/answers.ts";
import { isPasswordProofFresh, keyKinds } from "#app/domain/entitlement/reveal.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { proveAgain } from "#app/services/accounts/prove-again.server.ts";
import { issueDownloadLink } from "#app/services/downloads/issue-download-link.server.ts";
import { type RevealedKey, revealKey } from "#app/services/keys/reveal-key.server.ts";
import type { EntitlementParams } from "#app/views/entitlement-scope.ts";
import { fileSizeText } from "#app/views/file-size.ts";
import { refuse, type SignedInVisitor } from "./auth.server.ts";
import { parseForm } from "./form.server.ts";
import { refusalStatus } from "./refusal-status.ts";
import type { RequestArgs } from "./request-facts.server.ts";
import { readSessionId, sessionCookie } from "./session.server.ts";

const schema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("reveal"),
    version: z.string().max(100).default(""),
    keyKind: z.enum(keyKinds).default("mak"),
    password: z.string().max(1000).optional(),
  }),
  z.object({ intent: z.enum(["download", "copy-link"]), fileId: z.string().max(100) }),
]);

type Forms = z.output<typeof schema>;
type RevealForm = Extract<Forms, { intent: "reveal" }>;
type FileForm = Extract<Forms, { fileId: string }>;

/** An answer, or a form that was not one of these; the latter is the answer to somebody who made it by hand. */
export type KeysReply = TypedResponse<KeysAnswer>;

/**
 * Answers the forms of *Keys and downloads*, whatever page they stand on: a partner's or the customer's own. Each is a
 * POST, and what it shows travels in its answer alone: the key is in no address, no loader's data and no cookie, and
 * every answer of the portal is `no-store`.
 *
 * A missing role and another organisation's order answer the request as a whole; every other refusal comes back with the
 * page, in words.
 */
export async function answerKeysForm(
  args: RequestArgs,
  visitor: SignedInVisitor,
  line: EntitlementParams,
): Promise<KeysReply | Response> {
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) throw new Response("The body is not a form of this page.\n", { status: 422 });
  return form.value.intent === "reveal"
    ? reveal(args, visitor, line, form.value)
    : issueLink(args, visitor, line, form.value);
}

async function reveal(
  args: RequestArgs,
  visitor: SignedInVisitor,
  line: EntitlementParams,
  { version, keyKind, password }: RevealForm,
): Promise<KeysReply> {
  const proved = await prove(args, visitor, version, password);
  if (!proved.ok) return proved.reply;
  const { authenticatedAt, headers } = proved;
  const revealed = await revealKey(
    visitor.deps,
    visitor.actor,
    { ...line, version, keyKind, authenticatedAt },
    visitor.at,
  );
  if (revealed.ok) return json(shownKey(revealed.value, visitor), { headers });
  if (revealed.refusal.code === "password-proof-needed")
    return json(passwordWanted(visitor, version, null), { status: 401, headers });
  return refusedHere(revealed.refusal, "key", visitor, headers);
}

type Proved =
  | {
      readonly ok: true;
      readonly authenticatedAt: SignedInVisitor["user"]["authenticatedAt"];
      readonly headers: Headers;
    }
  | { readonly ok: false; readonly reply: KeysReply };

/**
 * The password, where one was typed and the last proof is too old. The session goes on under a new id, whatever comes of
 * the key; a password that nobody asked for is not looked at, so that a repeated form does not use attempts up.
 */
async function prove(
  args: RequestArgs,
  visitor: SignedInVisitor,
  version: string,
  password: string | undefined,
): Promise<Proved> {
  const headers = new Headers();
  const { authenticatedAt } = visitor.user;
  if (password === undefined || isPasswordProofFresh(authenticatedAt, visitor.at))
    return { ok: true, authenticatedAt, headers };
  const sessionId = (await readSessionId(args)) ?? "";
  const proved = await proveAgain(visitor.deps, visitor.actor, { sessionId, password }, visitor.at);
  if (!proved.ok) {
    const { refusal } = proved;
    const wanted = passwordWanted(visitor, version, visitor.say(refusal).text);
    return { ok: false, reply: json(wanted, { status: refusalStatus[refusal.code], headers: retryAfter(refusal) }) };
  }
  headers.append("Set-Cookie", await sessionCookie(args.context, proved.value.sessionId));
  return { ok: true, authenticatedAt: visitor.at, headers };
}

async function issueLink(
  { request, context }: RequestArgs,
  visitor: SignedInVisitor,
  line: EntitlementParams,
  { intent, fileId }: FileForm,
): Promise<KeysReply | Response> {
  const kind = intent === "download" ? "own" : "copied";
  const issued = await issueDownloadLink(visitor.deps, visitor.actor, { ...line, fileId, kind }, visitor.at);
  if (!issued.ok) return refusedHere(issued.refusal, kind === "own" ? "download" : "link", visitor);
  const { path, file, expiresAt } = issued.value;
  // The browser fetches the file under its own address and stays on this page, because it comes as an attachment.
  if (kind === "own") return redirect(path, { status: 303 });
  const origin = context.portal.env.origin ?? new URL(request.url).origin;
  return json({
    kind: "link" as const,
    url: origin + path,
    fileName: file.fileName,
    sizeText: fileSizeText(file.sizeBytes, visitor.language),
    sha256: file.sha256,
    expiresAt: visitor.format.instant(expiresAt),
  });
}

function shownKey(revealed: RevealedKey, { actor, format, t }: SignedInVisitor): ShownKey {
  const { key, version, skuTitle, issuedAt, isFirst, seenBefore } = revealed;
  return {
    kind: "key",
    key,
    groups: groupsOf(key),
    version,
    product: skuTitle,
    issuedAt: format.instant(issuedAt),
    isFirst,
    mayWithdraw: mayDo(actor, "withdraw-keys"),
    seenBefore: seenBefore.map(({ at, side, userName, isSelf }, index) => ({
      id: String(index),
      at: format.instant(at),
      who: isSelf
        ? t("keys:seen.you", { side: t(`keys:side.${side}`) })
        : userName === null
          ? t(`keys:seen.someone.${side}`)
          : t("keys:seen.name", { name: userName, side: t(`keys:side.${side}`) }),
    })),
  };
}

/** Five groups of five as they are written; 32 digits in fours. */
function groupsOf(key: string): readonly string[] {
  return key.includes("-") ? key.split("-") : (key.match(/.{1,4}/g) ?? [key]);
}

function passwordWanted({ user }: SignedInVisitor, version: string, problem: string | null): KeysAnswer {
  return { kind: "password", version, email: user.email, problem };
}

function refusedHere(
  refusal: Refusal,
  about: "key" | "download" | "link",
  visitor: SignedInVisitor,
  headers: Headers = new Headers(),
): KeysReply {
  if (refusal.code === "role-needed" || refusal.code === "not-found") {
    const answer = refuse(refusal, visitor);
    for (const cookie of headers.getSetCookie()) answer.headers.append("Set-Cookie", cookie);
    throw answer;
  }
  for (const [name, value] of Object.entries(retryAfter(refusal))) headers.set(name, value);
  const answer = { kind: "refused" as const, about, code: refusal.code, ...visitor.say(refusal) };
  return json(answer, { status: refusalStatus[refusal.code], headers });
}

function retryAfter(refusal: Refusal): Record<string, string> {
  return refusal.code === "too-many-attempts" ? { "Retry-After": String(refusal.retryAfterSeconds) } : {};
}
