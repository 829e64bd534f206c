import { countBook } from "#db/repositories/subscription-book.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { formatFor } from "./format.ts";
import { partnerOf } from "./invoice-scope.ts";
import type { ViewContext } from "./view-context.ts";

/** Up to so many subscriptions are looked through while one waits: a second or two. Our choice. */
const lookedThroughMax = 20_000;

/** Of a book so large that its forecast takes long: from how many on. Null where it is made at once. */
export async function largeBook({
  db,
  actor,
  at,
  reader,
}: ViewContext): Promise<Result<{ readonly max: string } | null>> {
  const scope = partnerOf(actor, "see-invoices");
  if (!scope.ok) return scope;
  if (scope.value === null) return ok(null);
  const filter = {
    status: "active",
    customerIds: null,
    productIds: null,
    autoRenew: null,
    endsFrom: null,
    endsUntil: null,
    isWindowOpen: false,
  } as const;
  const count = await countBook(db, scope.value, filter, { at, countMax: lookedThroughMax + 1 });
  return ok(count > lookedThroughMax ? { max: formatFor(reader).number(lookedThroughMax) } : null);
}
