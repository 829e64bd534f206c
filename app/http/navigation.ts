import { mayDo, type PermittedAction } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { NavigationPlace } from "#app/i18n/locales/en/navigation.ts";
import { paths } from "./paths.ts";

type Place = {
  readonly place: NavigationPlace;
  readonly to: string;
  /** The action whose permission it needs; `null` for everybody it is for. */
  readonly needs: PermittedAction | null;
};

/** The main navigation of partners and the operator. The first six stand in the bar, so what one works with all day comes first. */
const places: readonly Place[] = [
  { place: "home", to: paths.home(), needs: null },
  { place: "customers", to: paths.customers(), needs: "see-customers" },
  { place: "subscriptions", to: paths.subscriptions(), needs: "see-subscriptions" },
  { place: "supportQueue", to: paths.supportQueue(), needs: "answer-support-requests" },
  { place: "prices", to: paths.prices(), needs: "manage-prices" },
  { place: "products", to: paths.products(), needs: "manage-catalogue" },
  { place: "pools", to: paths.keyPools(), needs: "manage-key-pools" },
  { place: "files", to: paths.downloadFiles(), needs: "manage-downloads" },
  { place: "partners", to: paths.partners(), needs: "manage-partners" },
  { place: "invoices", to: paths.invoices(), needs: "see-invoices" },
  { place: "support", to: paths.supportRequests(), needs: "write-support-requests" },
  { place: "activity", to: paths.activity(), needs: "open-activity-log" },
  { place: "users", to: paths.users(), needs: "manage-users" },
  { place: "agreements", to: paths.agreements(), needs: "see-agreements" },
  { place: "activationDesk", to: paths.activationDesk(), needs: "keep-online-services" },
  { place: "installations", to: paths.installations(), needs: "see-installations" },
  { place: "imaging", to: paths.imagingOrders(), needs: "see-imaging" },
  { place: "installationsToLookAt", to: paths.installationsToLookAt(), needs: "decide-qualifications" },
  { place: "productList", to: paths.productList(), needs: null },
  { place: "apiClients", to: paths.apiClients(), needs: "manage-api-clients" },
  { place: "webhooks", to: paths.webhooks(), needs: "manage-webhooks" },
  { place: "apiDocs", to: paths.apiDocs(), needs: null },
  { place: "jobRuns", to: paths.jobRuns(), needs: "see-job-runs" },
  { place: "mails", to: paths.mails(), needs: "operate-mail" },
  { place: "clock", to: paths.clock(), needs: "move-clock" },
];

/** That of a customer's own people. Their home is their products; without the role it says who has it. */
const placesOfCustomer: readonly Place[] = [
  { place: "ownProducts", to: paths.ownProducts(), needs: null },
  { place: "ownAccesses", to: paths.ownAccesses(), needs: "see-own-software" },
  { place: "agreements", to: paths.agreements(), needs: "see-agreements" },
  { place: "installations", to: paths.installations(), needs: "see-installations" },
  { place: "users", to: paths.users(), needs: "manage-users" },
  { place: "preferences", to: paths.preferences(), needs: null },
];

/** The places that somebody's roles allow, in the order of the page. */
export function placesFor(actor: Actor, options: { readonly isSandbox: boolean }) {
  return (actor.kind === "customer" ? placesOfCustomer : places)
    .filter(({ place, needs }) => (needs === null || mayDo(actor, needs)) && (place !== "clock" || options.isSandbox))
    .map(({ place, to }) => ({ place, to }));
}
