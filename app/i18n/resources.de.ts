import { account } from "./locales/de/account.ts";
import { activation } from "./locales/de/activation.ts";
import { activity } from "./locales/de/activity.ts";
import { apiClients } from "./locales/de/api-clients.ts";
import { apiDocs } from "./locales/de/api-docs.ts";
import { bulk } from "./locales/de/bulk.ts";
import { columns } from "./locales/de/columns.ts";
import { common } from "./locales/de/common.ts";
import { customers } from "./locales/de/customers.ts";
import { design } from "./locales/de/design.ts";
import { errors } from "./locales/de/errors.ts";
import { files } from "./locales/de/files.ts";
import { forecast } from "./locales/de/forecast.ts";
import { help } from "./locales/de/help.ts";
import { home } from "./locales/de/home.ts";
import { installations } from "./locales/de/installations.ts";
import { invitations } from "./locales/de/invitations.ts";
import { invoices } from "./locales/de/invoices.ts";
import { jobs } from "./locales/de/jobs.ts";
import { keys } from "./locales/de/keys.ts";
import { migration } from "./locales/de/migration.ts";
import { navigation } from "./locales/de/navigation.ts";
import { notices } from "./locales/de/notices.ts";
import { ownProducts } from "./locales/de/own-products.ts";
import { partners } from "./locales/de/partners.ts";
import { pools } from "./locales/de/pools.ts";
import { prices } from "./locales/de/prices.ts";
import { productListCalculators } from "./locales/de/product-list-calculators.ts";
import { productListCodes } from "./locales/de/product-list-codes.ts";
import { productList } from "./locales/de/product-list.ts";
import { products } from "./locales/de/products.ts";
import { purchase } from "./locales/de/purchase.ts";
import { refusals } from "./locales/de/refusals.ts";
import { search } from "./locales/de/search.ts";
import { subscriptions } from "./locales/de/subscriptions.ts";
import { support } from "./locales/de/support.ts";
import { trade } from "./locales/de/trade.ts";
import { users } from "./locales/de/users.ts";
import { whatIf } from "./locales/de/what-if.ts";
import type { Resources } from "./resources.en.ts";
import { webhooks } from "./locales/de/webhooks.ts";
import { consent } from "./locales/de/consent.ts";

/** Every namespace in German. */
export const german: Resources = {
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
