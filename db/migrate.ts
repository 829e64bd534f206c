import { type Migration, Migrator } from "kysely";
import type { Db } from "./client.ts";
import * as house from "./migrations/0001_house.ts";
import * as passwordTokens from "./migrations/0002_password_tokens.ts";
import * as catalog from "./migrations/0003_catalog.ts";
import * as keysAndDownloads from "./migrations/0010_keys_and_downloads.ts";
import * as activityChain from "./migrations/0011_activity_chain.ts";
import * as invitations from "./migrations/0012_invitations.ts";
import * as migrationPlan from "./migrations/0013_migration_plan.ts";
import * as invoices from "./migrations/0020_invoices.ts";
import * as shelfLists from "./migrations/0021_shelf_lists.ts";
import * as activityLists from "./migrations/0022_activity_lists.ts";
import * as notices from "./migrations/0024_notices.ts";
import * as apiClients from "./migrations/0025_api_clients.ts";
import * as supportRequests from "./migrations/0023_support_requests.ts";
import * as tradeRecords from "./migrations/0026_trade_records.ts";
import * as profiles from "./migrations/0027_profiles.ts";
import * as productList from "./migrations/0030_product_list.ts";
import * as productListLinks from "./migrations/0032_product_list_links.ts";
import * as agreements from "./migrations/0040_agreements.ts";
import * as installationOrders from "./migrations/0042_installation_orders.ts";
import * as serviceActivation from "./migrations/0041_service_activation.ts";
import * as plannedAutoRenew from "./migrations/0050_planned_auto_renew.ts";
import * as bulkActions from "./migrations/0060_bulk_actions.ts";
import * as cartRejections from "./migrations/0061_cart_rejections.ts";
import * as userSettings from "./migrations/0064_user_settings.ts";
import * as installersWithoutAccess from "./migrations/0062_installers_without_access.ts";
import * as linksReactivated from "./migrations/0063_links_reactivated.ts";
import * as webhooks from "./migrations/0031_webhooks.ts";
import * as azureOffers from "./migrations/0069_azure_offers.ts";
import * as attachmentContent from "./migrations/0070_attachment_content.ts";
import * as lettersListed from "./migrations/0071_letters_listed.ts";
import * as evidenceRetention from "./migrations/0073_evidence_retention.ts";
import * as perpetualSellers from "./migrations/0074_perpetual_sellers.ts";
import * as sessionBrowsers from "./migrations/0075_session_browsers.ts";
import * as activityBySubscription from "./migrations/0076_activity_by_subscription.ts";
import * as cartWriters from "./migrations/0072_cart_writers.ts";
import * as productListMatches from "./migrations/0066_product_list_matches.ts";
import * as productListWords from "./migrations/0065_product_list_words.ts";
import * as apiLeaves from "./migrations/0034_api_leaves.ts";

/** All migrations in order. A migration that was released is never edited; what comes later is a new one. */
const migrations: Record<string, Migration> = {
  "0001_house": { up: house.up },
  "0002_password_tokens": { up: passwordTokens.up },
  "0003_catalog": { up: catalog.up },
  "0010_keys_and_downloads": { up: keysAndDownloads.up },
  "0011_activity_chain": { up: activityChain.up },
  "0012_invitations": { up: invitations.up },
  "0013_migration_plan": { up: migrationPlan.up },
  "0020_invoices": { up: invoices.up },
  "0021_shelf_lists": { up: shelfLists.up },
  "0022_activity_lists": { up: activityLists.up },
  "0024_notices": { up: notices.up },
  "0025_api_clients": { up: apiClients.up },
  "0023_support_requests": { up: supportRequests.up },
  "0026_trade_records": { up: tradeRecords.up },
  "0027_profiles": { up: profiles.up },
  "0030_product_list": { up: productList.up },
  "0032_product_list_links": { up: productListLinks.up },
  "0034_api_leaves": { up: apiLeaves.up },
  "0040_agreements": { up: agreements.up },
  "0041_service_activation": { up: serviceActivation.up },
  "0042_installation_orders": { up: installationOrders.up },
  "0050_planned_auto_renew": { up: plannedAutoRenew.up },
  "0060_bulk_actions": { up: bulkActions.up },
  "0061_cart_rejections": { up: cartRejections.up },
  "0064_user_settings": { up: userSettings.up },
  "0065_product_list_words": { up: productListWords.up },
  "0066_product_list_matches": { up: productListMatches.up },
  "0070_attachment_content": { up: attachmentContent.up },
  "0069_azure_offers": { up: azureOffers.up },
  "0071_letters_listed": { up: lettersListed.up },
  "0072_cart_writers": { up: cartWriters.up },
  "0073_evidence_retention": { up: evidenceRetention.up },
  "0062_installers_without_access": { up: installersWithoutAccess.up },
  "0063_links_reactivated": { up: linksReactivated.up },
  "0031_webhooks": { up: webhooks.up },
  "0074_perpetual_sellers": { up: perpetualSellers.up },
  "0075_session_browsers": { up: sessionBrowsers.up },
  "0076_activity_by_subscription": { up: activityBySubscription.up },
};

/** Brings a database to the present tables; names of the migrations that were applied now. Safe to run twice and by two at once. */
export async function migrateToLatest(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).filter((result) => result.status === "Success").map((result) => result.migrationName);
}
