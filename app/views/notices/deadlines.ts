import { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { perpetualWindow } from "#app/domain/billing/perpetual.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import { type SkuKey, skuKey } from "#app/domain/catalog/catalog.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { cancellationWindow } from "#app/domain/subscription/cancellation.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { listedSkusByKey } from "#db/repositories/catalog.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { listPerpetualLinesSince, type PlacedLine } from "#db/repositories/orders.ts";
import {
  listEndingWithoutRenewal,
  listRenewalsAhead,
  listWindowsClosing,
} from "#db/repositories/subscription-lists.ts";
import { perpetualWindowsOpenSince } from "../closing-windows.ts";
import { type Format, formatFor } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { momentText, type NoticeTarget } from "./notice-text.ts";

/** Something that happens at an instant, for a calendar. */
export type Deadline = {
  /** The same as long as it is the same deadline, also when its date or words change. */
  readonly uid: string;
  readonly kind: "renewal" | "end" | "window";
  readonly atMs: number;
  readonly title: string;
  readonly description: string;
  readonly target: NoticeTarget;
};

export type DeadlinesView = { readonly deadlines: readonly Deadline[]; readonly remark: string };

/** What one calendar holds: more than any partner's book of a few thousand subscriptions, and a file of some megabytes. */
export const deadlinesMax = 5_000;

type Named = { readonly customers: ReadonlyMap<string, string>; readonly titles: ReadonlyMap<SkuKey, string> };

/** Everything that falls due for a partner from now on, the next first: windows that close, renewals, ends. */
export async function deadlinesView(context: ViewContext): Promise<Result<DeadlinesView>> {
  const { db, actor, at, reader } = context;
  const access = decideAccess(actor, "see-subscriptions");
  if (!access.ok) return access;
  if (actor.kind !== "partner") return refused({ code: "not-found", what: "calendar" });
  const scope = { partnerId: actor.partnerId, customerId: null };
  const ahead = { from: at, until: farAway, limit: deadlinesMax };
  const renewing = (await listRenewalsAhead(db, scope, ahead)).map(({ subscription }) => subscription);
  const ending = (await listEndingWithoutRenewal(db, scope, ahead)).map(({ subscription }) => subscription);
  const closing = (await listWindowsClosing(db, scope, { at, limit: deadlinesMax })).map(
    ({ subscription }) => subscription,
  );
  const since = perpetualWindowsOpenSince(at);
  const bought = await listPerpetualLinesSince(db, actor.partnerId, since, { customerId: null, limit: deadlinesMax });
  const all = [...renewing, ...ending, ...closing];
  const items: readonly { readonly customerId: string; readonly productId: string; readonly skuId: string }[] = [
    ...all,
    ...bought,
  ];
  const skus = await listedSkusByKey(db, new Set(items.map(({ productId, skuId }) => skuKey(productId, skuId))));
  const named: Named = {
    customers: await customerNamesById(
      db,
      actor.partnerId,
      items.map(({ customerId }) => customerId),
    ),
    titles: new Map([...skus].map(([key, sku]) => [key, sku.title])),
  };
  const words = wordsFor(formatFor(reader), named);
  const deadlines = [
    ...renewing.map((subscription) => words.ofTermEnd(subscription, "renewal")),
    ...ending.map((subscription) => words.ofTermEnd(subscription, "end")),
    ...closing.map((subscription) => words.ofWindow(subscription)),
    ...bought
      .filter((line) => isBefore(at, perpetualWindow(line.orderedAt).closesAt))
      .map((line) => words.ofPerpetual(line)),
  ].sort((a, b) => a.atMs - b.atMs || (a.uid < b.uid ? -1 : 1));
  const isCut = deadlines.length > deadlinesMax;
  const count = formatFor(reader).number(deadlinesMax);
  return ok({
    deadlines: deadlines.slice(0, deadlinesMax),
    remark: isCut ? translateTo(reader.language)("notices:calendar.cut", { number: count }) : "",
  });
}

/** Later than any term that is sold. */
const farAway = Temporal.Instant.from("9999-01-01T00:00:00Z");

function wordsFor(format: Format, { customers, titles }: Named) {
  const t = translateTo(format.language);
  const make = (
    item: {
      readonly customerId: string;
      readonly productId: string;
      readonly skuId: string;
      readonly quantity: number;
    },
    deadline: Pick<Deadline, "uid" | "kind" | "target"> & { readonly at: Temporal.Instant },
  ): Deadline => {
    const { uid, kind, target, at } = deadline;
    const key = skuKey(item.productId, item.skuId);
    const product = titles.get(key) ?? key;
    const customer = customers.get(item.customerId) ?? "–";
    const moment = momentText(format, at.epochMilliseconds);
    return {
      uid,
      kind,
      atMs: at.epochMilliseconds,
      title: t(`notices:calendar.event.${kind}`, { product, customer }),
      description: t(`notices:calendar.about.${kind}`, { quantity: format.number(item.quantity), product, at: moment }),
      target,
    };
  };
  const ofSubscription = ({ id, customerId, productId, skuId, term }: Subscription) => ({
    item: { customerId, productId, skuId, quantity: term.quantity },
    target: { to: "subscription", customerId, subscriptionId: id } as const,
  });
  return {
    ofTermEnd(subscription: Subscription, kind: "renewal" | "end"): Deadline {
      const { item, target } = ofSubscription(subscription);
      const { number, endAt } = subscription.term;
      return make(item, { uid: `${subscription.id}-${number}-end`, kind, target, at: endAt });
    },
    ofWindow(subscription: Subscription): Deadline {
      const { item, target } = ofSubscription(subscription);
      const { closesAt } = cancellationWindow(subscription.term);
      const uid = `${subscription.id}-${subscription.term.number}-window`;
      return make(item, { uid, kind: "window", target, at: closesAt });
    },
    ofPerpetual(line: PlacedLine): Deadline {
      const { customerId, orderId } = line;
      const { closesAt } = perpetualWindow(line.orderedAt);
      const uid = `${orderId}-${line.number}-window`;
      return make(line, { uid, kind: "window", target: { to: "order", customerId, orderId }, at: closesAt });
    },
  };
}
