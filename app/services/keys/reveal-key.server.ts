import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone, activityRefused } from "#app/domain/activity/activity.ts";
import { type Entitlement, type EntitlementId, subjectOfEntitlement } from "#app/domain/entitlement/entitlement.ts";
import { revealsPerCustomerMax, revealsPerUserMax, revealWindowMs } from "#app/domain/entitlement/limits.ts";
import { decideReveal, type KeyKind, type RevealRefusal } from "#app/domain/entitlement/reveal.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { durableTransaction } from "#db/dialects/durable-transaction.ts";
import { type Access, findEntitlement, listKeyReveals } from "#db/repositories/entitlements.ts";
import { findLiveKey, type IssuedKey } from "#db/repositories/keys.ts";
import { bucketOf, takeAttempt } from "../accounts/rate-limit.server.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { KeyDeps } from "../ports.ts";
import { drawKey } from "./draw-key.server.ts";
import { openKey } from "./envelope.server.ts";
import { decideKeyAccess, type KeyAccess, type KeyUser, noSuchOrder, subjectFinder } from "./key-access.server.ts";

export type RevealInput = EntitlementId & {
  readonly customerId: string;
  /** Empty where the product offers no choice of versions. */
  readonly version: string;
  /** What was asked for; anything but a MAK is refused. */
  readonly keyKind?: KeyKind;
  /** When the password was last proved in this session; null for never. */
  readonly authenticatedAt: Temporal.Instant | null;
};

/** One time that the key was looked at before. */
export type KeyView = {
  readonly at: Temporal.Instant;
  readonly side: "partner" | "customer";
  /** Null where the reader may not know: for a customer's user, who of the partner it was. */
  readonly userName: string | null;
  readonly isSelf: boolean;
};

export type RevealedKey = {
  /** The product key itself. Goes into the one answer and nowhere else. */
  readonly key: string;
  readonly keyId: string;
  readonly version: string;
  readonly productTitle: string;
  readonly skuTitle: string;
  readonly issuedAt: Temporal.Instant;
  /** True for the look that drew it. */
  readonly isFirst: boolean;
  /** Who has seen it before, newest first, at most 50. */
  readonly seenBefore: readonly KeyView[];
};

export type RevealKeyRefusal =
  | RevealRefusal
  | RefusalOf<"role-needed" | "not-found" | "too-many-attempts" | "key-pool-empty">;

const viewsMax = 50;
/** Reveals of one order that are looked through for those of one key. */
const revealsRead = 500;

/**
 * Shows the product key of an entitlement for a version. The first call draws one from the pool and binds it; later
 * calls show the same. Everything is decided, drawn and logged in one transaction, which is committed to disk before
 * the key is opened: no line in the log, no key. Whoever is stopped in between finds the same key the next time.
 *
 * Refusals are logged too, but for records that are not there.
 *
 * @throws SealError where the stored key does not open: it was tampered with, or its master key is missing
 */
export async function revealKey(
  deps: KeyDeps,
  actor: Actor,
  input: RevealInput,
  at: Temporal.Instant,
): Promise<Result<RevealedKey, RevealKeyRefusal>> {
  const access = decideKeyAccess(actor, "see-keys", input.customerId);
  if (!access.ok) {
    const findSubject = subjectFinder(actor, input.customerId, input);
    return refuseAttempt(deps, actor, { at, logAs: "key-revealed", refused: access, findSubject });
  }
  const limited = await takeReveal(deps, access.value.actor, input, at);
  if (!limited.ok) return limited;

  const found = await durableTransaction(deps.db, (tx) => findOrDraw(deps, tx, access.value, input, at));
  if (!found.ok) return found;
  const { entitlement, key, isFirst, reveals } = found.value;
  const { partnerId, customerId, orderId, lineNumber } = entitlement;
  const binding = { partnerId, customerId, orderId, lineNumber, version: key.version };
  return ok({
    key: await openKey(deps.keyVault, key, key, binding),
    keyId: key.keyId,
    version: key.version,
    productTitle: entitlement.productTitle,
    skuTitle: entitlement.skuTitle,
    issuedAt: key.issuedAt,
    isFirst,
    seenBefore: viewsOfKey(reveals, key.keyId, access.value.actor),
  });
}

type FoundKey = {
  readonly entitlement: Entitlement;
  readonly key: IssuedKey;
  readonly isFirst: boolean;
  readonly reveals: readonly Access[];
};

async function findOrDraw(
  deps: KeyDeps,
  tx: Tx,
  { actor, scope }: KeyAccess,
  input: RevealInput,
  at: Temporal.Instant,
): Promise<Result<FoundKey, RevealKeyRefusal>> {
  const entitlement = await findEntitlement(tx, scope, input, { lock: true });
  if (entitlement === undefined) return noSuchOrder;
  const subject = subjectOfEntitlement(entitlement);
  const refuse = async <R extends RevealKeyRefusal>(refusal: R) => {
    const line = activityRefused("key-revealed", at, subject, refusal.code);
    // Which key was asked for: from these lines the operator is told who waits for one.
    const newValue = { lineNumber: entitlement.lineNumber, version: input.version };
    await logActivity(tx, deps, actor, [refusal.code === "key-pool-empty" ? { ...line, newValue } : line]);
    return refused(refusal);
  };

  const { version, keyKind = "mak", authenticatedAt } = input;
  const decision = decideReveal(entitlement, { at, version, keyKind, authenticatedAt });
  if (!decision.ok) return refuse(decision.refusal);
  const live = await findLiveKey(tx, scope.partnerId, entitlement, version);
  const key = live ?? (await drawKey(deps, tx, entitlement, version, at));
  if (key === undefined) return refuse({ code: "key-pool-empty", version });

  const reveals = await listKeyReveals(tx, scope.partnerId, entitlement.orderId, revealsRead);
  const isFirst = live === undefined;
  const newValue = { lineNumber: entitlement.lineNumber, version, keyId: key.keyId, isFirst };
  await logActivity(tx, deps, actor, [activityDone("key-revealed", at, subject, { newValue })]);
  return ok({ entitlement, key, isFirst, reveals });
}

/** Counted before anything else and in the database, so that neither a restart nor a refusal gives attempts back. */
async function takeReveal(
  deps: KeyDeps,
  actor: KeyUser,
  input: RevealInput,
  at: Temporal.Instant,
): Promise<Result<null, RefusalOf<"too-many-attempts">>> {
  const limits = [
    { bucket: bucketOf("key-reveal", actor.userId, input.customerId), attemptsMax: revealsPerCustomerMax },
    { bucket: bucketOf("key-reveal", actor.userId), attemptsMax: revealsPerUserMax },
  ];
  for (const limit of limits) {
    const { decision, isFirstBeyond } = await takeAttempt(deps.db, { ...limit, windowMs: revealWindowMs }, at);
    if (decision.ok) continue;
    if (!isFirstBeyond) return decision;
    const findSubject = subjectFinder(actor, input.customerId, input);
    return refuseAttempt(deps, actor, { at, logAs: "key-revealed", refused: decision, findSubject });
  }
  return ok(null);
}

function viewsOfKey(reveals: readonly Access[], keyId: string, reader: KeyUser): KeyView[] {
  return reveals
    .filter(({ facts }) => facts.keyId === keyId)
    .slice(0, viewsMax)
    .map((access) => ({
      at: access.at,
      side: access.side === "customer" ? "customer" : "partner",
      userName: reader.kind === "customer" && access.side !== "customer" ? null : access.userName,
      isSelf: access.userId === reader.userId,
    }));
}
