import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { attachmentMediaTypes } from "#app/domain/support/support-request.ts";
import { decideInstallationScope, noSuchInstallation } from "#app/domain/upgrade-verification/installation-scope.ts";
import { readCoverage } from "#db/repositories/installation-orders-verifications.ts";
import { findInstallation } from "#db/repositories/installation-orders.ts";
import { contentDisposition } from "../downloads/content-disposition.server.ts";
import type { SupportDeps } from "../ports.ts";
import type { AttachmentAnswer } from "../support/attachments.server.ts";

/**
 * The file of a version that was signed by hand, or the recorded answer to it, for the order's customer and partner and
 * for its installer. It is sent as what its content was found to be, to be saved and never to be shown.
 */
export async function openSignedForm(
  deps: Pick<SupportDeps, "attachmentStore" | "db">,
  actor: Actor,
  {
    orderId,
    number,
    which,
  }: { readonly orderId: string; readonly number: number; readonly which: "signed" | "answer" },
): Promise<Result<AttachmentAnswer, RefusalOf<"role-needed" | "signature-is-the-customers" | "not-found">>> {
  const own = decideInstallationScope(actor, "see-installations", "customer");
  const handedOver = decideInstallationScope(actor, "see-imaging", "installer");
  if (!own.ok && !handedOver.ok) return own;
  for (const access of [own, handedOver]) {
    if (!access.ok) continue;
    const order = await findInstallation(deps.db, access.value.scope, orderId);
    if (order === undefined) continue;
    const { verifications } = await readCoverage(deps.db, order);
    const version = verifications.find((one) => one.number === number);
    const file = (which === "signed" ? version?.signature?.file : version?.confirmation?.file) ?? null;
    if (file === null) return noSuchInstallation;
    const body = await deps.attachmentStore.open(file.sha256, { first: 0, last: file.sizeBytes - 1 });
    if (body === undefined) return noSuchInstallation;
    return ok({
      body,
      headers: {
        "Content-Type": attachmentMediaTypes[file.kind],
        "Content-Length": String(file.sizeBytes),
        "Content-Disposition": contentDisposition(file.fileName),
        "Content-Security-Policy": "sandbox; default-src 'none'",
      },
    });
  }
  return noSuchInstallation;
}
