import type { RefusalCode } from "#app/domain/refusal.ts";

type Words = { title: string; text: string } & { [variant: `text_${string}`]: string };

/**
 * The words of every refusal: a title for a page or a notice, and a text that says why and what helps.
 * The text also stands beside a control that is not allowed, so it must be understood there alone.
 * `text_<variant>` is taken where the facts say so (see refusal-words.ts).
 */
export const refusals = {
  "sign-in-required": { title: "Sign in to continue", text: "Your session has ended, or you have not signed in yet." },
  "role-needed": {
    title: "Your role does not allow this",
    text: "To {{action}}, one of these roles is needed: {{roles}}.",
  },
  "not-found": {
    title: "Not found",
    text: "There is no such record, or it belongs to another organisation.",
    text_customer: "There is no such customer, or it belongs to another organisation.",
    text_subscription: "There is no such subscription, or it belongs to another organisation.",
    text_order: "There is no such order, or it belongs to another organisation.",
    text_cart: "There is no such cart, or it belongs to another organisation.",
    text_product: "There is no such product.",
    text_user: "There is no such user, or it belongs to another organisation.",
    text_invitation: "There is no such invitation, or it belongs to another organisation.",
    "text_job-run": "There is no such job run.",
    "text_key-pool": "There is no such key pool.",
    "text_key-import": "There is no such import of keys.",
    "text_download-file": "There is no such download file.",
    "text_device-list": "There is no such list of devices, or it was discarded.",
    "text_price-list": "There is no such price list, or it was thrown away.",
    text_invoice: "There is no such invoice, or it belongs to another organisation.",
    text_charge: "There is no such charge, or it belongs to another organisation.",
    "text_tax-rate": "There is no such tax rate; somebody may have removed it.",
    "text_support-request": "There is no such support request, or it belongs to another organisation.",
    "text_support-attachment": "There is no such file, or it belongs to another organisation.",
    text_notice: "There is no such notice, or it is not yours.",
    text_mail: "There is no such mail.",
    text_calendar: "There is no such calendar.",
    text_installation: "There is no such upgrade installation, or it belongs to another organisation.",
    text_installer: "There is no such installer.",
    text_partner: "There is no such partner.",
    "text_bulk-run": "There is no such change, or it belongs to another organisation.",
    "text_api-client": "There is no such API client, or it belongs to another organisation.",
    "text_api-leave": "There is no such application, or it may not act for you any more.",
    text_session: "There is no such session of yours, or it has ended already. The list shows those that are open now.",
    text_webhook: "No webhook is registered.",
    "text_webhook-delivery":
      "There is no such event, or it belongs to another organisation. Events are kept for 30 days.",
    text_page: "There is no such page.",
    text_agreement: "There is no such agreement, or it belongs to another organisation.",
    text_enrollment: "There is no such enrollment, or it belongs to another organisation.",
    "text_online-service": "There is no such service here.",
    "text_service-account": "There is no such service account, or it belongs to another organisation.",
  },
  "sign-in-failed": { title: "Sign-in failed", text: "E-mail address or password is wrong." },
  "too-many-attempts": {
    title: "Too many attempts",
    text: "Wait {{retryAfter}} and then try again.",
  },
  "last-global-admin": {
    title: "The last global admin stays",
    text: "The organisation needs at least one global admin. Give somebody else the role first.",
  },
  "email-taken": { title: "E-mail address is taken", text: "There is a user with the address {{email}} already." },
  "password-too-weak": {
    title: "The password is too weak",
    text: "Choose another password.",
    "text_too-short": "Choose a password of at least 12 characters.",
    "text_too-long": "Choose a password of at most 128 characters.",
    "text_too-common": "This password is on the list of passwords that attackers try first. Choose another.",
    "text_contains-context":
      "The password contains your name, your e-mail address or the portal's name. Choose another.",
  },
  "password-wrong": { title: "The password is wrong", text: "This is not your present password. Nothing was changed." },
  "password-link-invalid": {
    title: "This link does not work any more",
    text: "The link was used before, has expired or was replaced by a newer one. Ask whoever sent it for a new one.",
  },
  "sandbox-only": { title: "Only in the sandbox", text: "The portal runs in production, where this is not possible." },
  "idempotency-key-reused": {
    title: "Already submitted, differently",
    text: "This form was submitted before with other values. Load the page again to see what was done.",
  },
  "changed-meanwhile": {
    title: "Changed in the meantime",
    text: "Somebody else, or a job, changed this record while you were looking at it. Nothing was done; look at it again.",
  },
  "bulk-nothing-selected": {
    title: "Nothing is selected",
    text: "Tick the subscriptions that are to be changed, or choose all that match.",
  },
  "bulk-too-many": {
    title: "Too many at once",
    text: "One change takes up to {{rowsMax}} subscriptions. Narrow the filter and make several.",
  },
  "bulk-nothing-to-do": {
    title: "There is nothing to carry out",
    text: "None of the selected subscriptions can be changed this way; each row says why.",
  },
  "bulk-terms-moved": {
    title: "Not what was shown any more",
    text: "What this change was shown with has moved since. Nothing was changed; look at it again.",
    text_term: "The subscription has entered another term since it was shown. Nothing was changed; look at it again.",
    text_credit: "The refund is another one by now than was shown. Nothing was changed; look at it again.",
    text_price:
      "The price of the next term is another one by now than was shown. Nothing was changed; look at it again.",
    "text_next-term":
      "Another next term was scheduled since this one was shown. Nothing was changed; look at it again.",
  },
  "bulk-row-failed": {
    title: "Something went wrong in the portal",
    text: "This subscription could not be changed and is as it was. Try it on its own page.",
  },
  "webhook-target-refused": {
    title: "Address is not accepted",
    text: "Events cannot be sent to this address.",
    "text_no-address": "This is no address of the web, such as https://example.com/events.",
    "text_not-https": "Events are sent encrypted: the address has to begin with https.",
    "text_with-password": "The address must not contain a user name or password. Check the signature instead.",
    "text_with-fragment": "Leave out the part behind #: it is never sent.",
    text_private: "Events are not sent to this machine or into private networks.",
    "text_too-long": "The address is longer than 2,000 characters.",
  },
  "leave-not-possible": {
    title: "This application cannot be let in",
    text: "Nothing was sent to it.",
    "text_client-unknown":
      "No application of your organisation has this ID, or it was revoked. Nothing was sent to it. Ask whoever gave you the link.",
    "text_redirect-unknown":
      "The application asked for an answer to an address that it has not registered. Nothing was sent there. Whoever looks after the application can add the address under Settings, API clients.",
  },
  "webhook-exists": {
    title: "A webhook is registered already",
    text: "An organisation has one webhook. Change it, or remove it first.",
  },
  "webhook-without-test-event": {
    title: "The test event is not chosen",
    text: "The webhook does not listen for test-created. Add it to its events first.",
  },
  "invalid-field": { title: "Something cannot be accepted", text: "{{field}}: {{reason}}" },
  "market-closed": { title: "Not sold in this market", text: "{{kinds}} are not sold in this market: {{market}}." },
  "market-without-currency": {
    title: "No currency for this market",
    text: "No currency is set for this market, so nothing can be bought there ({{market}}).",
  },
  "perpetual-not-qualified": {
    title: "Your organisation does not sell perpetual software",
    text: "Perpetual software is sold by qualified partners only, and your organisation is not one of them. Ask the portal operator to switch it on. What was bought before stays as it is.",
  },
  "customer-may-not-buy": {
    title: "The customer may not buy",
    text: "The customer's validation status is: {{validationStatus}}. Buying is possible once it is allowed.",
  },
  "quantity-out-of-limits": {
    title: "Quantity outside the limits",
    text: "The quantity must be from {{quantityMin}} to {{quantityMax}}.",
  },
  "term-not-offered": {
    title: "Term is not offered",
    text: "This product is not offered with a term of {{termDuration}}.",
    text_none: "This product is offered with a term only.",
  },
  "billing-plan-not-offered": {
    title: "Billing plan is not offered",
    text: "This product is not offered with the billing plan {{billingPlan}}.",
  },
  "billing-plan-longer-than-term": {
    title: "Billing plan is longer than the term",
    text: "The billing plan {{billingPlan}} is longer than the term of {{termDuration}}.",
  },
  "no-price": { title: "No price", text: "The price list holds no price for this product in this market: {{market}}." },
  "prerequisite-missing": {
    title: "Something else is needed first",
    text: "The customer needs one of these products first: {{skus}}.",
  },
  "cart-expired": {
    title: "The cart has expired",
    text: "The cart expired on {{expiredAt}}. Start a new one; prices may have changed.",
  },
  "cart-empty": { title: "The cart is empty", text: "Add at least one product." },
  "cart-too-long": { title: "The cart is full", text: "A cart holds at most {{linesMax}} lines. Buy these first." },
  "cart-line-not-found": {
    title: "Line not found",
    text: "The cart has no line {{lineNumber, plain}} any more. Look at it again.",
  },
  "cart-lines-rejected": {
    title: "Some lines cannot be bought",
    text_one:
      "{{count}} line that an application put into the cart cannot be bought. Remove it, or have the application write the cart again.",
    text: "Lines that an application put into the cart cannot be bought. Remove them, or have the application write the cart again.",
    text_other:
      "{{count}} lines that an application put into the cart cannot be bought. Remove them, or have the application write the cart again.",
  },
  "promotion-not-offered": {
    title: "No promotions",
    text: "There are no promotions here. Leave the promotion out.",
  },
  "term-end-not-chosen": {
    title: "The end of a term follows from its length",
    text: "Only online services end on a day of one's choice. Leave the day out.",
  },
  "cart-checked-out": { title: "Already bought", text: "This cart was bought already, as order {{orderId}}." },
  "currency-mixed": {
    title: "One order, one currency",
    text: "The other lines are priced in {{currency}}. Order this product separately.",
  },
  "price-moved": {
    title: "Prices have changed",
    text: "Since you looked at the cart, these prices have changed: {{lines}}. Look at it again and confirm.",
  },
  "subscription-cancelled": {
    title: "The subscription is cancelled",
    text: "The subscription was cancelled on {{cancelledAt}}.",
  },
  "subscription-expired": { title: "The subscription has expired", text: "The subscription ended on {{expiredAt}}." },
  "being-renewed": {
    title: "The subscription is being renewed",
    text: "The term ended on {{termEndedAt}} and the next one is being set up. Try again in a few minutes.",
  },
  "on-hold": {
    title: "The subscription is on hold",
    text: "It has been on hold since {{heldAt}} until somebody has looked at it.",
    text_runaway:
      "It has been on hold since {{heldAt}}, because one run would have given it too many terms or charges.",
    text_failing: "It has been on hold since {{heldAt}}, because its renewal failed again and again.",
  },
  "not-on-hold": { title: "Not on hold", text: "The subscription is not on hold, so there is nothing to release." },
  "bought-before-auto-renew": {
    title: "Bought before auto-renew existed",
    text: "It was bought on {{purchasedOn}}. Subscriptions bought before 14 October 2021 cannot renew automatically.",
  },
  "auto-renew-already": {
    title: "Nothing to switch",
    text: "Auto-renew is as you want it already.",
    text_on: "Auto-renew is on already.",
    text_off: "Auto-renew is off already.",
  },
  "auto-renew-off": {
    title: "Auto-renew is off",
    text: "There is no next term, because auto-renew is off. Switch it on first.",
  },
  "auto-renew-off-planned": {
    title: "Auto-renew will be switched off",
    text: "Auto-renew is to be switched off on {{offAt}}, before the term ends. There is no next term unless you keep it on.",
  },
  "planned-day-out-of-range": {
    title: "Choose another day",
    text: "Choose a day from {{firstOn}} to {{lastOn}}.",
  },
  "nothing-planned": { title: "Nothing to take back", text: "No day is chosen on which auto-renew is switched off." },
  "no-next-term-change": { title: "Nothing to undo", text: "No change is planned for the next term." },
  "cancellation-window-closed": {
    title: "The cancellation window has closed",
    text: "It could be cancelled until {{closedAt}}.",
  },
  "not-cancellable": {
    title: "Cannot be cancelled in the portal",
    text: "This product cannot be cancelled in the portal.",
    "text_plan-never-cancelled": "Red Hat and SUSE plans cannot be cancelled in the portal.",
    text_reservation: "Reservations cannot be cancelled in the portal.",
  },
  "under-review": {
    title: "Your provider has to look first",
    text: "Your provider looks at this cancellation first (order {{orderId}}, line {{lineNumber, plain}}). Write a support request.",
  },
  "notice-not-confirmed": {
    title: "Confirmation is missing",
    text: "Read the notice and tick the box to confirm it.",
  },
  "quantity-fixed-in-term": {
    title: "The quantity is fixed during a term",
    text: "The quantity can be changed for the next term. To have more now, buy another subscription.",
  },
  "plan-fixed-in-term": {
    title: "The billing plan is fixed during a term",
    text: "The billing plan can be changed for the next term.",
  },
  "purchase-cancelled": {
    title: "The purchase is cancelled",
    text: "Line {{lineNumber, plain}} of order {{orderId}} was cancelled on {{cancelledAt}}.",
  },
  "price-ended": {
    title: "No price any more",
    text: "The price list holds no price in this market ({{market}}) for a term of {{termDuration}} with the billing plan {{billingPlan}}.",
  },
  "currency-changed": {
    title: "The currency has changed",
    text: "The market is now priced in {{newCurrency}} instead of {{oldCurrency}}. Buy a new subscription instead.",
  },
  runaway: {
    title: "Stopped as a precaution",
    text: "One run would have done more than {{countMax}} steps for this subscription, so it was stopped.",
  },
  "password-proof-needed": {
    title: "Enter your password again",
    text: "Keys are shown only to somebody who has entered the password within the last five minutes.",
  },
  "entitlement-cancelled": {
    title: "The purchase is cancelled",
    text: "The purchase was cancelled on {{cancelledAt}}. Its keys and download links are revoked for good; the software has to be removed.",
  },
  "entitlement-expired": {
    title: "The subscription has expired",
    text: "The subscription ended on {{expiredAt}}. Its keys and downloads are no longer available.",
  },
  "no-key-needed": {
    title: "No key is needed",
    text: "This product is a right to use and comes without a product key.",
  },
  "kms-not-available": {
    title: "KMS keys are not available",
    text: "Software is activated with a multiple activation key (MAK). KMS keys are not given out, also on request. The planner shows how devices move from KMS to a MAK without downtime.",
  },
  "version-not-offered": {
    title: "Version is not offered",
    text: "This product does not come in this version. Choose one of those it comes in.",
  },
  "key-pool-empty": {
    title: "No key in stock",
    text: "There is no key for version {{version}} in stock at the moment. The provider has been told. Nothing is lost; try again later.",
    text_none: "There is no key in stock at the moment. The provider has been told. Nothing is lost; try again later.",
  },
  "key-not-issued": {
    title: "No key to withdraw",
    text: "No key has been issued for this version, so there is none to withdraw.",
  },
  "no-download-needed": {
    title: "No download is needed",
    text: "This product is a right to use and comes without a download.",
  },
  "download-not-offered": {
    title: "This download is not offered",
    text: "There is no file for this choice of version, language, file type and operating system.",
  },
  "link-invalid": {
    title: "The link is not valid",
    text: "The link is incomplete or was changed. Ask for it again, and copy all of it.",
  },
  "link-revoked": {
    title: "The link is revoked",
    text: "The purchase behind this link is cancelled or has expired, or the file was taken back.",
  },
  "link-expired": {
    title: "The link has expired",
    text: "The link could be used until {{expiredAt}}. Ask for a new one.",
  },
  "device-list-unreadable": {
    title: "This is no list of devices",
    text: "The list could not be read.",
    text_empty: "The list holds no device. It needs a line for each, with a name and the last activation.",
    "text_no-name-column": "No column with the names of devices was found. Call one “Name” in the first line.",
    "text_no-activation-column":
      "No column with the last activation was found. Call one “Last activation” in the first line.",
  },
  "device-list-too-long": {
    title: "Too many devices",
    text: "The plan of one customer holds at most {{devicesMax}} devices. Nothing was taken over.",
  },
  "device-list-refused": {
    title: "Lines of the list are refused",
    text: "Lines are refused. Confirm that they are left out, or correct the list and upload it again.",
    text_one: "One line is refused. Confirm that it is left out, or correct the list and upload it again.",
    text_other: "{{count}} lines are refused. Confirm that they are left out, or correct the list and upload it again.",
  },
  "devices-not-chosen": { title: "No device is chosen", text: "Choose at least one device." },
  "key-pool-exists": {
    title: "There is such a pool already",
    text: "There is a key pool for this product and version already. Add the keys there.",
  },
  "key-import-running": {
    title: "A key file is being read",
    text: "Another key file for this pool is still being read. Wait until it is finished.",
  },
  "key-import-closed": {
    title: "This import is finished",
    text: "The keys of this file were imported or discarded already.",
  },
  "key-file-refused": {
    title: "The key file is refused",
    text_one: "One line is refused, so no key of the file was imported.",
    text_other: "{{count}} lines are refused, so no key of the file was imported.",
    text: "Lines are refused, so no key of the file was imported.",
  },
  "key-file-empty": { title: "The key file is empty", text: "The file holds no key. Put one key on each line." },
  "key-file-too-long": {
    title: "The key file is too long",
    text: "A file holds at most {{linesMax}} lines. Divide it into several files.",
  },
  "support-closed": {
    title: "The request is closed",
    text: "A closed request takes nothing any more. Reopen it first, and say why.",
  },
  "support-text-needed": { title: "Words are needed", text: "Write what the other side has to know." },
  "support-nothing-changed": { title: "Nothing to save", text: "Write something, or choose what is to change." },
  "support-status-not-yours": {
    title: "Not for you to choose",
    text: "Only the provider hands a request back. Write a note, or close it.",
  },
  "support-granted": {
    title: "Granted already",
    text: "A cancellation was granted on this request at {{grantedAt}}. It is granted once.",
  },
  "grant-above-charged": {
    title: "More than was charged",
    text: "At most {{amountMax}} can be granted: what was charged for the present term.",
  },
  "grant-not-possible": {
    title: "Nothing to cancel",
    text: "The request names no order line and no subscription, so there is nothing that could be cancelled.",
  },
  "attachment-refused": {
    title: "A file was not taken",
    text: "“{{fileName}}” was not taken: its content is none of PDF, PNG, JPEG and plain text (UTF-8). Nothing was sent.",
    text_empty: "“{{fileName}}” was not taken: it is empty. Nothing was sent.",
    "text_too-big": "“{{fileName}}” was not taken: it is larger than 10 MB. Nothing was sent.",
  },
  "attachments-too-many": {
    title: "Too many files",
    text: "At most {{countMax}} files fit. Nothing was sent.",
  },
  "installation-wrong-state": {
    title: "Not in this state",
    text: "This cannot be done while the order is a draft.",
    "text_verification-open": "This cannot be done while the verification waits for its signature.",
    text_sent: "This cannot be done while the installer has not answered the verification.",
    text_confirmed: "This cannot be done any more: the verification is accepted.",
    text_imaging: "This cannot be done any more: imaging has begun.",
    text_done: "This cannot be done any more: all devices are imaged.",
    text_cancelled: "This cannot be done any more: the order was cancelled.",
  },
  "installation-held": {
    title: "Held by an investigation",
    text: "An investigation has been open since {{heldAt}}. Nothing more is imaged or changed until it is lifted.",
  },
  "installation-not-held": {
    title: "No investigation is open",
    text: "There is no open investigation that could be lifted.",
  },
  "installation-devices-missing": {
    title: "No devices yet",
    text: "Add the devices that are to be imaged first.",
  },
  "installation-devices-too-many": {
    title: "Too many devices",
    text: "An order holds at most {{devicesMax}} devices. Nothing was taken over.",
  },
  "installation-list-empty": {
    title: "The list is empty",
    text: "Give one device per line, at least its serial number and its base system.",
  },
  "installation-list-refused": {
    title: "The list was not taken over",
    text: "Lines are wrong, so nothing of the list was taken over.",
    text_one: "One line is wrong, so nothing of the list was taken over.",
    text_other: "{{count}} lines are wrong, so nothing of the list was taken over.",
  },
  "device-not-qualified": {
    title: "Not every device qualifies",
    text: "These devices have no base that is known to qualify: {{serialNumbers}}. Correct them, remove them, or wait for the decision on unknown ones.",
  },
  "coa-missing": {
    title: "A certificate of authenticity is missing",
    text: "A COA has to be affixed to each device before anything is installed. It is missing on: {{serialNumbers}}.",
  },
  "licence-proof-missing": {
    title: "Proof of the base license is missing",
    text: "Name the invoice or order of the base license for: {{serialNumbers}}.",
  },
  "verification-pending": {
    title: "A version waits already",
    text: "Version {{number}} waits for its signature or for the answer of the installer.",
  },
  "nothing-to-verify": {
    title: "Nothing to certify",
    text: "Every device is covered by an accepted version.",
  },
  "verification-incomplete": {
    title: "The form is not complete",
    text: "Only complete, signed and dated forms can be handed over.",
    text_customerName: "The legal name of the customer is missing.",
    text_customerAddress: "The address of the customer is missing.",
    text_contactName: "The contact of the customer is missing.",
    text_contactEmail: "The e-mail address of the contact is missing.",
    text_name: "The name of the signatory is missing.",
    text_title: "The title of the signatory is missing.",
    text_signedOn: "The date of the signature is missing.",
    text_acknowledgement: "The declarations have to be confirmed.",
    text_file: "The signed form is missing: choose a file.",
  },
  "signed-in-future": {
    title: "The date lies in the future",
    text: "The form is dated {{signedOn}}; today is {{today}} (UTC). Date it with the day of the signature.",
  },
  "signature-is-the-customers": {
    title: "Only the customer signs",
    text: "The customer certifies its own licenses: its global admin or an agreement admin of this agreement signs, never a partner.",
  },
  "signed-file-refused": {
    title: "The signed form was not taken",
    text: "“{{fileName}}” is neither a PDF nor a scan as PNG or JPEG. Nothing was handed over.",
  },
  "installer-has-access": {
    title: "The installer answers itself",
    text: "{{installer}} works here and records answers and images on its own page. Nobody does it in its place.",
  },
  "answer-evidence-needed": {
    title: "The written answer is missing",
    text: "Say who answered, and add the answer as it came: a PDF or an image.",
  },
  "answer-day-wrong": {
    title: "The day of the answer does not fit",
    text: "The answer is dated from {{signedOn}}, when the form was signed, to {{today}}.",
  },
  "verification-answered": {
    title: "Answered already",
    text: "This version was answered on {{answeredAt}}. An answer stays as it is.",
  },
  "answer-text-needed": {
    title: "Say it in writing",
    text: "The answer, or the reason, has to be given in words.",
  },
  "device-not-released": {
    title: "The device is not released",
    text: "No accepted verification lists {{serialNumber}} as it is now. Nothing is installed before a written confirmation covers it.",
  },
  "device-imaged-already": {
    title: "Imaged already",
    text: "An image of {{serialNumber}} is recorded already.",
  },
  "imaging-before-acceptance": {
    title: "Begun before the confirmation",
    text: "Imaging cannot have begun before the verification was accepted, on {{acceptedAt}}, nor in the future.",
  },
  "base-kept-without-sa": {
    title: "The base has to be removed",
    text: "{{serialNumber}} has no active Windows SA: its base system is removed when the upgrade is installed.",
  },
  "return-address-microsoft": {
    title: "Not to Microsoft",
    text: "Do not send this form to Microsoft. It goes to the OEM or licensing solution provider, following its instructions.",
  },
  "nothing-to-decide": {
    title: "Nothing to decide",
    text: "The verdict on this device follows from the matrix.",
  },
  "download-store-full": {
    title: "No room for the file",
    text: "The store for download files is full. Nothing of the file was kept; make room and upload it again.",
  },
  "download-incomplete": {
    title: "The upload broke off",
    text: "Only {{receivedBytes}} of {{expectedBytes}} bytes arrived. Nothing of the file was kept; upload it again.",
  },
  "price-list-refused": {
    title: "The price list is refused",
    text_one: "One line is refused, so nothing of the file was imported.",
    text_other: "{{count}} lines are refused, so nothing of the file was imported.",
    text: "Lines are refused, so nothing of the file was imported.",
  },
  "product-list-refused": {
    title: "The product list is refused",
    text: "The file cannot be read as a product list, so nothing of it was imported.",
  },
  "tax-rate-exists": {
    title: "There is a rate from this day on",
    text: "This market ({{market}}) has a rate from {{startsOn}} on already. Remove it first, or choose another day.",
  },
  "tax-rate-used": {
    title: "The rate is on an invoice",
    text: "An issued invoice was made with this rate, so it stays. Enter another one from a later day on.",
  },
  "agreement-role-needed": {
    title: "A role at the agreement is needed",
    text: "To {{action}}, one of these roles at the agreement is needed: {{roles}}.",
  },
  "agreement-number-taken": {
    title: "There is an agreement with this number",
    text: "Agreement {{number}} has been entered already. Check the number.",
  },
  "enrollment-number-taken": {
    title: "There is an enrollment with this number",
    text: "Enrollment {{number}} has been entered already. Check the number.",
  },
  "reservation-not-granted": {
    title: "Reserving has not been allowed",
    text: "An Online Services Manager may reserve under enrollment {{number}} only with “manage reservations” for it. An agreement administrator gives it.",
  },
  "government-not-reservable": {
    title: "This service cannot be reserved",
    text: "{{service}} is a service of the US Government Community Cloud. It can be ordered, not reserved.",
  },
  "enrollment-over": {
    title: "The enrollment has ended",
    text: "It ended on {{endedOn}}. Order under the enrollment that renews it.",
  },
  "activation-sends-used-up": {
    title: "No more e-mails today",
    text: "{{countMax}} activation e-mails a day can be sent for an enrollment. Try again tomorrow (UTC), and check the address first.",
  },
  "no-subscription-contact": {
    title: "There is no subscription contact",
    text: "Nobody is named for this enrollment. Enter the contact first; that sends the e-mail.",
  },
  "activation-mail-withheld": {
    title: "No e-mail was sent",
    text: "Something stands against it. The page of the service says what.",
    "text_no-order": "There is neither an order nor a reservation for this service. Ask the reseller.",
    "text_reservation-pending": "The reservation has not taken effect yet.",
    "text_reservation-not-processed": "The reservation was not processed in time. Ask VLSC support.",
    "text_usage-date-ahead": "The usage date has not come. The e-mail leaves by itself then.",
    "text_no-contact": "Nobody is named for this enrollment. Enter the contact first.",
    "text_already-linked": "The enrollment belongs to a service account already; its licences are there.",
    "text_renewed-same-name": "The enrollment was tied to the account of the one that it renews.",
    "text_domain-verified": "The contact's domain is verified at a service account; the licences go there.",
    "text_contact-is-admin": "The contact is an administrator of a service account; the licences go there.",
    "text_outlook-com": "Activation e-mails do not go to outlook.com. Enter another address.",
  },
  "activation-link-invalid": {
    title: "This link leads nowhere",
    text: "It is not complete, or was not sent by this portal. Open it from the e-mail again, or ask for a new one.",
  },
  "activation-link-expired": {
    title: "The link has expired",
    text: "It was valid through {{expiredOn}} (UTC), six months after the purchase. Support can make it valid again.",
  },
  "enrollment-linked": {
    title: "The enrollment belongs to another account",
    text: "It is tied to {{account}}, and an enrollment never belongs to two accounts. If that is the wrong one, support moves it.",
  },
  "enrollment-not-linked": {
    title: "The enrollment belongs to no account yet",
    text: "Activate it first, by the link in the activation e-mail.",
  },
  "enrollment-undivided": {
    title: "An enrollment cannot be divided",
    text: "All licences of an enrollment go to one account. Another account needs an enrollment of its own: ask your reseller or account manager.",
  },
  "account-domain-wrong": {
    title: "That is not a domain of the account",
    text: "Type a domain of the account that you chose, to confirm that it is the right one.",
  },
  "account-domain-taken": {
    title: "The domain is verified elsewhere",
    text: "{{domain}} belongs to an account already. A new account needs a domain of its own.",
  },
  "account-name-exists": {
    title: "There is an account with this name",
    text: "{{account}} is there already. A new account is run separately, with its own e-mail domains. Confirm that you want a second one.",
  },
  "account-admin-needed": {
    title: "You are no global admin of this account",
    text: "Sign in as a global admin of the account that the licences shall go to, or forward the e-mail to one.",
  },
  "licences-used-up": {
    title: "There are not enough licences",
    text: "{{quantity}} licences are active. Take some away from others first, or order more.",
  },
  "activation-case-done": {
    title: "This has been done already",
    text: "The request was settled before. Look at what it says now.",
  },
  "azure-not-offered": {
    title: "Azure has not been offered",
    text: "There is no offer of Azure under this enrollment. It can be ordered through the reseller.",
  },
  "azure-offer-closed": {
    title: "The offer has been answered",
    text: "The offer of Azure is closed. Azure can be ordered through the reseller.",
    text_accepted: "The offer was accepted before. A written notice ends what was started.",
    text_declined: "The offer was declined before. Azure can be ordered through the reseller.",
    text_ended: "A written notice ended it before. Azure can be ordered through the reseller.",
  },
  "azure-ordered": {
    title: "Azure was ordered meanwhile",
    text: "The offer is for enrollments that have not ordered Azure; this one has.",
  },
  "azure-too-late": {
    title: "Too little of the term is left",
    text: "Azure can be started while the enrollment has two months left. The last day was {{lastDay}} (UTC).",
  },
  "job-unknown": { title: "Unknown job", text: "There is no job named {{job}}." },
  "job-running": { title: "The job is running", text: "The job {{job}} is running already (run {{runId}})." },
  "instant-in-future": {
    title: "The instant lies in the future",
    text: "{{at}} has not come yet. In production a job runs for the present or the past only.",
  },
  "clock-not-forward": {
    title: "The clock only moves forward",
    text: "The portal time is {{now}} already. Choose a later instant.",
  },
  "clock-moving": {
    title: "The clock is being moved",
    text: "It is on its way to {{to}}. Wait until it has arrived.",
  },
} satisfies Record<RefusalCode, Words>;
