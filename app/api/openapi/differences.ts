/**
 * Where this API differs from the vendor's, in the order in which it is read. The words of each, in both languages, are
 * those of the page (`difference` in `app/i18n/locales/…/api-docs.ts`), and stand nowhere else.
 */
export const apiDifferences = [
  "absent",
  "window",
  "notLate",
  "checkout",
  "repetition",
  "errors",
  "retryAfter",
  "paging",
  "links",
  "audit",
  "enumerations",
  "oldClients",
  "keys",
  "entitlements",
  "optionalHeaders",
  "nextTermEdition",
  "availabilities",
  "perpetual",
  "mixedOrders",
  "supportContact",
  "directoryRoles",
  "payments",
  "webhookRemoval",
  "times",
  "audience",
  "sandbox",
  "notOffered",
] as const;
