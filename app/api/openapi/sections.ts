import type { ApiSection, Operation } from "./operation.ts";
import { auditSection } from "./sections/audit.ts";
import { cartSection } from "./sections/carts.ts";
import { catalogue } from "./sections/catalogue.ts";
import { commonSchemas } from "./sections/words.ts";
import { customers } from "./sections/customers.ts";
import { enrollmentSection } from "./sections/enrollments.ts";
import { entitlementSection } from "./sections/entitlements.ts";
import { installationSection } from "./sections/installations.ts";
import { invoiceSection } from "./sections/invoices.ts";
import { laterSection } from "./sections/later.ts";
import { orderSection } from "./sections/orders.ts";
import { partnerSection } from "./sections/partner.ts";
import { productListSection } from "./sections/product-list.ts";
import { sandboxSection } from "./sections/sandbox.ts";
import { serviceRequestSection } from "./sections/service-requests.ts";
import { subscriptionSection } from "./sections/subscriptions.ts";
import { tokens } from "./sections/tokens.ts";
import { tradeSchemas } from "./sections/trade.ts";
import { userSection } from "./sections/users.ts";
import { webhookSection } from "./sections/webhooks.ts";
import type { Properties } from "./schema.ts";

/** The API, in the order in which it is read. */
export const apiSections: readonly ApiSection[] = [
  tokens,
  customers,
  catalogue,
  cartSection,
  orderSection,
  subscriptionSection,
  entitlementSection,
  invoiceSection,
  auditSection,
  userSection,
  partnerSection,
  serviceRequestSection,
  webhookSection,
  enrollmentSection,
  installationSection,
  productListSection,
  laterSection,
  sandboxSection,
];

/** All schemas by their names. */
export const apiSchemas: Properties = Object.assign(
  {},
  commonSchemas,
  tradeSchemas,
  ...apiSections.map(({ schemas }) => schemas),
);

/** The operation that is called so. */
export function findOperation(id: string): { section: ApiSection; operation: Operation } | undefined {
  for (const section of apiSections) {
    const operation = section.operations.find((own) => own.id === id);
    if (operation !== undefined) return { section, operation };
  }
  return undefined;
}
