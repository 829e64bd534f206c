/**
 * Every address of the portal. Nothing else puts a path together.
 * Search parameters that are undefined or empty are left out.
 */
type Search = Readonly<Record<string, string | number | null | undefined>>;

export function withSearch(path: string, search: Search = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== "") parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? path : `${path}?${text}`;
}

const segment = encodeURIComponent;
const ofCustomer = (customerId: string, rest = "") => `/customers/${segment(customerId)}${rest}`;
const ofSubscription = (customerId: string, subscriptionId: string, rest = "") =>
  ofCustomer(customerId, `/subscriptions/${segment(subscriptionId)}${rest}`);
const ofOrder = (customerId: string, orderId: string, rest = "") =>
  ofCustomer(customerId, `/orders/${segment(orderId)}${rest}`);
const ofPurchase = (customerId: string, orderId: string, lineNumber: number, rest = "") =>
  ofCustomer(customerId, `/software/${segment(orderId)}/${lineNumber}${rest}`);

export const paths = {
  home: () => "/",

  signIn: (
    search: {
      redirectTo?: string | undefined;
      notice?: "signed-out" | "signed-out-everywhere" | "not-sent" | undefined;
    } = {},
  ) => withSearch("/sign-in", search),
  signOut: () => "/sign-out",
  signOutEverywhere: () => "/sign-out-everywhere",
  language: () => "/language",
  theme: () => "/theme",
  /** Takes the forms that say which columns a list shows. */
  columns: () => "/columns",
  /** Takes the forms that put the first steps away and bring them back. */
  firstSteps: () => "/first-steps",
  preferences: () => "/settings/preferences",
  changePassword: () => "/settings/password",
  users: (search: { after?: string; before?: string } = {}) => withSearch("/settings/users", search),
  usersCsv: () => "/settings/users/list.csv",
  inviteUser: () => "/settings/users/invite",
  invitation: (invitationId: string) => `/settings/users/invitations/${segment(invitationId)}`,
  activity: (search: Search = {}) => withSearch("/settings/activity", search),
  activityExport: () => "/settings/activity/export",
  user: (userId: string) => `/settings/users/${segment(userId)}`,
  /** The token stands in the search part, which no log keeps. */
  setPassword: (token: string) => withSearch("/set-password", { token }),
  acceptInvitation: (token: string) => withSearch("/invitation", { token }),

  /** What a customer's own people see. */
  ownProducts: (search: Search = {}) => withSearch("/products", search),
  ownProduct: (orderId: string, lineNumber: number, search: Search = {}) =>
    withSearch(`/products/${segment(orderId)}/${lineNumber}`, search),
  ownAccesses: (search: Search = {}) => withSearch("/accesses", search),
  ownProductsCsv: () => "/products/list.csv",
  ownAccessesCsv: () => "/accesses/list.csv",

  customers: (search: Search = {}) => withSearch("/customers", search),
  customersCsv: () => "/customers/list.csv",
  newCustomer: () => "/customers/new",
  customer: (customerId: string) => ofCustomer(customerId),
  customerSubscriptions: (customerId: string, search: Search = {}) =>
    withSearch(ofCustomer(customerId, "/subscriptions"), search),
  customerSubscriptionsCsv: (customerId: string) => ofCustomer(customerId, "/subscriptions/list.csv"),
  customerSoftwareCsv: (customerId: string) => ofCustomer(customerId, "/software/list.csv"),
  customerOrdersCsv: (customerId: string) => ofCustomer(customerId, "/orders/list.csv"),
  customerSoftware: (customerId: string, search: Search = {}) =>
    withSearch(ofCustomer(customerId, "/software"), search),
  /** Keys and downloads of one purchase; with `version`, `language`, `fileType` and `operatingSystem` as chosen. */
  keysAndDownloads: (customerId: string, orderId: string, lineNumber: number, search: Search = {}) =>
    withSearch(ofPurchase(customerId, orderId, lineNumber), search),
  keyHistory: (customerId: string, orderId: string, lineNumber: number) =>
    ofPurchase(customerId, orderId, lineNumber, "/history"),
  keyHistoryCsv: (customerId: string, orderId: string, lineNumber: number) =>
    ofPurchase(customerId, orderId, lineNumber, "/history.csv"),
  withdrawKey: (customerId: string, orderId: string, lineNumber: number, search: { version?: string } = {}) =>
    withSearch(ofPurchase(customerId, orderId, lineNumber, "/withdraw-key"), search),
  customerOrders: (customerId: string, search: Search = {}) => withSearch(ofCustomer(customerId, "/orders"), search),

  /** The move from volume licensing; with `state` and `search` as chosen. */
  volumeLicensing: (customerId: string, search: Search = {}) =>
    withSearch(ofCustomer(customerId, "/volume-licensing"), search),
  importDevices: (customerId: string) => ofCustomer(customerId, "/volume-licensing/import"),
  deviceListDraft: (customerId: string, draftId: string) =>
    ofCustomer(customerId, `/volume-licensing/import/${segment(draftId)}`),
  deviceScript: (customerId: string, search: Search = {}) =>
    withSearch(ofCustomer(customerId, "/volume-licensing/script"), search),
  devicesCsv: (customerId: string, search: Search = {}) =>
    withSearch(ofCustomer(customerId, "/volume-licensing/devices.csv"), search),
  customerAccess: (customerId: string, search: Search = {}) => withSearch(ofCustomer(customerId, "/access"), search),
  customerAccessCsv: (customerId: string) => ofCustomer(customerId, "/access/list.csv"),
  inviteCustomerUser: (customerId: string) => ofCustomer(customerId, "/access/invite"),
  customerInvitation: (customerId: string, invitationId: string) =>
    ofCustomer(customerId, `/access/invitations/${segment(invitationId)}`),

  addProducts: (customerId: string, search: Search = {}) => withSearch(ofCustomer(customerId, "/add-products"), search),
  /** The reader's own cart; with `cart`, that of a colleague or one that has expired. */
  cart: (customerId: string, search: { cart?: string | null } = {}) =>
    withSearch(ofCustomer(customerId, "/cart"), search),
  review: (customerId: string, search: { cart?: string | null } = {}) =>
    withSearch(ofCustomer(customerId, "/cart/review"), search),
  order: (customerId: string, orderId: string) => ofOrder(customerId, orderId),
  orderConfirmation: (customerId: string, orderId: string) => ofOrder(customerId, orderId, "/confirmation"),
  cancelPurchase: (customerId: string, orderId: string, lineNumber: number) =>
    ofOrder(customerId, orderId, `/lines/${lineNumber}/cancel`),

  subscription: (customerId: string, subscriptionId: string) => ofSubscription(customerId, subscriptionId),
  renameSubscription: (customerId: string, subscriptionId: string) =>
    ofSubscription(customerId, subscriptionId, "/name"),
  autoRenew: (customerId: string, subscriptionId: string) => ofSubscription(customerId, subscriptionId, "/auto-renew"),
  whatIf: (customerId: string, subscriptionId: string) => ofSubscription(customerId, subscriptionId, "/what-if"),
  /** Chooses the customer whose subscriptions are compared. */
  whatIfCustomers: (search: Search = {}) => withSearch("/what-if", search),
  customerWhatIf: (customerId: string, search: Search = {}) => withSearch(ofCustomer(customerId, "/what-if"), search),
  autoRenewDay: (customerId: string, subscriptionId: string) =>
    ofSubscription(customerId, subscriptionId, "/auto-renew-day"),
  nextTerm: (customerId: string, subscriptionId: string) => ofSubscription(customerId, subscriptionId, "/next-term"),
  cancelSubscription: (customerId: string, subscriptionId: string) =>
    ofSubscription(customerId, subscriptionId, "/cancel"),
  releaseHold: (customerId: string, subscriptionId: string) =>
    ofSubscription(customerId, subscriptionId, "/release-hold"),

  /** A rule of the trade, explained. */
  help: (rule: string) => `/help/${segment(rule)}`,
  search: (search: { q?: string } = {}) => withSearch("/search", search),
  /** Of all customers; with `customer`, `product`, `status`, `autoRenew`, `from`, `to` and `window` as chosen. */
  subscriptions: (search: Search = {}) => withSearch("/subscriptions", search),
  subscriptionsCsv: (search: Search = {}) => withSearch("/subscriptions/list.csv", search),
  bulkRuns: (search: Search = {}) => withSearch("/subscriptions/changes", search),
  bulkRunsCsv: () => "/subscriptions/changes/list.csv",
  bulkRun: (runId: string, search: Search = {}) => withSearch(`/subscriptions/changes/${segment(runId)}`, search),
  bulkRowsCsv: (runId: string) => `/subscriptions/changes/${segment(runId)}/rows.csv`,

  invoices: (search: Search = {}) => withSearch("/invoices", search),
  invoicesCsv: () => "/invoices/list.csv",
  unbilled: (search: Search = {}) => withSearch("/invoices/unbilled", search),
  unbilledCsv: () => "/invoices/unbilled.csv",
  /** The book ahead; with `currency`, `month`, `customer` and `product` as chosen. */
  forecast: (search: Search = {}) => withSearch("/forecast", search),
  forecastCsv: (search: Search = {}) => withSearch("/forecast/lines.csv", search),
  invoice: (invoiceId: string, search: Search = {}) => withSearch(`/invoices/${segment(invoiceId)}`, search),
  invoiceStatement: (invoiceId: string) => `/invoices/${segment(invoiceId)}/statement.pdf`,
  reconciliationFile: (invoiceId: string) => `/invoices/${segment(invoiceId)}/lines.csv`,
  /** Why a charge, and the credit of it, have their amounts. */
  charge: (chargeId: string) => `/charges/${segment(chargeId)}`,
  taxRates: () => "/operator/tax-rates",
  taxRatesCsv: () => "/operator/tax-rates/list.csv",

  supportRequests: (search: Search = {}) => withSearch("/support", search),
  supportRequestsCsv: () => "/support/list.csv",
  /** A new request; with `subscription`, or `customer`, `order` and `line`, filled in from that purchase. */
  newSupportRequest: (search: Search = {}) => withSearch("/support/new", search),
  supportRequest: (requestId: string) => `/support/${segment(requestId)}`,
  supportAttachment: (requestId: string, attachmentId: string) =>
    `/support/${segment(requestId)}/attachments/${segment(attachmentId)}`,
  supportQueue: (search: Search = {}) => withSearch("/operator/support", search),
  supportQueueCsv: () => "/operator/support/list.csv",
  answerSupport: (requestId: string) => `/operator/support/${segment(requestId)}`,
  answerSupportAttachment: (requestId: string, attachmentId: string) =>
    `/operator/support/${segment(requestId)}/attachments/${segment(attachmentId)}`,
  grantCancellation: (requestId: string, search: Search = {}) =>
    withSearch(`/operator/support/${segment(requestId)}/grant`, search),
  apiClients: () => "/settings/api-clients",
  apiClientsCsv: () => "/settings/api-clients/list.csv",
  apiDocs: () => "/api-docs",
  apiOperation: (operationId: string) => `/api-docs/operations/${segment(operationId)}`,
  apiQuickStart: () => "/api-docs/quick-start",
  apiDifferences: () => "/api-docs/differences",
  /** The OpenAPI file. */
  apiDescription: () => "/v1/openapi.json",
  webhooks: (search: Search = {}) => withSearch("/settings/webhooks", search),
  webhooksCsv: () => "/settings/webhooks/list.csv",
  webhookDelivery: (deliveryId: string) => `/settings/webhooks/deliveries/${segment(deliveryId)}`,
  /** The programs that may act for whoever is signed in. */
  applications: () => "/settings/applications",
  /** Where whoever is signed in is so. */
  sessions: () => "/settings/sessions",
  newApiClient: () => "/settings/api-clients/new",
  apiClient: (clientId: string) => `/settings/api-clients/${segment(clientId)}`,
  prices: (search: Search = {}) => withSearch("/operator/prices", search),
  pricesCsv: () => "/operator/prices/list.csv",
  importPrices: () => "/operator/prices/import",
  priceListDraft: (draftId: string, search: Search = {}) =>
    withSearch(`/operator/prices/import/${segment(draftId)}`, search),
  priceLists: (search: Search = {}) => withSearch("/operator/prices/lists", search),
  priceListsCsv: () => "/operator/prices/lists.csv",
  products: (search: Search = {}) => withSearch("/operator/products", search),
  productsCsv: () => "/operator/products/list.csv",
  product: (productId: string) => `/operator/products/${segment(productId)}`,
  keyPools: (search: Search = {}) => withSearch("/operator/keys", search),
  keyPoolsCsv: () => "/operator/keys/list.csv",
  keysAhead: () => "/operator/keys/ahead",
  keysAheadCsv: () => "/operator/keys/ahead/list.csv",
  addKeyPool: (search: { product?: string; version?: string; edition?: string | null } = {}) =>
    withSearch("/operator/keys/add", search),
  keyPool: (poolId: string) => `/operator/keys/${segment(poolId)}`,
  importKeys: (poolId: string) => `/operator/keys/${segment(poolId)}/import`,
  keyImport: (poolId: string, importId: string, search: Search = {}) =>
    withSearch(`/operator/keys/${segment(poolId)}/imports/${segment(importId)}`, search),
  downloadFiles: (search: Search = {}) => withSearch("/operator/downloads", search),
  downloadFilesCsv: () => "/operator/downloads/list.csv",
  filesOfProduct: (productId: string) => `/operator/downloads/${segment(productId)}`,
  addFile: (productId: string, choice: Search = {}) =>
    withSearch(`/operator/downloads/${segment(productId)}/add`, choice),
  removeFile: (productId: string, fileId: string) =>
    `/operator/downloads/${segment(productId)}/files/${segment(fileId)}/remove`,
  operatorWithdrawKey: (search: Search = {}) => withSearch("/operator/withdraw-key", search),
  operatorWithdrawKeyOf: (orderId: string, lineNumber: number, search: { version?: string } = {}) =>
    withSearch(`/operator/withdraw-key/${segment(orderId)}/${lineNumber}`, search),
  notices: (search: Search = {}) => withSearch("/notices", search),
  noticesCsv: () => "/notices/list.csv",
  noticeSettings: () => "/settings/notices",
  calendarSettings: () => "/settings/calendar",
  /** For a calendar program, which signs in nowhere: the secret is all it has. */
  calendar: (secret: string) => `/calendar/${segment(secret)}.ics`,
  mails: (search: Search = {}) => withSearch("/operator/mail", search),
  mailsCsv: () => "/operator/mail/list.csv",
  mail: (mailId: string) => `/operator/mail/${segment(mailId)}`,
  mailSource: (mailId: string) => `/operator/mail/${segment(mailId)}/source.eml`,
  letters: (search: Search = {}) => withSearch("/operator/letters", search),
  lettersCsv: () => "/operator/letters/list.csv",
  letter: (letterId: string) => `/operator/letters/${segment(letterId)}`,
  jobRuns: (search: Search = {}) => withSearch("/operator/job-runs", search),
  jobRunsCsv: () => "/operator/job-runs/list.csv",
  jobRun: (runId: string) => `/operator/job-runs/${segment(runId)}`,
  clock: () => "/operator/clock",
  activityChains: (search: Search = {}) => withSearch("/operator/activity", search),
  activityChainsCsv: () => "/operator/activity/list.csv",

  /** The product list of volume licensing; `edition` for an older one. */
  productList: (search: Search = {}) => withSearch("/product-list", search),
  productListGroup: (groupKey: string, search: Search = {}) =>
    withSearch(`/product-list/groups/${segment(groupKey)}`, search),
  productListGlossary: (search: Search = {}) => withSearch("/product-list/glossary", search),
  productListEditions: () => "/product-list/editions",
  productListEdition: (number: number, search: Search = {}) => withSearch(`/product-list/editions/${number}`, search),
  productListSource: (line: number, search: Search = {}) => withSearch(`/product-list/source/${line}`, search),
  productListGroupsFile: (search: Search = {}) => withSearch("/product-list/groups.csv", search),
  productListChangesFile: (number: number, search: Search = {}) =>
    withSearch(`/product-list/editions/${number}/changes.csv`, search),
  productListEditionFile: (number: number) => `/product-list/editions/${number}/edition.json`,
  productListCalculators: (search: Search = {}) => withSearch("/product-list/calculators", search),
  importProductList: () => "/operator/product-list",
  /** Name and products of a group, by hand. */
  editProductListGroup: (groupKey: string) => `/operator/product-list/groups/${segment(groupKey)}`,
  productListDraft: (draftId: string) => `/operator/product-list/${segment(draftId)}`,

  /** Upgrade installations: of partners and customers, of the installer, and what the operator has to look at. */
  installations: (search: Search = {}) => withSearch("/installations", search),
  installationsCsv: () => "/installations/list.csv",
  newInstallation: (search: Search = {}) => withSearch("/installations/new", search),
  installation: (orderId: string) => `/installations/${segment(orderId)}`,
  installationDevices: (orderId: string, search: Search = {}) =>
    withSearch(`/installations/${segment(orderId)}/devices`, search),
  signInstallation: (orderId: string) => `/installations/${segment(orderId)}/sign`,
  installationForm: (orderId: string, search: Search = {}) =>
    withSearch(`/installations/${segment(orderId)}/form.pdf`, search),
  signedForm: (orderId: string, number: number, search: Search = {}) =>
    withSearch(`/installations/${segment(orderId)}/signed/${number}`, search),
  /** For an installer without access: its answer, what it installed, and what it may install. */
  forInstaller: (orderId: string, search: Search = {}) =>
    withSearch(`/installations/${segment(orderId)}/installer`, search),
  releasedDevicesCsv: (orderId: string) => `/installations/${segment(orderId)}/released.csv`,
  imagingOrders: (search: Search = {}) => withSearch("/imaging", search),
  imagingOrdersCsv: () => "/imaging/list.csv",
  imaging: (orderId: string, search: Search = {}) => withSearch(`/imaging/${segment(orderId)}`, search),
  imagingDevicesCsv: (orderId: string) => `/imaging/${segment(orderId)}/devices.csv`,
  exportEvidence: (orderId: string) => `/installations/${segment(orderId)}/evidence`,
  evidenceFile: (orderId: string) => `/installations/${segment(orderId)}/evidence.zip`,
  installationsToLookAt: (search: Search = {}) => withSearch("/operator/installations", search),
  installationsToLookAtCsv: () => "/operator/installations/list.csv",
  installationToLookAt: (orderId: string) => `/operator/installations/${segment(orderId)}`,
  partners: (search: Search = {}) => withSearch("/operator/partners", search),
  partnersCsv: () => "/operator/partners/list.csv",
  installers: (search: Search = {}) => withSearch("/operator/installers", search),
  installersCsv: () => "/operator/installers/list.csv",

  /** Agreements of volume licensing, their enrollments and online services. */
  agreements: (search: Search = {}) => withSearch("/agreements", search),
  agreementsCsv: () => "/agreements/list.csv",
  newAgreement: () => "/agreements/new",
  agreement: (agreementId: string) => `/agreements/${segment(agreementId)}`,
  newEnrollment: (agreementId: string) => `/agreements/${segment(agreementId)}/new-enrollment`,
  agreementPeople: (agreementId: string) => `/agreements/${segment(agreementId)}/people`,
  enrollment: (enrollmentId: string) => `/agreements/enrollments/${segment(enrollmentId)}`,
  subscriptionContact: (enrollmentId: string) => `/agreements/enrollments/${segment(enrollmentId)}/contact`,
  addServices: (enrollmentId: string) => `/agreements/enrollments/${segment(enrollmentId)}/add-services`,
  reservationGrants: (enrollmentId: string) => `/agreements/enrollments/${segment(enrollmentId)}/reservations`,
  azureOffer: (enrollmentId: string) => `/agreements/enrollments/${segment(enrollmentId)}/azure`,
  newServiceAccount: (enrollmentId: string) => `/agreements/enrollments/${segment(enrollmentId)}/new-account`,
  activationHelp: (enrollmentId: string, search: Search = {}) =>
    withSearch(`/agreements/enrollments/${segment(enrollmentId)}/help`, search),
  enrollmentService: (enrollmentId: string, serviceId: string) =>
    `/agreements/enrollments/${segment(enrollmentId)}/services/${segment(serviceId)}`,
  serviceAccount: (accountId: string) => `/agreements/accounts/${segment(accountId)}`,
  /** The token stands in the search part, which no log keeps. */
  activate: (search: { readonly token?: string }) => withSearch("/activate", search),
  activationDesk: () => "/operator/activation",
  activationCase: (requestId: string) => `/operator/activation/${segment(requestId)}`,
  onlineService: (serviceId: string) => `/operator/activation/services/${segment(serviceId)}`,

  /** Sandbox only: every part of the design system on one page. */
  design: () => "/design",
  health: () => "/healthz",
};
