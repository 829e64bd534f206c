import { mayDo, type PermittedAction } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { NavigationPlace } from "#app/i18n/locales/en/navigation.ts";
import { paths } from "./paths.ts";

/** The main navigation, and the action whose permission each place needs; `null` for everybody who is signed in. */
const places: readonly { place: NavigationPlace; to: string; needs: PermittedAction | null }[] = [
  { place: "home", to: paths.home(), needs: null },
  { place: "customers", to: paths.customers(), needs: "see-customers" },
  { place: "users", to: paths.users(), needs: "manage-users" },
  { place: "prices", to: paths.prices(), needs: "manage-prices" },
  { place: "products", to: paths.products(), needs: "manage-catalogue" },
  { place: "jobRuns", to: paths.jobRuns(), needs: "see-job-runs" },
  { place: "clock", to: paths.clock(), needs: "move-clock" },
];

/** The places that somebody's roles allow, in the order of the page. */
export function placesFor(actor: Actor, options: { readonly isSandbox: boolean }) {
  return places
    .filter(({ place, needs }) => (needs === null || mayDo(actor, needs)) && (place !== "clock" || options.isSandbox))
    .map(({ place, to }) => ({ place, to }));
}
