import { countBook } from "#db/repositories/subscription-book.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { formatFor } from "./format.ts";
import { partnerOf } from "./invoice-scope.ts";
import type { ViewContext } from "./view-context.ts";

/** Up to so many subscriptions are looked through while one waits: a second or two. Our choice. */
const lookedThroughMax = 20_000;

/** So many take a second on a quiet machine. */
const perSecond = 10_000;

/** No book is larger. */
const countedMax = 10_000_000;

/** How much there is to look through, and about how long that takes. */
export type LargeBook = { readonly count: string; readonly seconds: number };

/** Of a book so large that its forecast takes long: how much there is. Null where it is made at once. */
export async function largeBook({ db, actor, at, reader }: ViewContext): Promise<Result<LargeBook | null>> {
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
  const count = await countBook(db, scope.value, filter, { at, countMax: countedMax });
  if (count <= lookedThroughMax) return ok(null);
  return ok({ count: formatFor(reader).number(count), seconds: Math.ceil(count / perSecond) });
}
