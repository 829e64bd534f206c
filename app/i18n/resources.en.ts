import { account } from "./locales/en/account.ts";
import { common } from "./locales/en/common.ts";
import { errors } from "./locales/en/errors.ts";
import { navigation } from "./locales/en/navigation.ts";
import { refusals } from "./locales/en/refusals.ts";
import { trade } from "./locales/en/trade.ts";

/** Every namespace in English; the other languages are typed by this one. */
export const english = { account, common, errors, navigation, refusals, trade };

export type Resources = typeof english;
