import type { Generated } from "kysely";
import type { MatchDoubt } from "#app/domain/licensing/product-list/compare-editions.ts";
import type { ActivityAction } from "#app/domain/activity/activity.ts";
import type { BulkRowState, BulkState } from "#app/domain/bulk/bulk-change.ts";
import type { BulkKind } from "#app/domain/bulk/bulk-action.ts";
import type { ChainFaultCode } from "#app/domain/activity/chain.ts";
import type { PartnerProfileKind } from "#app/domain/access/profiles.ts";
import type { AgreementRole, OrganizationKind, Role } from "#app/domain/access/roles.ts";
import type { LicensingProgramme } from "#app/domain/agreements/agreement.ts";
import type { LetterKind } from "#app/domain/agreements/letters.ts";
import type { ChargeKind, CreditKind } from "#app/domain/billing/charge.ts";
import type { ProductKind, Segment } from "#app/domain/catalog/catalog.ts";
import type { PriceListDefectCode } from "#app/domain/catalog/price-list.ts";
import type { PriceListDraftStatus } from "#app/domain/catalog/price-list-draft.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import type { LinkKind } from "#app/domain/entitlement/download.ts";
import type { KeyFormat } from "#app/domain/entitlement/key-format.ts";
import type { RevocationCause } from "#app/domain/entitlement/withdrawal.ts";
import type { LineKind } from "#app/domain/invoicing/invoice.ts";
import type { InvoiceKind } from "#app/domain/invoicing/kinds.ts";
import type { DeviceLineDefect } from "#app/domain/migration-plan/device-list.ts";
import type {
  InstallationState,
  InstallerKind,
  ProofKind,
  SignatureKind,
  SignedFile,
  VerificationState,
} from "#app/domain/upgrade-verification/installation-order.ts";
import type { BaseKey } from "#app/domain/upgrade-verification/matrix.ts";
import type { MakerInstalled, Situation, Target } from "#app/domain/upgrade-verification/verdict.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { MailState, MailVerdict } from "#app/domain/notices/mail-attempts.ts";
import type { NoticeKind } from "#app/domain/notices/notices.ts";
import type { OrderKind, ValidationStatus } from "#app/domain/order/order.ts";
import type {
  AttachmentKind,
  SupportEntryKind,
  SupportSeverity,
  SupportSide,
  SupportStatus,
  SupportTopic,
} from "#app/domain/support/support-request.ts";
import type { ActivationCaseKind, LinkCause, MilestoneKind } from "#app/domain/service-activation/records.ts";
import type { HoldReason } from "#app/domain/subscription/subscription.ts";
import type { DeliveryFailure, DeliveryState } from "#app/domain/webhooks/delivery-attempts.ts";
import type { OwnEvent } from "#app/domain/webhooks/events.ts";

/**
 * The tables, as rows come out of either database.
 *
 * Conventions: `…_at` is an instant in epoch milliseconds, `…_on` a UTC day `YYYY-MM-DD`, `…_minor` an amount in
 * minor units, `is_…` 0 or 1, `…_json` text that holds JSON. Every tenant's table names its `partner_id`.
 */
export type Database = {
  partner: PartnerTable;
  customer: CustomerTable;
  customer_word: CustomerWordTable;
  customer_profile: CustomerProfileTable;
  partner_profile: PartnerProfileTable;
  user_account: UserAccountTable;
  user_role: UserRoleTable;
  user_setting: UserSettingTable;
  session: SessionTable;
  password_token: PasswordTokenTable;
  invitation: InvitationTable;
  last_sign_in: LastSignInTable;
  api_client: ApiClientTable;
  api_grant: ApiGrantTable;
  api_code: ApiCodeTable;
  api_spent_token: ApiSpentTokenTable;
  rate_limit: RateLimitTable;
  idempotency: IdempotencyTable;
  product: ProductTable;
  sku: SkuTable;
  sku_inclusion: SkuInclusionTable;
  availability: AvailabilityTable;
  product_word: ProductWordTable;
  price_list: PriceListTable;
  price_list_draft: PriceListDraftTable;
  price_list_draft_row: PriceListDraftRowTable;
  price_list_draft_change: PriceListDraftChangeTable;
  price_list_draft_refusal: PriceListDraftRefusalTable;
  cart: CartTable;
  cart_line: CartLineTable;
  order: OrderTable;
  order_line: OrderLineTable;
  subscription: SubscriptionTable;
  term: TermTable;
  charge: ChargeTable;
  credit: CreditTable;
  activity: ActivityTable;
  activity_chain: ActivityChainTable;
  activity_seal: ActivitySealTable;
  activity_seal_head: ActivitySealHeadTable;
  activity_check: ActivityCheckTable;
  activity_chain_check: ActivityChainCheckTable;
  notice: NoticeTable;
  notice_to_deliver: NoticeToDeliverTable;
  notice_without_reader: NoticeWithoutReaderTable;
  inbox: InboxTable;
  notice_preference: NoticePreferenceTable;
  mail: MailTable;
  agreement: AgreementTable;
  enrollment: EnrollmentTable;
  agreement_role: AgreementRoleTable;
  enrollment_contact: EnrollmentContactTable;
  reservation_grant: ReservationGrantTable;
  letter: LetterTable;
  online_service: OnlineServiceTable;
  online_service_country: OnlineServiceCountryTable;
  incompatibility: IncompatibilityTable;
  service_order: ServiceOrderTable;
  enrollment_service: EnrollmentServiceTable;
  azure_offer: AzureOfferTable;
  activation_token: ActivationTokenTable;
  activation_resend: ActivationResendTable;
  service_account: ServiceAccountTable;
  service_account_domain: ServiceAccountDomainTable;
  service_account_admin: ServiceAccountAdminTable;
  service_account_user: ServiceAccountUserTable;
  licence_assignment: LicenceAssignmentTable;
  enrollment_account: EnrollmentAccountTable;
  enrollment_milestone: EnrollmentMilestoneTable;
  activation_case: ActivationCaseTable;
  calendar_feed: CalendarFeedTable;
  webhook_registration: WebhookRegistrationTable;
  webhook_delivery: WebhookDeliveryTable;
  webhook_attempt: WebhookAttemptTable;
  job_run: JobRunTable;
  job_failure: JobFailureTable;
  job_lease: JobLeaseTable;
  scheduler_tick: SchedulerTickTable;
  portal_setting: PortalSettingTable;
  vault_secret: VaultSecretTable;
  key_pool: KeyPoolTable;
  key_import: KeyImportTable;
  key_import_refusal: KeyImportRefusalTable;
  software_key: SoftwareKeyTable;
  download_file: DownloadFileTable;
  download_link: DownloadLinkTable;
  download_link_use: DownloadLinkUseTable;
  migration_plan: MigrationPlanTable;
  migration_device: MigrationDeviceTable;
  device_list_draft: DeviceListDraftTable;
  device_list_draft_device: DeviceListDraftDeviceTable;
  device_list_draft_refusal: DeviceListDraftRefusalTable;
  tax_rate: TaxRateTable;
  unbilled: UnbilledTable;
  invoice_number_series: InvoiceNumberSeriesTable;
  invoice: InvoiceTable;
  invoice_customer: InvoiceCustomerTable;
  invoice_line: InvoiceLineTable;
  installer: InstallerTable;
  installation_order: InstallationOrderTable;
  installation_device: InstallationDeviceTable;
  license_verification: LicenseVerificationTable;
  license_verification_device: LicenseVerificationDeviceTable;
  imaging_record: ImagingRecordTable;
  license_investigation: LicenseInvestigationTable;
  evidence_export: EvidenceExportTable;
  installation_cleared: InstallationClearedTable;
  support_request: SupportRequestTable;
  support_entry: SupportEntryTable;
  support_attachment: SupportAttachmentTable;
  granted_credit: GrantedCreditTable;
  product_list_edition: ProductListEditionTable;
  product_list_line: ProductListLineTable;
  product_list_group: ProductListGroupTable;
  product_list_row: ProductListRowTable;
  product_list_change: ProductListChangeTable;
  product_list_passage: ProductListPassageTable;
  product_list_word: ProductListWordTable;
  product_list_draft: ProductListDraftTable;
  product_list_name: ProductListNameTable;
  product_list_link: ProductListLinkTable;
  product_list_match: ProductListMatchTable;
  bulk_run: BulkRunTable;
  bulk_row: BulkRowTable;
};

/** 0 or 1; both databases store flags as integers so that one set of queries serves both. */
export type Flag = 0 | 1;

export type PartnerTable = {
  id: string;
  name: string;
  country: string;
  created_at: number;
  /** Qualified for perpetual software, as the operator says; what is not said is yes. */
  sells_perpetual: Generated<Flag>;
};

export type CustomerTable = {
  id: string;
  partner_id: string;
  name: string;
  /** Lower case, without accents: what lists sort by. */
  name_folded: string;
  domain: string;
  country: string;
  validation_status: ValidationStatus | null;
  created_at: number;
};

/** What a customer is found by: each word of name and domain, and the id, folded; looked up by prefix. */
export type CustomerWordTable = { partner_id: string; word: string; customer_id: string };

/** What was entered of a customer beside name, domain and country. */
export type CustomerProfileTable = {
  customer_id: string;
  partner_id: string;
  email: string | null;
  registration_number: string | null;
  billing_json: string;
  version: number;
  changed_at: number;
};

export type PartnerProfileTable = {
  partner_id: string;
  kind: PartnerProfileKind;
  profile_json: string;
  version: number;
  changed_at: number;
};

export type UserAccountTable = {
  id: string;
  organization_kind: OrganizationKind;
  partner_id: string | null;
  customer_id: string | null;
  email: string;
  display_name: string;
  password_hash: string;
  language: "en" | "de";
  time_zone: string;
  theme: "system" | "light" | "dark";
  disabled_at: number | null;
  created_at: number;
};

export type UserRoleTable = { user_id: string; role: Role };

/** How a user has arranged a page; the value is JSON. */
export type UserSettingTable = { user_id: string; name: string; value_json: string; changed_at: number };

/** An application of a partner that calls the API. Its id is that of its account, and its roles are that account's. */
export type ApiClientTable = {
  id: string;
  partner_id: string;
  name: string;
  /** SHA-256 of the random secret, hex; the secret itself is stored nowhere. */
  secret_hash: string;
  /** Its last characters, so that people can tell secrets apart. */
  secret_hint: string;
  secret_made_at: number;
  /** The secret before, and until when it is still good. */
  old_secret_hash: string | null;
  old_secret_until: number | null;
  /** Addresses that a user may be sent back to, one per line. */
  redirect_uris: string;
  created_at: number;
  created_by: string | null;
  last_used_at: number | null;
  revoked_at: number | null;
  revoked_by: string | null;
};

/** A refresh token: the leave of one user to one application. */
export type ApiGrantTable = {
  id: string;
  client_id: string;
  user_id: string;
  token_hash: string;
  /** Whether the user proved a second factor. */
  is_mfa: Flag;
  /** Whether its refresh token is another one after each use. */
  is_rotating: Flag;
  created_at: number;
  expires_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
};

/** A refresh token that was used and is not good any more. */
export type ApiSpentTokenTable = { token_hash: string; grant_id: string; spent_at: number };

/** A code that an application changes for tokens, once. */
export type ApiCodeTable = {
  code_hash: string;
  client_id: string;
  user_id: string;
  redirect_uri: string;
  nonce: string;
  is_mfa: Flag;
  expires_at: number;
  used_at: number | null;
  /** SHA-256 of the asker's proof, base64url (PKCE); null where none was announced. */
  challenge: string | null;
  /** The leave that was made of it. */
  grant_id: string | null;
};

export type SessionTable = {
  /** SHA-256 of the random id in the cookie, hex; the id itself is stored nowhere. */
  id_hash: string;
  user_id: string | null;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
  /** When the password was last proved in this session. */
  authenticated_at: number | null;
  data_json: string;
  /** Names of browser and system at the sign-in; null where they were not known. */
  browser: string | null;
  operating_system: string | null;
};

/** A person asked into an organisation, who has no account yet. */
export type InvitationTable = {
  id: string;
  /** SHA-256 of the random token in the link, hex; the token itself is stored nowhere. */
  token_hash: string;
  organization_kind: OrganizationKind;
  partner_id: string | null;
  customer_id: string | null;
  email: string;
  display_name: string;
  /** Joined by commas, in the order in which they are shown. */
  roles: string;
  language: "en" | "de";
  time_zone: string;
  created_at: number;
  created_by: string;
  expires_at: number;
  accepted_at: number | null;
  accepted_by: string | null;
  withdrawn_at: number | null;
};

export type PasswordTokenTable = {
  /** SHA-256 of the random token in the link, hex; the token itself is stored nowhere. */
  token_hash: string;
  user_id: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
};

export type LastSignInTable = { user_id: string; at: number };

export type RateLimitTable = { bucket: string; window_started_at: number; count: number };

export type IdempotencyTable = {
  /** Whose requests: a user's id. */
  owner_id: string;
  idempotency_key: string;
  operation: string;
  /** SHA-256 over the canonical request; the same key with another one is refused. */
  request_hash: string;
  answer_json: string;
  created_at: number;
};

export type ProductTable = { id: string; title: string; publisher: string; kind: ProductKind };

export type SkuTable = {
  product_id: string;
  sku_id: string;
  title: string;
  description: string;
  unit: string;
  segment: Segment;
  quantity_min: number;
  quantity_max: number;
  needs_key: Flag;
  needs_download: Flag;
  is_cancellable: Flag;
  needs_review: Flag;
  has_hybrid_benefit: Flag;
  prerequisites_json: string;
  download_options_json: string;
  install_instructions_json: string | null;
};

/** What an edition includes: parts of a suite, earlier versions. */
export type SkuInclusionTable = {
  product_id: string;
  sku_id: string;
  position: number;
  included_product_id: string;
  included_sku_id: string;
};

export type AvailabilityTable = {
  id: string;
  product_id: string;
  sku_id: string;
  market: string;
  segment: Segment;
  term_duration: TermDuration | null;
  billing_plan: BillingPlan;
  unit_price_minor: number;
  retail_price_minor: number | null;
  currency: Currency;
  effective_from_at: number;
  effective_until_at: number;
  price_list_id: string;
};

export type PriceListTable = {
  id: string;
  file_name: string;
  sha256: string;
  imported_at: number;
  imported_by: string | null;
  added: number;
  changed: number;
  ended: number;
  unchanged: number;
};

/** What a product is found by: each word of its titles, publisher and ids, folded; looked up by prefix. */
export type ProductWordTable = { word: string; product_id: string };

/** A price list on its way in: read, compared with what is stored, looked at, imported. */
export type PriceListDraftTable = {
  id: string;
  status: PriceListDraftStatus;
  file_name: string;
  /** Known when the whole file was read. */
  sha256: string | null;
  /** Announced size of the upload, where one was announced. */
  bytes_total: number | null;
  bytes_read: number;
  lines_read: number;
  good_rows: number;
  compared_rows: number;
  refused_lines: number;
  refusals: number;
  added: number;
  changed: number;
  ended: number;
  unchanged: number;
  offers_losing_price: number;
  /** How many lists were imported when this one was compared; another number means that prices moved since. */
  lists_before: number | null;
  price_list_id: string | null;
  uploaded_by: string | null;
  uploaded_at: number;
  last_progress_at: number;
};

export type PriceListDraftRowTable = Omit<AvailabilityTable, "id" | "price_list_id"> & {
  draft_id: string;
  line: number;
  /** What the price is for, as one text, so that all rows of an offer lie together. */
  offer: string;
};

/** What an import will do to one stored or new price. */
export type PriceListDraftChangeTable = {
  draft_id: string;
  availability_id: string;
  kind: "added" | "changed" | "ended" | "superseded";
  /** The line that does it; null for a stored price that the list does not mention and that a later one ends. */
  line: number | null;
  effective_until_at: number;
};

export type PriceListDraftRefusalTable = {
  draft_id: string;
  ordinal: number;
  line: number;
  column_number: number | null;
  code: PriceListDefectCode;
  value: string | null;
  facts_json: string;
};

export type CartTable = {
  id: string;
  partner_id: string;
  customer_id: string;
  currency: Currency;
  created_by: string;
  created_at: number;
  expires_at: number;
  /** The order that the cart became. */
  order_id: string | null;
  version: number;
  /** When its lines were written last; null for carts of before this was noted. */
  modified_at: number | null;
  /** Lines that were asked for and cannot be bought, with their reasons; null for none. */
  rejected_json: string | null;
  /** Who wrote its lines last; null for carts of before this was noted. */
  modified_by: string | null;
};

export type CartLineTable = {
  cart_id: string;
  line_number: number;
  partner_id: string;
  product_id: string;
  sku_id: string;
  term_duration: TermDuration | null;
  billing_plan: BillingPlan;
  quantity: number;
  unit_price_minor: number;
  currency: Currency;
};

export type OrderTable = {
  id: string;
  partner_id: string;
  customer_id: string;
  kind: OrderKind;
  currency: Currency;
  ordered_at: number;
  ordered_by: string | null;
  /** The cart that was checked out; null for renewals and for what was bought without one. */
  cart_id: string | null;
  /** The second number of an order that came from elsewhere. */
  alternate_id: string | null;
};

export type OrderLineTable = {
  order_id: string;
  line_number: number;
  partner_id: string;
  customer_id: string;
  order_kind: OrderKind;
  ordered_at: number;
  product_id: string;
  sku_id: string;
  kind: ProductKind;
  term_duration: TermDuration | null;
  billing_plan: BillingPlan;
  quantity: number;
  unit_price_minor: number;
  currency: Currency;
  subscription_id: string | null;
  cancelled_at: number | null;
  /** The offer it was bought from; null where it was not noted. */
  availability_id: string | null;
};

export type SubscriptionTable = {
  id: string;
  partner_id: string;
  customer_id: string;
  market: string;
  product_id: string;
  sku_id: string;
  kind: ProductKind;
  order_id: string;
  line_number: number;
  purchased_at: number;
  is_auto_renew_on: Flag;
  /** From when on auto-renew is to be off, as chosen ahead. */
  auto_renew_off_at: number | null;
  next_term_duration: TermDuration | null;
  next_billing_plan: BillingPlan | null;
  next_quantity: number | null;
  term_number: number;
  term_duration: TermDuration;
  billing_plan: BillingPlan;
  quantity: number;
  unit_price_minor: number;
  currency: Currency;
  availability_id: string | null;
  anchor_on: string;
  anchor_term_number: number;
  term_start_at: number;
  term_end_at: number;
  window_opened_at: number;
  window_ends_at: number;
  charged_cycles: number;
  /** When the next cycle of the present term is to be charged; null when all of them are. */
  next_charge_at: number | null;
  cancelled_at: number | null;
  expired_at: number | null;
  hold_reason: HoldReason | null;
  held_at: number | null;
  /** Refusal code of the last look ahead, with its facts; null when the next renewal will go through. */
  will_not_renew_code: string | null;
  will_not_renew_json: string | null;
  version: number;
  /** What the partner calls it; null for the name of its edition. */
  friendly_name: string | null;
};

export type TermTable = {
  subscription_id: string;
  term_number: number;
  partner_id: string;
  duration: TermDuration;
  billing_plan: BillingPlan;
  quantity: number;
  unit_price_minor: number;
  currency: Currency;
  availability_id: string | null;
  anchor_on: string;
  anchor_term_number: number;
  start_at: number;
  end_at: number;
  window_opened_at: number;
  order_id: string;
  line_number: number;
  /** Version of the rules that decided this term, so that a stored decision can be replayed. */
  policy_version: number;
};

export type ChargeTable = {
  id: string;
  partner_id: string;
  customer_id: string;
  order_id: string;
  line_number: number;
  subscription_id: string | null;
  term_number: number | null;
  cycle_number: number | null;
  starts_on: string | null;
  ends_on: string | null;
  kind: ChargeKind;
  unit_price_minor: number;
  quantity: number;
  amount_minor: number;
  currency: Currency;
  charged_at: number;
  /** When the row was made; later than `charged_at` after a downtime. */
  recorded_at: number;
};

export type CreditTable = {
  id: string;
  partner_id: string;
  customer_id: string;
  charge_id: string;
  /** The charge's amount again, so that the database itself refuses a credit beyond it. */
  charge_amount_minor: number;
  kind: CreditKind;
  amount_minor: number;
  currency: Currency;
  credited_at: number;
};

export type ActivityTable = {
  id: string;
  /** Null for what concerns the whole portal. */
  partner_id: string | null;
  at: number;
  actor_kind: "partner" | "customer" | "operator" | "system";
  actor_user_id: string | null;
  /** Job name, for what the portal did itself. */
  actor_job: string | null;
  /** Roles the actor had then, joined by commas; empty for a job. */
  actor_roles: string;
  address: string | null;
  action: ActivityAction;
  outcome: "done" | "refused";
  refusal_code: string | null;
  customer_id: string | null;
  order_id: string | null;
  subscription_id: string | null;
  product_id: string | null;
  old_json: string | null;
  new_json: string | null;
  /** Place in the chain of its partner, from 1; null for lines from before there was a chain, as are the next three. */
  sequence: number | null;
  previous_mac: string | null;
  /** HMAC-SHA256 in base64url over place and line. */
  mac: string | null;
  key_version: number | null;
  /** The application that did it, alone or for its user; null for what was done on pages and by jobs. */
  application_id: string | null;
};

/** Where a chain of the log ends; who appends holds its row. */
export type ActivityChainTable = {
  /** The partner's id; empty for what concerns the whole portal. */
  chain: string;
  sequence: number;
  /** MAC of the newest line, or of the beginning. */
  mac: string;
  key_version: number;
  /** Tells the key of the newest line from others without telling anything of it. */
  key_mark: string;
  /** Lines from before there was a chain. */
  earlier_lines: number;
  begin_mac: string;
  begin_key_version: number;
  begun_at: number;
};

/** The heads of all chains on a UTC day. */
export type ActivitySealTable = {
  sealed_on: string;
  sealed_at: number;
  file_name: string;
  chains: number;
  key_version: number;
  mac: string;
};

/** A head that a seal was the first to have. */
export type ActivitySealHeadTable = { chain: string; sequence: number; mac: string; sealed_on: string };

/** One verification of chains, as it is shown while it goes and kept afterwards. */
export type ActivityCheckTable = {
  id: string;
  status: "running" | "intact" | "broken" | "interrupted";
  started_by: string | null;
  started_at: number;
  last_progress_at: number;
  finished_at: number | null;
  chains_total: number;
  chains_done: number;
  lines_total: number;
  lines_done: number;
  broken: number;
};

/** What the last verification of a chain found. */
export type ActivityChainCheckTable = {
  chain: string;
  check_id: string;
  checked_at: number;
  /** Lines that were read and found in order. */
  lines: number;
  fault: ChainFaultCode | null;
  broken_sequence: number | null;
  broken_id: string | null;
  /** The seal that it was held against. */
  sealed_on: string | null;
};

export type NoticeTable = {
  id: string;
  partner_id: string | null;
  customer_id: string | null;
  subscription_id: string | null;
  term_number: number | null;
  order_id: string | null;
  kind: NoticeKind;
  /** Unique: a notice is queued once, also when a job crashes or runs twice. */
  dedupe_key: string;
  facts_json: string;
  queued_at: number;
};

export type JobRunTable = {
  id: string;
  job: string;
  /** The instant up to which the run works. */
  at: number;
  status: "running" | "done" | "failed" | "interrupted";
  started_at: number;
  finished_at: number | null;
  last_progress_at: number;
  due_count: number;
  done_count: number;
  failed_count: number;
  /** What the run proves about itself: counts, money by currency, reasons, oldest due age. */
  certificate_json: string | null;
  error: string | null;
};

export type JobFailureTable = {
  subscription_id: string;
  job: string;
  partner_id: string;
  run_id: string;
  code: string;
  message: string;
  attempts: number;
  first_failed_at: number;
  last_failed_at: number;
};

export type JobLeaseTable = { job: string; holder: string; until_at: number };

export type SchedulerTickTable = { scheduler: string; last_tick_at: number };

/** Single settings of the portal: the sandbox clock's offset, the operator's review limit. */
export type PortalSettingTable = { name: string; value_json: string; changed_at: number };

/** Secrets that the portal made itself, sealed by the master key; such as the one that key fingerprints are made with. */
export type VaultSecretTable = { name: string; wrapped: string; master_version: number; created_at: number };

export type KeyPoolTable = {
  id: string;
  product_id: string;
  /** Set where the editions of a product have different keys; null for one pool for all of them. */
  sku_id: string | null;
  /** Empty where the product offers no choice of versions. */
  version: string;
  key_format: KeyFormat;
  low_stock_mark: number;
  is_low: Flag;
  /** How often the stock became low. */
  low_count: number;
  available_count: number;
  issued_count: number;
  revoked_count: number;
  created_at: number;
  created_by: string | null;
};

export type KeyImportTable = {
  id: string;
  pool_id: string;
  status: "reading" | "checked" | "importing" | "imported" | "discarded";
  file_name: string;
  bytes_total: number | null;
  bytes_read: number;
  lines_read: number;
  good_lines: number;
  refused_lines: number;
  imported_keys: number;
  started_by: string | null;
  started_at: number;
  last_progress_at: number;
  finished_at: number | null;
};

export type KeyImportRefusalTable = {
  import_id: string;
  line: number;
  reason: "wrong-format" | "twice-in-file" | "known-already";
  /** The line that has the same key. */
  first_line: number | null;
};

export type SoftwareKeyTable = {
  id: string;
  pool_id: string;
  import_id: string;
  /** Keyed HMAC of the key, hex: finds duplicates, tells nothing. */
  fingerprint: string;
  state: "staged" | "available" | "issued" | "revoked";
  /** The key under its data key; null once it is revoked. */
  sealed: string | null;
  /** The data key under the master key, bound to the pool or to the entitlement. */
  wrapped: string | null;
  master_version: number | null;
  partner_id: string | null;
  customer_id: string | null;
  order_id: string | null;
  line_number: number | null;
  version: string | null;
  issued_at: number | null;
  revoked_at: number | null;
  revoked_cause: RevocationCause | null;
};

export type DownloadFileTable = {
  id: string;
  product_id: string;
  version: string;
  language: string;
  file_type: string;
  operating_system: string;
  file_name: string;
  sha256: string;
  size_bytes: number;
  uploaded_at: number;
  uploaded_by: string | null;
  replaced_at: number | null;
  removed_at: number | null;
};

export type DownloadLinkTable = {
  id: string;
  partner_id: string;
  customer_id: string;
  order_id: string;
  line_number: number;
  file_id: string;
  kind: LinkKind;
  created_at: number;
  created_by: string;
  created_by_kind: "partner" | "customer";
  created_by_roles: string;
  expires_at: number;
  /** Version of the master key that its signature comes from. */
  signed_with: number;
  first_used_at: number | null;
  last_used_at: number | null;
  use_count: number;
  revoked_at: number | null;
};

/** From where a link was used; what decides whether another request is worth a line in the log. */
export type DownloadLinkUseTable = {
  link_id: string;
  place: string;
  logged_at: number;
  last_at: number;
  request_count: number;
};

export type TaxRateTable = {
  id: string;
  market: string;
  /** 190,000 are 19 %. */
  rate_millionths: number;
  /** In force from this UTC day until the market's next rate. */
  starts_on: string;
  created_at: number;
  created_by: string | null;
};

/** Every charge and credit that is on no invoice. Filled by triggers on both tables, emptied by the job. */
export type UnbilledTable = {
  /** Of the charge or credit. */
  id: string;
  kind: LineKind;
  partner_id: string;
  customer_id: string;
  currency: Currency;
  dated_at: number;
  /** Negative for a credit. */
  amount_minor: number;
};

/** Where a partner's invoice numbers and its closed months stand. Its row is the lock under which its invoices are made. */
export type InvoiceNumberSeriesTable = {
  partner_id: string;
  series: number;
  last_number: number;
  /** The last month that is done with, `2024-03`; null before the first. */
  closed_through: string | null;
};

/** Without a number while it is being drawn up; with one it is issued and never changes. */
export type InvoiceTable = {
  id: string;
  partner_id: string;
  partner_name: string;
  partner_country: string;
  period: string;
  currency: Currency;
  number: string | null;
  kind: InvoiceKind | null;
  line_count: number;
  subtotal_minor: number;
  added_tax_minor: number;
  included_tax_minor: number;
  total_minor: number;
  issued_at: number | null;
};

/** A customer as an invoice names it, with the sums of its lines. */
export type InvoiceCustomerTable = {
  invoice_id: string;
  customer_id: string;
  name: string;
  name_folded: string;
  domain: string;
  country: string;
  line_count: number;
  subtotal_minor: number;
  added_tax_minor: number;
  included_tax_minor: number;
};

export type InvoiceLineTable = {
  /** Of the charge or credit: the key that lets each onto one invoice, once. */
  id: string;
  invoice_id: string;
  partner_id: string;
  customer_id: string;
  customer_name_folded: string;
  kind: LineKind;
  charge_id: string;
  credit_id: string | null;
  /** Date of the charge, also on the line of its credit, so that the two stand together. */
  charged_at: number;
  dated_at: number;
  product_title: string;
  sku_title: string;
  amount_minor: number;
  tax_rate_id: string | null;
  added_tax_minor: number;
  included_tax_minor: number;
};

/** A customer's move from volume licensing; the row that changes of its devices lock first. */
export type MigrationPlanTable = { partner_id: string; customer_id: string; created_at: number; changed_at: number };

/** A device that KMS activated. It runs out 180 days after `activated_at`. */
export type MigrationDeviceTable = {
  partner_id: string;
  customer_id: string;
  /** The name in lower case: one device, however it is written. */
  name_key: string;
  name: string;
  /** 00:00 UTC of the day where only the day is known. */
  activated_at: number;
  is_time_known: Flag;
  group_name: string | null;
  /** The group in lower case, to be found by. */
  group_key: string | null;
  product: string | null;
  note: string | null;
  is_done: Flag;
  done_at: number | null;
  done_by: string | null;
  listed_at: number;
};

/** A list of devices that was read and not taken over yet, or was. */
export type DeviceListDraftTable = {
  id: string;
  partner_id: string;
  customer_id: string;
  status: "reading" | "checked" | "imported";
  /** Null for a list that was pasted. */
  file_name: string | null;
  lines_read: number;
  devices: number;
  merged_lines: number;
  refused_lines: number;
  uploaded_by: string | null;
  uploaded_at: number;
  imported_at: number | null;
  added_devices: number | null;
  changed_devices: number | null;
};

export type DeviceListDraftDeviceTable = Pick<
  MigrationDeviceTable,
  "name_key" | "name" | "activated_at" | "is_time_known" | "group_name" | "group_key" | "product" | "note"
> & { draft_id: string };

export type DeviceListDraftRefusalTable = {
  draft_id: string;
  line: number;
  code: DeviceLineDefect;
  value: string | null;
};

export type SupportRequestTable = {
  /** 15 digits. */
  id: string;
  partner_id: string;
  customer_id: string | null;
  order_id: string | null;
  line_number: number | null;
  subscription_id: string | null;
  topic: SupportTopic;
  severity: SupportSeverity;
  /** 1 for the most severe. */
  severity_rank: number;
  status: SupportStatus;
  title: string;
  description: string;
  asked_minor: number | null;
  asked_currency: Currency | null;
  contact_name: string;
  contact_email: string;
  contact_phone: string;
  created_at: number;
  created_by: string;
  changed_at: number;
  changed_by: string;
  /** When it was closed the last time; stays when it is reopened. */
  closed_at: number | null;
  reopened_count: number;
  answered_at: number | null;
  granted_minor: number | null;
  granted_currency: Currency | null;
  granted_at: number | null;
  granted_by: string | null;
  version: number;
};

export type SupportEntryTable = {
  id: string;
  request_id: string;
  partner_id: string;
  kind: SupportEntryKind;
  side: SupportSide;
  user_id: string;
  text: string;
  severity: SupportSeverity | null;
  granted_minor: number | null;
  granted_currency: Currency | null;
  at: number;
};

export type SupportAttachmentTable = {
  id: string;
  request_id: string;
  partner_id: string;
  /** The entry it came with; null where it came with the request. */
  entry_id: string | null;
  file_name: string;
  kind: AttachmentKind;
  sha256: string;
  size_bytes: number;
  uploaded_at: number;
};

/** Why a granted credit was given. */
export type GrantedCreditTable = {
  credit_id: string;
  request_id: string;
  partner_id: string;
  reason: string;
};

/** Notices that no reader has been found for yet; the database writes a row with every notice. */
export type NoticeToDeliverTable = { notice_id: string; partner_id: string | null; queued_at: number };

/** Notices that were for nobody: no user of the organisation has a role that reads such a one. */
export type NoticeWithoutReaderTable = {
  notice_id: string;
  partner_id: string | null;
  kind: NoticeKind;
  found_at: number;
};

/** What a reader finds in the portal. Kind and time are the notice's, for the lists. */
export type InboxTable = {
  user_id: string;
  notice_id: string;
  partner_id: string | null;
  kind: NoticeKind;
  queued_at: number;
  read_at: number | null;
};

/** Where a reader wants a kind; both, where there is no row. */
export type NoticePreferenceTable = { user_id: string; kind: NoticeKind; is_in_portal: Flag; is_by_mail: Flag };

/** The outbox: one mail per notice and reader. */
export type MailTable = {
  id: string;
  notice_id: string;
  user_id: string;
  partner_id: string | null;
  kind: NoticeKind;
  state: MailState;
  attempts: number;
  queued_at: number;
  /** When it is due; while it is being sent, when it is due for somebody else. Null once it is over. */
  next_attempt_at: number | null;
  finished_at: number | null;
  last_verdict: MailVerdict | null;
  last_smtp_code: number | null;
  /** The server's words, shortened, without secrets. */
  last_reply: string | null;
};

/** The secret address of a user's calendar, as a hash. */
export type CalendarFeedTable = { user_id: string; secret_hash: string; created_at: number };

/** An edition of the product list of volume licensing. */
export type ProductListEditionTable = {
  id: string;
  /** From 1, in the order of the imports. */
  number: number;
  title: string;
  locale: string;
  /** `YYYY-MM` as printed; null where the file has no date. */
  published: string | null;
  published_inferred: string | null;
  sha256: string;
  file_name: string;
  line_count: number;
  imported_at: number;
  imported_by: string | null;
  first_passage: number;
  last_passage: number;
  /** Legends, promotions, rules, regions, dates, warnings. */
  facts_json: string;
  figures_json: string;
};

export type ProductListLineTable = { edition_id: string; line: number; kind: string; text: string };

export type ProductListGroupTable = {
  edition_id: string;
  group_key: string;
  position: number;
  section: "software" | "online-services";
  name: string | null;
  name_source: string;
  line: number;
  line_end: number;
  has_block: Flag;
  /** Names of the pools, with a blank between them; for lists. */
  pools: string;
  facts_json: string;
};

/** The name of a group that an operator gave it. */
export type ProductListNameTable = {
  edition_id: string;
  group_key: string;
  name: string;
  set_at: number;
  set_by: string | null;
};

/** A product we sell that belongs to a group. */
export type ProductListLinkTable = {
  edition_id: string;
  group_key: string;
  product_id: string;
  linked_at: number;
  linked_by: string | null;
};

/** A group that may be another one than it was taken for. */
export type ProductListMatchTable = {
  edition_id: string;
  group_key: string;
  older_edition_id: string;
  older_key: string;
  doubt: MatchDoubt;
  state: "open" | "same" | "apart";
  settled_at: number | null;
  settled_by: string | null;
};

export type ProductListRowTable = {
  edition_id: string;
  position: number;
  kind: string;
  group_key: string | null;
  line: number;
  line_end: number;
  facts_json: string;
};

export type ProductListChangeTable = {
  edition_id: string;
  position: number;
  kind: "added" | "removed" | "changed" | "clarified";
  origin: "printed" | "computed";
  subject: string;
  group_key: string | null;
  part: string;
  before_text: string | null;
  after_text: string | null;
  line: number;
};

export type ProductListPassageTable = {
  /** Those of one edition are neighbours. */
  id: number;
  edition_id: string;
  kind: string;
  rank: number;
  group_key: string | null;
  line: number;
  text: string;
  words: string;
};

export type ProductListWordTable = { edition_id: string; word: string };

/** A file that was uploaded and not imported yet. */
export type ProductListDraftTable = {
  id: string;
  file_name: string;
  sha256: string;
  document: string;
  uploaded_at: number;
  uploaded_by: string | null;
};

/** Where a partner wants to be told of events. */
export type WebhookRegistrationTable = {
  partner_id: string;
  subscriber_id: string;
  url: string;
  /** Names, one per line. */
  events: string;
  is_ms_signature_header: Flag;
  created_at: number;
  changed_at: number;
};

export type WebhookDeliveryTable = {
  /** That of the line of the log that made it. */
  id: string;
  partner_id: string;
  event_name: OwnEvent;
  resource_name: string;
  resource_path: string;
  audit_path: string;
  changed_at: number;
  state: DeliveryState;
  attempts: number;
  attempts_left: number;
  queued_at: number;
  next_attempt_at: number | null;
  finished_at: number | null;
};

export type WebhookAttemptTable = {
  delivery_id: string;
  partner_id: string;
  number: number;
  url: string;
  made_at: number;
  took_ms: number;
  response_code: number | null;
  failure: DeliveryFailure | null;
  response_text: string;
};

export type BulkRunTable = {
  id: string;
  partner_id: string;
  kind: BulkKind;
  term_duration: TermDuration | null;
  billing_plan: BillingPlan | null;
  state: BulkState;
  row_count: number;
  will_count: number;
  done_count: number;
  refused_count: number;
  made_by: string;
  made_at: number;
  confirmed_by: string | null;
  confirmed_at: number | null;
  confirmed_address: string | null;
  finished_at: number | null;
  worker: string | null;
  leased_until: number | null;
};

export type BulkRowTable = {
  run_id: string;
  position: number;
  partner_id: string;
  customer_id: string;
  subscription_id: string;
  state: BulkRowState;
  terms_json: string | null;
  refusal_json: string | null;
  remark_json: string | null;
  amount_minor: number | null;
  currency: Currency | null;
  settled_at: number | null;
};

/** The contract with a customer, of volume licensing. */
export type AgreementTable = {
  id: string;
  partner_id: string;
  customer_id: string;
  number: string;
  programme: LicensingProgramme;
  created_at: number;
  created_by: string;
};

/** A signed part of an agreement. */
export type EnrollmentTable = {
  id: string;
  agreement_id: string;
  partner_id: string;
  customer_id: string;
  number: string;
  organization_name: string;
  /** What names are compared by. */
  organization_key: string;
  programme: LicensingProgramme;
  starts_on: string;
  ends_on: string;
  predecessor_id: string | null;
  created_at: number;
  created_by: string;
};

export type AgreementRoleTable = {
  id: string;
  agreement_id: string;
  partner_id: string;
  customer_id: string;
  user_id: string;
  role: AgreementRole;
  granted_at: number;
  granted_by: string;
  withdrawn_at: number | null;
  withdrawn_by: string | null;
};

/** Who is, and was, Online Services Manager of an enrollment. */
export type EnrollmentContactTable = {
  id: string;
  enrollment_id: string;
  partner_id: string;
  name: string;
  email: string;
  language: "en" | "de";
  from_at: number;
  to_at: number | null;
  entered_by: string;
};

export type ReservationGrantTable = {
  id: string;
  enrollment_id: string;
  partner_id: string;
  user_id: string;
  granted_at: number;
  granted_by: string;
  withdrawn_at: number | null;
  withdrawn_by: string | null;
};

/** A mail to an address, in the states of a mail. */
export type LetterTable = {
  id: string;
  partner_id: string;
  customer_id: string;
  kind: LetterKind;
  dedupe_key: string;
  enrollment_id: string | null;
  service_id: string | null;
  contact_id: string | null;
  recipient_name: string;
  recipient_email: string;
  language: "en" | "de";
  facts_json: string;
  state: MailState;
  attempts: number;
  queued_at: number;
  next_attempt_at: number | null;
  finished_at: number | null;
  last_verdict: MailVerdict | null;
  last_smtp_code: number | null;
  last_reply: string | null;
};

export type OnlineServiceTable = {
  id: string;
  title: string;
  /** The service that an add-on stands on; null for one that stands alone. */
  base_service_id: string | null;
  is_government: Flag;
  position: number;
};
export type OnlineServiceCountryTable = { service_id: string; country: string };
export type IncompatibilityTable = { first_service_id: string; second_service_id: string };

/** Licences ordered through the reseller, or reserved by the customer ahead of the order. */
export type ServiceOrderTable = {
  id: string;
  enrollment_id: string;
  partner_id: string;
  customer_id: string;
  service_id: string;
  kind: "order" | "reservation";
  quantity: number;
  placed_at: number;
  placed_by: string;
  purchased_on: string;
  usage_from_on: string;
  effective_at: number | null;
  /** Of Azure that was offered: when a written notice ended it. */
  ended_at: number | null;
};

/** Azure offered to an enrollment, and what became of it. */
export type AzureOfferTable = {
  enrollment_id: string;
  partner_id: string;
  customer_id: string;
  state: "open" | "accepted" | "declined" | "ended";
  offered_at: number;
  answered_at: number | null;
  answered_by: string | null;
  order_id: string | null;
  notice_on: string | null;
  notice_text: string | null;
  ended_at: number | null;
  ended_by: string | null;
};

/** A service under an enrollment: its link, and when it is to be looked at again. */
export type EnrollmentServiceTable = {
  enrollment_id: string;
  service_id: string;
  partner_id: string;
  customer_id: string;
  /** Of the first order or reservation. */
  purchased_on: string;
  link_expires_on: string;
  reactivated_until_on: string | null;
  next_check_at: number | null;
  created_at: number;
};

/** What a link was sent with, as a hash; every sending makes one. */
export type ActivationTokenTable = {
  token_hash: string;
  enrollment_id: string;
  service_id: string;
  created_at: number;
};
export type ActivationResendTable = {
  enrollment_id: string;
  sent_on: string;
  ordinal: number;
  sent_at: number;
  sent_by: string;
};

/** A work or school account, where licences are used. */
export type ServiceAccountTable = {
  id: string;
  partner_id: string;
  customer_id: string;
  name: string;
  name_key: string;
  country: string;
  created_at: number;
  created_by: string;
};
export type ServiceAccountDomainTable = { domain: string; partner_id: string; account_id: string };
export type ServiceAccountAdminTable = { account_id: string; email: string; name: string; kind: "global" | "billing" };
export type ServiceAccountUserTable = { id: string; account_id: string; name: string; email: string };
export type LicenceAssignmentTable = { account_id: string; user_id: string; service_id: string; assigned_at: number };

/** The one account of an enrollment. */
export type EnrollmentAccountTable = {
  enrollment_id: string;
  partner_id: string;
  customer_id: string;
  account_id: string;
  cause: LinkCause;
  linked_at: number;
  linked_by: string | null;
};
export type EnrollmentMilestoneTable = {
  enrollment_id: string;
  kind: MilestoneKind;
  due_at: number;
  reached_at: number;
};

/** What a support request about an enrollment is for. */
export type ActivationCaseTable = {
  request_id: string;
  partner_id: string;
  customer_id: string;
  enrollment_id: string;
  service_id: string | null;
  kind: ActivationCaseKind;
  to_account_id: string | null;
  opened_at: number;
  done_at: number | null;
  done_by: string | null;
};

/** Who installs upgrades for customers; `partner_id` where it is an organisation of the portal. */
export type InstallerTable = {
  id: string;
  kind: InstallerKind;
  name: string;
  address: string;
  partner_id: string | null;
  return_address: string;
  return_instructions: string;
  version: number;
};

export type InstallationOrderTable = {
  id: string;
  partner_id: string;
  customer_id: string;
  state: InstallationState;
  held_at: number | null;
  enrollment_id: string;
  agreement_number: string;
  enrollment_number: string;
  programme: LicensingProgramme;
  situation: Situation;
  target: Target;
  product_language: string;
  installer_id: string;
  /** Whether a device waits for the operator's word on its base. */
  has_unknown: Flag;
  /** When a version went to the installer first: from then on the installer sees the order. */
  handed_over_at: number | null;
  created_at: number;
  created_by: string;
  changed_at: number;
  done_at: number | null;
  version: number;
};

export type InstallationDeviceTable = {
  id: string;
  order_id: string;
  partner_id: string;
  serial_number: string;
  /** Without blanks, in capitals: what is unique in the order. */
  serial_key: string;
  /** Serial number, base and what is installed: what a signature covers. */
  fingerprint: string;
  maker: string;
  model: string;
  base: BaseKey;
  base_written: string;
  is_coa_affixed: Flag;
  coa_serial_number: string;
  licence_proof: string;
  has_sa: Flag;
  maker_installed: MakerInstalled;
  is_decided_qualifying: Flag | null;
  decision_reason: string | null;
  decided_by: string | null;
  decided_at: number | null;
  decided_fingerprint: string | null;
  added_at: number;
  removed_at: number | null;
};

export type LicenseVerificationTable = {
  id: string;
  order_id: string;
  partner_id: string;
  number: number;
  is_supplement: Flag;
  state: VerificationState;
  proof: ProofKind;
  language: "en" | "de";
  customer_name: string;
  customer_address: string;
  contact_name: string;
  contact_email: string;
  signature_kind: SignatureKind | null;
  signatory_name: string | null;
  signatory_title: string | null;
  signed_on: string | null;
  signed_by: string | null;
  signed_at: number | null;
  file_name: string | null;
  file_kind: SignedFile["kind"] | null;
  file_sha256: string | null;
  file_bytes: number | null;
  handed_over_to: string;
  is_accepted: Flag | null;
  answer_text: string | null;
  answer_name: string | null;
  answered_by: string | null;
  answered_at: number | null;
  /** What an installer without access answered in writing: its day, and the file it came as. */
  answered_on: string | null;
  answer_file_name: string | null;
  answer_file_kind: SignedFile["kind"] | null;
  answer_file_sha256: string | null;
  answer_file_bytes: number | null;
  created_at: number;
};

export type LicenseVerificationDeviceTable = {
  verification_id: string;
  device_id: string;
  order_id: string;
  partner_id: string;
  fingerprint: string;
  serial_number: string;
  base_name: string;
  coa_serial_number: string;
  licence_proof: string;
};

export type ImagingRecordTable = {
  id: string;
  order_id: string;
  partner_id: string;
  device_id: string;
  verification_id: string;
  image: string;
  is_base_kept: Flag;
  started_at: number;
  finished_at: number | null;
  recorded_by: string;
};

export type LicenseInvestigationTable = {
  id: string;
  order_id: string;
  partner_id: string;
  device_id: string | null;
  reason: string;
  opened_at: number;
  opened_by: string;
  lifted_at: number | null;
  lifted_by: string | null;
  lift_reason: string;
};

export type EvidenceExportTable = {
  id: string;
  order_id: string;
  partner_id: string;
  reason: string;
  sha256: string;
  exported_at: number;
  exported_by: string;
};

/** That an order and its evidence went after the years that they are kept. */
export type InstallationClearedTable = {
  order_id: string;
  partner_id: string;
  customer_id: string;
  ended_at: number;
  kept_until: number;
  devices: number;
  cleared_at: number;
};
