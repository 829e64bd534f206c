import type { Actor } from "#app/domain/access/roles.ts";
import type { Result } from "#app/domain/result.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { stageAttachment, type StagedAttachment } from "#app/services/support/attachments.server.ts";
import { changeSupportRequest } from "#app/services/support/change-request.server.ts";
import { grantCancellation } from "#app/services/support/grant-cancellation.server.ts";
import { openSupportRequest } from "#app/services/support/open-request.server.ts";
import { findUserById } from "#db/repositories/users.ts";
import type { DemoDeps } from "./demo-deps.ts";
import type { DemoStep, DemoSupportAction } from "./planner.ts";

/** What a step of a support request works with; requests are called by names of the plan. */
export type DemoSupportBook = {
  readonly deps: DemoDeps;
  readonly customerId: string;
  /** Line that a request is about; null where it is about none. */
  readonly bought: { readonly orderId: string; readonly lineNumber: number; readonly currency: Currency } | null;
  readonly requests: Map<string, string>;
};

/** Does a step of a support request, through the portal's own services. */
export async function performSupportStep(
  book: DemoSupportBook,
  actor: Actor,
  { at, action }: Pick<DemoStep, "at"> & { readonly action: DemoSupportAction },
): Promise<Result<unknown>> {
  const { deps } = book;
  const idempotencyKey = deps.ids.next();
  if (action.kind === "ask-support") return askSupport(book, actor, { at, action });
  const requestId = book.requests.get(action.request);
  if (requestId === undefined) throw new TypeError(`No support request of the demo: ${action.request}`);
  if (action.kind === "grant-support") {
    const { amountMinor, reason } = action;
    return grantCancellation(deps, actor, { idempotencyKey, requestId, lineNumber: null, amountMinor, reason }, at);
  }
  const { text, status } = action;
  return changeSupportRequest(deps, actor, { idempotencyKey, requestId, text, status, attachments: [] }, at);
}

async function askSupport(
  { deps, customerId, bought, requests }: DemoSupportBook,
  actor: Actor,
  { at, action }: Pick<DemoStep, "at"> & { readonly action: Extract<DemoSupportAction, { kind: "ask-support" }> },
): Promise<Result<unknown>> {
  const { topic, severity, title, description, askedMinor } = action;
  const user = actor.kind === "system" ? undefined : await findUserById(deps.db, actor.userId);
  const attachments = await filesOf(deps, action);
  const opened = await openSupportRequest(
    deps,
    actor,
    {
      idempotencyKey: deps.ids.next(),
      topic,
      severity,
      title,
      description,
      customer: customerId,
      reference: bought?.orderId ?? "",
      lineNumber: bought?.lineNumber ?? null,
      asked:
        bought === null || askedMinor === undefined ? null : { amountMinor: askedMinor, currency: bought.currency },
      contact: { name: user?.displayName ?? "", email: user?.email ?? "", phone: "" },
      attachments,
    },
    at,
  );
  if (opened.ok) requests.set(action.request, opened.value.requestId);
  return opened;
}

async function filesOf(
  deps: DemoDeps,
  { file }: Extract<DemoSupportAction, { kind: "ask-support" }>,
): Promise<readonly StagedAttachment[]> {
  if (file === undefined) return [];
  const content = oneChunk(new TextEncoder().encode(file.text));
  const staged = await stageAttachment(deps, { fileName: file.name, content });
  if (staged.ok) return [staged.value];
  throw new TypeError(`A file of the demo is not taken: ${file.name}`);
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
