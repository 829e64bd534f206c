import { account } from "./locales/en/account.ts";
import { activation } from "./locales/en/activation.ts";
import { activity } from "./locales/en/activity.ts";
import { apiClients } from "./locales/en/api-clients.ts";
import { apiDocs } from "./locales/en/api-docs.ts";
import { bulk } from "./locales/en/bulk.ts";
import { columns } from "./locales/en/columns.ts";
import { common } from "./locales/en/common.ts";
import { customers } from "./locales/en/customers.ts";
import { design } from "./locales/en/design.ts";
import { errors } from "./locales/en/errors.ts";
import { files } from "./locales/en/files.ts";
import { forecast } from "./locales/en/forecast.ts";
import { help } from "./locales/en/help.ts";
import { home } from "./locales/en/home.ts";
import { installations } from "./locales/en/installations.ts";
import { invitations } from "./locales/en/invitations.ts";
import { invoices } from "./locales/en/invoices.ts";
import { jobs } from "./locales/en/jobs.ts";
import { keys } from "./locales/en/keys.ts";
import { migration } from "./locales/en/migration.ts";
import { navigation } from "./locales/en/navigation.ts";
import { notices } from "./locales/en/notices.ts";
import { ownProducts } from "./locales/en/own-products.ts";
import { partners } from "./locales/en/partners.ts";
import { pools } from "./locales/en/pools.ts";
import { prices } from "./locales/en/prices.ts";
import { productListCalculators } from "./locales/en/product-list-calculators.ts";
import { productListCodes } from "./locales/en/product-list-codes.ts";
import { productList } from "./locales/en/product-list.ts";
import { products } from "./locales/en/products.ts";
import { purchase } from "./locales/en/purchase.ts";
import { refusals } from "./locales/en/refusals.ts";
import { search } from "./locales/en/search.ts";
import { subscriptions } from "./locales/en/subscriptions.ts";
import { support } from "./locales/en/support.ts";
import { trade } from "./locales/en/trade.ts";
import { users } from "./locales/en/users.ts";
import { whatIf } from "./locales/en/what-if.ts";
import { webhooks } from "./locales/en/webhooks.ts";
import { consent } from "./locales/en/consent.ts";

/** Every namespace in English; the other languages are typed by this one. */
export const english = {
  account,
  activation,
  activity,
  apiClients,
  apiDocs,
  bulk,
  columns,
  common,
  customers,
  design,
  errors,
  files,
  forecast,
  help,
  home,
  installations,
  invitations,
  invoices,
  jobs,
  keys,
  migration,
  navigation,
  notices,
  ownProducts,
  partners,
  pools,
  prices,
  productList,
  productListCalculators,
  productListCodes,
  products,
  purchase,
  refusals,
  search,
  subscriptions,
  support,
  trade,
  users,
  whatIf,
  webhooks,
  consent,
};

export type Resources = typeof english;
