import { mayDo, type PermittedAction } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { helpRules } from "#app/domain/help-rules.ts";
import type { Translate } from "#app/i18n/translator.ts";
import type { SearchView } from "#app/views/search.ts";
import { placesFor } from "./navigation.ts";
import { paths } from "./paths.ts";

/** What a search shows: links, by what they lead to. */
export type SearchHit = { readonly title: string; readonly detail: string | null; readonly to: string };
export type SearchGroup = { readonly kind: HitKind; readonly hits: readonly SearchHit[] };
type HitKind = "action" | "customer" | "subscription" | "order" | "invoice" | "support" | "product" | "page";

const actions = ["auto-renew", "buy", "keys", "orders", "cancel"] as const;
type SearchAction = (typeof actions)[number];

const needs: Record<SearchAction, PermittedAction> = {
  "auto-renew": "switch-auto-renew",
  buy: "prepare-cart",
  keys: "see-software",
  orders: "see-orders",
  cancel: "cancel-purchase",
};

const pathOf: Record<SearchAction, (customerId: string) => string> = {
  "auto-renew": (customer) => paths.subscriptions({ customer, autoRenew: "on", change: "auto-renew-off" }),
  buy: (customer) => paths.addProducts(customer),
  keys: (customer) => paths.customerSoftware(customer),
  orders: (customer) => paths.customerOrders(customer),
  cancel: (customer) => paths.subscriptions({ customer, window: "open", change: "cancel" }),
};

/** Shorter beginnings would take the first letters of a customer's name for an action. */
const wordMin = 3;

/** What is typed as an action and a name: "buy contoso". Without a name left over, all of it is a name. */
export function askedAction(text: string, t: Translate): { action: SearchAction | null; customerText: string } {
  const words = text.toLowerCase().split(" ");
  for (const action of actions) {
    const known = t(`search:words.${action}`).split(" ");
    const isOfAction = (word: string) => word.length >= wordMin && known.some((one) => one.startsWith(word));
    const rest = words.filter((word) => !isOfAction(word));
    if (rest.length < words.length && rest.length > 0) return { action, customerText: rest.join(" ") };
  }
  return { action: null, customerText: text };
}

export type HitsAsk = {
  readonly text: string;
  readonly action: SearchAction | null;
  readonly actor: Actor;
  readonly isSandbox: boolean;
  readonly t: Translate;
};

/** The links of a search, the likeliest first; no group is empty. */
export function searchGroups(view: SearchView, ask: HitsAsk): SearchGroup[] {
  const { t } = ask;
  const groups: SearchGroup[] = [
    { kind: "action", hits: actionHits(view, ask) },
    { kind: "customer", hits: view.customers.map(({ id, name, domain }) => hit(name, domain, paths.customer(id))) },
    {
      kind: "subscription",
      hits: view.subscriptions.map(({ id, customerId, customerName, title }) =>
        hit(title, customerName, paths.subscription(customerId, id)),
      ),
    },
    {
      kind: "order",
      hits: view.orders.map(({ id, customerId, customerName }) =>
        hit(t("search:order", { id }), customerName, paths.order(customerId, id)),
      ),
    },
    { kind: "invoice", hits: view.invoices.map(({ id, number, period }) => hit(number, period, paths.invoice(id))) },
    { kind: "support", hits: view.supportRequests.map(({ id, title }) => hit(title, id, paths.supportRequest(id))) },
    { kind: "page", hits: pageHits(ask) },
    {
      kind: "product",
      hits: view.products.map(({ id, title, publisher }) =>
        hit(title, `${publisher} · ${t("search:productHolders")}`, paths.subscriptions({ product: id })),
      ),
    },
  ];
  return groups.filter(({ hits }) => hits.length > 0);
}

function hit(title: string, detail: string | null, to: string): SearchHit {
  return { title, detail, to };
}

/** The action that was asked for with each customer it fits; else what can be done for the first one that was found. */
function actionHits({ customers }: SearchView, { action, actor, t }: HitsAsk): SearchHit[] {
  const hitOf = (one: SearchAction, { id, name, domain }: SearchView["customers"][number]) =>
    hit(t(`search:act.${one}`, { name }), domain, pathOf[one](id));
  const may = (one: SearchAction) => mayDo(actor, needs[one]);
  if (action !== null) return may(action) ? customers.map((customer) => hitOf(action, customer)) : [];
  const [first] = customers;
  return first === undefined || customers.length > 3 ? [] : actions.filter(may).map((one) => hitOf(one, first));
}

/** Places of the navigation whose name has a word that begins so, and some that stand deeper. */
function pageHits({ text, actor, isSandbox, t }: HitsAsk): SearchHit[] {
  const wanted = text.toLowerCase();
  if (wanted.length < 2) return [];
  const places = placesFor(actor, { isSandbox }).map(({ place, to }) => hit(t(`navigation:${place}`), null, to));
  const deeper = [
    { needs: "see-key-activity", title: t("search:page.keysSeen"), to: paths.activity({ action: "key-revealed" }) },
    { needs: "see-subscriptions", title: t("search:page.changes"), to: paths.bulkRuns() },
    { needs: "see-subscriptions", title: t("search:page.windows"), to: paths.subscriptions({ window: "open" }) },
    { needs: "see-subscriptions", title: t("search:page.forecast"), to: paths.forecast() },
    ...helpRules.map(
      (rule) =>
        ({
          needs: "see-subscriptions",
          title: `${t("help:title")}: ${t(`help:rule.${rule}.title`)}`,
          to: paths.help(rule),
        }) as const,
    ),
  ] as const;
  const known = [
    ...places,
    ...deeper.filter((one) => mayDo(actor, one.needs)).map(({ title, to }) => hit(title, null, to)),
  ];
  return known.filter(({ title }) => isNamed(title.toLowerCase(), wanted)).slice(0, 6);
}

function isNamed(title: string, wanted: string): boolean {
  return wanted.split(" ").every((word) => title.split(/[\s/-]+/).some((part) => part.startsWith(word)));
}
