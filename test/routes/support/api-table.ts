import type { PermittedAction } from "#app/domain/access/permissions.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { derivedGuid } from "#app/api/wire/customers.ts";
import type { ApiSite } from "./api-site.ts";

/** Who may: whoever has the permission, anybody of a partner, or whoever may what the body asks for. */
export type ApiAccess = PermittedAction | "any-partner-role" | "as-the-body-asks";

export type ApiRow = {
  /** Each documented method, with who may use it. */
  readonly methods: Readonly<Partial<Record<"GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE", ApiAccess>>>;
  /** An application without a user is refused: by all methods, or by these. */
  readonly userOnly?: boolean | readonly string[];
  /** What stands in the address in place of each parameter. */
  readonly params?: (api: ApiSite) => Readonly<Record<string, string>>;
  /** Behind the question mark. */
  readonly query?: string;
};

const ofCustomer = (api: ApiSite) => ({ customerId: api.a.customer });
/** Somebody who does not lose anything by being deleted: nobody is the only one with no role in particular. */
const ofUser = (api: ApiSite) => ({ ...ofCustomer(api), userId: api.userIds["customer-user"] });
const ofRole = (api: ApiSite) => ({ ...ofCustomer(api), roleId: "62e90394-69f5-4237-9190-012177145e10" });
const ofSubscription = (api: ApiSite) => ({ ...ofCustomer(api), subscriptionId: api.a.subscription });
const ofOrder = (api: ApiSite) => ({ ...ofCustomer(api), orderId: api.a.order });
const ofLine = (api: ApiSite) => ({ ...ofOrder(api), lineItemId: api.a.keyLine, lineNumber: api.a.keyLine });
const ofCart = (api: ApiSite) => ({ ...ofCustomer(api), cartId: api.a.cart });
const ofInvoice = (api: ApiSite) => ({ invoiceId: api.a.invoice, provider: "OneTime", type: "BillingLineItems" });
const ofRequest = (api: ApiSite) => ({ requestId: api.a.supportRequest });
const ofEnrollment = (api: ApiSite) => ({ ...ofCustomer(api), enrollmentId: api.a.enrollment });
const ofEnrolledService = (api: ApiSite) => ({ ...ofEnrollment(api), serviceId: "office-365-e3" });
const ofInstallation = (api: ApiSite) => ({ orderId: api.a.installation });
const view = "targetView=Software";
const roleIdOf = (role: Role) => derivedGuid("partner-role", role);

/**
 * Every route of the API: its methods, who may use them, and which are for users alone. A route that is missing here
 * fails the tests.
 */
export const apiTable: Readonly<Record<string, ApiRow>> = {
  "v1.customers": { methods: { GET: "see-customers", POST: "add-customers" } },
  "v1.customers.$customerId": { methods: { GET: "see-customers", DELETE: "add-customers" }, params: ofCustomer },
  "v1.customers.$customerId.profiles.company": {
    methods: { GET: "see-customers" },
    userOnly: true,
    params: ofCustomer,
  },
  "v1.customers.$customerId.profiles.billing": {
    methods: { GET: "see-customers", PUT: "add-customers" },
    params: ofCustomer,
  },
  "v1.customers.$customerId.validationStatus": {
    methods: { GET: "see-customers" },
    userOnly: true,
    params: ofCustomer,
    query: "type=account",
  },
  "v1.customers.$customerId.enrollments": { methods: { GET: "see-agreements" }, userOnly: true, params: ofCustomer },
  "v1.customers.$customerId.enrollments.$enrollmentId.services": {
    methods: { GET: "see-agreements" },
    userOnly: true,
    params: ofEnrollment,
  },
  "v1.customers.$customerId.enrollments.$enrollmentId.services.$serviceId.whynomail": {
    methods: { GET: "see-agreements" },
    userOnly: true,
    params: ofEnrolledService,
  },
  "v1.customers.$customerId.enrollments.$enrollmentId.services.$serviceId.resend": {
    methods: { POST: "see-agreements" },
    userOnly: true,
    params: ofEnrolledService,
  },
  "v1.customers.relationshiprequests": { methods: { GET: "add-customers" }, userOnly: true },
  "v1.domains.$domain": { methods: { HEAD: "see-customers" }, params: () => ({ domain: "free.example" }) },
  "v1.countryvalidationrules.$country": {
    methods: { GET: "see-partner-profile" },
    params: () => ({ country: "US" }),
  },
  "v1.validations.address": { methods: { POST: "see-partner-profile" } },
  "v1.customers.$customerId.users": {
    methods: { GET: "see-customers", POST: "manage-customer-users" },
    userOnly: true,
    params: ofCustomer,
  },
  "v1.customers.$customerId.users.$userId": {
    methods: { GET: "see-customers", PATCH: "manage-customer-users", DELETE: "manage-customer-users" },
    userOnly: true,
    params: ofUser,
  },
  "v1.customers.$customerId.users.$userId.resetpassword": {
    methods: { PATCH: "manage-customer-users" },
    userOnly: true,
    params: ofUser,
  },
  "v1.customers.$customerId.users.$userId.directoryroles": {
    methods: { GET: "see-customers" },
    userOnly: true,
    params: ofUser,
  },
  "v1.customers.$customerId.users.$userId.licenses": {
    methods: { GET: "see-customers" },
    userOnly: true,
    params: ofUser,
  },
  "v1.customers.$customerId.subscribedskus": { methods: { GET: "see-customers" }, userOnly: true, params: ofCustomer },
  "v1.customers.$customerId.directoryroles": { methods: { GET: "see-customers" }, userOnly: true, params: ofCustomer },
  "v1.customers.$customerId.directoryroles.$roleId.usermembers": {
    methods: { GET: "see-customers", POST: "manage-customer-users" },
    userOnly: true,
    params: ofRole,
  },
  "v1.customers.$customerId.directoryroles.$roleId.usermembers.$userId": {
    methods: { DELETE: "manage-customer-users" },
    userOnly: true,
    params: (api) => ({ ...ofUser(api), ...ofRole(api) }),
  },
  "v1.profiles.legalbusiness": {
    methods: { GET: "see-partner-profile", PUT: "change-partner-profile" },
    userOnly: ["PUT"],
  },
  "v1.profiles.organization": {
    methods: { GET: "see-partner-profile", PUT: "change-partner-profile" },
    userOnly: true,
  },
  "v1.profiles.billing": { methods: { GET: "see-partner-profile", PUT: "change-partner-profile" }, userOnly: true },
  "v1.profiles.support": { methods: { GET: "see-partner-profile", PUT: "change-partner-profile" }, userOnly: true },
  "v1.profiles.supportprofile": {
    methods: { GET: "see-partner-profile", PUT: "change-partner-profile" },
    userOnly: true,
  },
  "v1.profiles.mpn": { methods: { GET: "see-partner-profile" }, userOnly: true },
  "v1.installationorders": { methods: { GET: "see-imaging" } },
  "v1.installationorders.$orderId": { methods: { GET: "see-imaging" }, params: ofInstallation },
  "v1.installationorders.$orderId.devices": { methods: { GET: "see-imaging" }, params: ofInstallation },
  "v1.installationorders.$orderId.answer": { methods: { POST: "answer-verifications" }, params: ofInstallation },
  "v1.installationorders.$orderId.imagingrecords": {
    methods: { POST: "answer-verifications" },
    params: ofInstallation,
  },
  "v1.auditrecords": { methods: { GET: "open-activity-log" } },
  "v1.auditrecords.$recordId": { methods: { GET: "open-activity-log" }, params: () => ({ recordId: "x" }) },
  "v1.servicerequests": { methods: { GET: "write-support-requests" }, userOnly: true },
  "v1.servicerequests.$requestId": {
    methods: {
      GET: "write-support-requests",
      PATCH: "write-support-requests",
      POST: "write-support-requests",
    },
    userOnly: true,
    params: ofRequest,
  },
  "v1.servicerequests.supporttopics": { methods: { GET: "write-support-requests" }, userOnly: true },
  "v1.customers.$customerId.servicerequests": {
    methods: { GET: "write-support-requests" },
    userOnly: true,
    params: ofCustomer,
  },
  "v1.customers.$customerId.servicerequests.$requestId": {
    methods: { GET: "write-support-requests", PATCH: "write-support-requests" },
    userOnly: true,
    params: (api: ApiSite) => ({ ...ofCustomer(api), ...ofRequest(api) }),
  },
  "v1.webhooks.registration": {
    methods: {
      GET: "manage-webhooks",
      POST: "manage-webhooks",
      PUT: "manage-webhooks",
      DELETE: "manage-webhooks",
    },
  },
  "v1.webhooks.registration.events": { methods: { GET: "manage-webhooks" } },
  "v1.webhooks.registration.validationEvents": { methods: { POST: "manage-webhooks" } },
  "v1.webhooks.registration.validationEvents.$correlationId": {
    methods: { GET: "manage-webhooks" },
    params: () => ({ correlationId: "00000000-0000-7000-8000-00000000abcd" }),
  },
  "webhooks.v1.registration": {
    methods: {
      GET: "manage-webhooks",
      POST: "manage-webhooks",
      PUT: "manage-webhooks",
      DELETE: "manage-webhooks",
    },
  },
  "webhooks.v1.registration.events": { methods: { GET: "manage-webhooks" } },
  "webhooks.v1.registration.validationEvents": { methods: { POST: "manage-webhooks" } },
  "webhooks.v1.registration.validationEvents.$correlationId": {
    methods: { GET: "manage-webhooks" },
    params: () => ({ correlationId: "00000000-0000-7000-8000-00000000abcd" }),
  },
  "webhooks.v1.customers.$customerId.subscriptions.$subscriptionId": {
    methods: { GET: "see-subscriptions" },
    params: ofSubscription,
  },
  "auditactivity.v1.auditrecords.$recordId": {
    methods: { GET: "open-activity-log" },
    params: () => ({ recordId: "x" }),
  },
  // That it resets is tested by itself: it would take away what this table's tests are made with.
  "v1.sandbox.reset": { methods: {} },
  "v1.sandbox.clock": { methods: { GET: "any-partner-role", POST: "any-partner-role" } },
  "v1.productlist.calculators": { methods: { GET: "any-partner-role" } },
  "v1.productlist.calculators.$calculator": {
    methods: { GET: "any-partner-role" },
    params: () => ({ calculator: "price-level" }),
  },

  "v1.customers.$customerId.subscriptions": { methods: { GET: "see-subscriptions" }, params: ofCustomer },
  "v1.customers.$customerId.subscriptions.$subscriptionId": {
    methods: { GET: "see-subscriptions", PATCH: "as-the-body-asks" },
    params: ofSubscription,
  },
  "v1.customers.$customerId.subscriptions.$subscriptionId.provisioningstatus": {
    methods: { GET: "see-subscriptions" },
    userOnly: true,
    params: ofSubscription,
  },
  "v1.customers.$customerId.subscriptions.$subscriptionId.supportcontact": {
    methods: { GET: "see-subscriptions", PUT: "see-subscriptions" },
    params: ofSubscription,
  },
  "v1.customers.$customerId.subscriptions.$subscriptionId.addons": {
    methods: { GET: "see-subscriptions" },
    params: ofSubscription,
  },
  "v1.customers.$customerId.subscriptions.$subscriptionId.activationlinks": {
    methods: { GET: "see-subscriptions" },
    params: ofSubscription,
  },
  "v1.customers.$customerId.subscriptions.$subscriptionId.transitions": {
    methods: { GET: "see-subscriptions" },
    params: ofSubscription,
  },
  "v1.customers.$customerId.subscriptions.$subscriptionId.transitioneligibilities": {
    methods: { GET: "see-subscriptions" },
    params: ofSubscription,
  },
  "v1.customers.$customerId.subscriptions.customtermenddates": {
    methods: { GET: "see-subscriptions" },
    params: ofCustomer,
    query: "term_duration=P1M",
  },
  "v1.customers.$customerId.orders": { methods: { GET: "see-orders", POST: "buy" }, params: ofCustomer },
  "v1.customers.$customerId.orders.$orderId": {
    methods: { GET: "see-orders", PATCH: "cancel-purchase" },
    params: ofOrder,
  },
  "v1.customers.$customerId.orders.$orderId.provisioningstatus": {
    methods: { GET: "buy" },
    userOnly: true,
    params: ofOrder,
  },
  "v1.customers.$customerId.orders.$orderId.activationlinks": { methods: { GET: "see-orders" }, params: ofOrder },
  "v1.customers.$customerId.orders.$orderId.lineitems.$lineNumber.activationlinks": {
    methods: { GET: "see-orders" },
    params: ofLine,
  },
  "v1.customers.$customerId.orders.$orderId.attachments": { methods: { GET: "see-orders" }, params: ofOrder },
  "v1.customers.$customerId.orders.$orderId.attachment": { methods: { POST: "see-orders" }, params: ofOrder },
  "v1.customers.$customerId.orders.$orderId.attachment.$attachmentId": {
    methods: { GET: "see-orders" },
    params: (api) => ({ ...ofOrder(api), attachmentId: "x" }),
  },
  "v1.customers.$customerId.carts": { methods: { POST: "prepare-cart" }, params: ofCustomer },
  "v1.customers.$customerId.carts.$cartId": {
    methods: { GET: "prepare-cart", PUT: "prepare-cart" },
    params: ofCart,
  },
  "v1.customers.$customerId.carts.$cartId.checkout": { methods: { POST: "buy" }, params: ofCart },
  "v1.customers.$customerId.entitlements": {
    methods: { GET: "see-software" },
    userOnly: true,
    params: ofCustomer,
  },
  "v1.customers.$customerId.entitlements.$orderId.$lineItemId": {
    methods: { GET: "see-orders" },
    userOnly: true,
    params: ofLine,
  },
  "v1.customers.$customerId.entitlements.$orderId.$lineItemId.options": {
    methods: { GET: "see-keys" },
    userOnly: true,
    params: ofLine,
  },
  "v1.customers.$customerId.entitlements.$orderId.$lineItemId.keys": {
    methods: { POST: "see-keys" },
    userOnly: true,
    params: ofLine,
  },
  "v1.customers.$customerId.entitlements.$orderId.$lineItemId.downloads": {
    methods: { POST: "see-keys" },
    userOnly: true,
    params: ofLine,
  },
  "v1.roles": { methods: { GET: "manage-users" }, userOnly: true },
  "v1.users": { methods: { GET: "manage-users" }, userOnly: true },
  "v1.roles.$roleId.usermembers": {
    methods: { GET: "manage-users", POST: "manage-users" },
    userOnly: true,
    params: () => ({ roleId: roleIdOf("helpdesk-agent") }),
  },
  "v1.roles.$roleId.usermembers.$memberId": {
    methods: { DELETE: "manage-users" },
    userOnly: true,
    params: (api) => ({ roleId: roleIdOf("marketing-content-admin"), memberId: api.userIds["helpdesk-agent"] }),
  },
  "v1.customers.$customerId.users.$userId.licenseupdates": {
    methods: { POST: "manage-customer-users" },
    userOnly: true,
    params: ofUser,
  },
  "v1.productpromotions": { methods: { GET: "see-customers" } },
  "v1.productpromotions.$promotionId": { methods: { GET: "see-customers" }, params: () => ({ promotionId: "x" }) },
  "v1.customers.$customerId.promotioneligibilities": { methods: { POST: "see-customers" }, params: ofCustomer },
  "v1.agreements": { methods: { GET: "see-customers" }, userOnly: true },
  "v1.agreementtemplates.$templateId.document": {
    methods: { GET: "see-customers" },
    userOnly: true,
    params: () => ({ templateId: "x" }),
  },
  "v1.customers.$customerId.agreements": {
    methods: { GET: "see-customers", POST: "see-customers" },
    userOnly: true,
    params: ofCustomer,
  },
  "v1[.]0.sales.$sheet.$value": {
    methods: { GET: "prepare-cart" },
    userOnly: true,
    params: () => ({ sheet: "pricesheets(Market='DE',PricesheetView='software')", value: "$value" }),
  },
  ...catalogue("v1.", () => ({}), `country=GB&${view}`),
  ...catalogue("v1.customers.$customerId.", ofCustomer, view),
  "v1.extensions.product.checkinventory": { methods: { POST: "see-customers" }, query: "country=GB" },

  "v1.invoices": { methods: { GET: "see-invoices" } },
  "v1.invoices.summary": { methods: { GET: "see-invoices" } },
  "v1.invoices.summaries": { methods: { GET: "see-invoices" }, userOnly: true },
  "v1.invoices.estimates.links": { methods: { GET: "see-invoices" } },
  "v1.invoices.$invoiceId": { methods: { GET: "see-invoices" }, userOnly: true, params: ofInvoice },
  "v1.invoices.$invoiceId.lineitems": {
    methods: { GET: "see-invoices" },
    params: ofInvoice,
    query: "provider=onetime&invoiceLineItemType=billinglineitems",
  },
  "v1.invoices.$invoiceId.lineitems.$provider.$type": { methods: { GET: "see-invoices" }, params: ofInvoice },
  "v1.invoices.$invoiceId.documents.statement": {
    methods: { GET: "see-invoices" },
    userOnly: true,
    params: ofInvoice,
  },
  "v1.invoices.$invoiceId.receipts.$receiptId.documents.statement": {
    methods: { GET: "see-invoices" },
    userOnly: true,
    params: (api) => ({ ...ofInvoice(api), receiptId: "x" }),
  },
};

function catalogue(
  prefix: string,
  scope: (api: ApiSite) => Readonly<Record<string, string>>,
  query: string,
): Record<string, ApiRow> {
  const params = (api: ApiSite) => ({ ...scope(api), productId: api.product, skuId: "0001", availabilityId: "x" });
  const row: ApiRow = { methods: { GET: "see-customers" }, params, query };
  const skus = `${prefix}products.$productId.skus`;
  const list: ApiRow = prefix === "v1." ? row : { ...row, methods: { GET: "see-customers", POST: "see-customers" } };
  return {
    [`${prefix}products`]: list,
    [`${prefix}products.$productId`]: row,
    [skus]: row,
    [`${skus}.$skuId`]: row,
    [`${skus}.$skuId.availabilities`]: row,
    [`${skus}.$skuId.availabilities.$availabilityId`]: row,
  };
}
