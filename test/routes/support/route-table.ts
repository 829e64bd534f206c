import type { PermittedAction } from "#app/domain/access/permissions.ts";
import { startSession } from "#app/services/accounts/session-life.server.ts";
import { flagColumn } from "#db/columns.ts";
import { insertApiGrant } from "#db/repositories/api-grants.ts";
import { newKeys } from "#test/support/keys.ts";
import { csvText } from "#test/support/price-lists.ts";
import { smallProductList } from "#test/support/product-list-document.ts";
import { testPassword } from "#test/support/portal.ts";
import { pdfBytes } from "#test/support/support-requests.ts";
import type { Fields, FormPick, Site } from "./site.ts";
import { type Book, type Person, seenAt } from "./settle.ts";

/** Who gets in: whoever has the permission, everybody who is signed in, or anybody at all. */
export type Access = PermittedAction | "signed-in" | "anyone";

/** What a part of an address stands for. */
export type IdKind =
  | keyof Omit<Book, "partner">
  | "draft"
  | "run"
  | "product"
  | "pool"
  | "keyImport"
  | "file"
  | "mail"
  | "letter"
  | "listDraft"
  | "listEdition"
  | "listGroup"
  | "listLine"
  | "helpRule"
  | "apiOperation"
  | "onlineService";

export type ActionRow = {
  readonly name: string;
  readonly access: Access;
  /** A form that would do it, as the page of the person makes it. */
  readonly form: (site: Site, address: string) => Promise<Fields | FormData>;
  /** The answer when it is done, 303 unless said otherwise. */
  readonly done?: number;
  /** Why the same form, sent again, is not answered like the first time. */
  readonly again?: string;
  /** Tables in which sending the same form again makes one thing new in place of another. */
  readonly renews?: readonly string[];
  /** Its form changes or ends the session it is sent with: tried with this person alone, and last. */
  readonly by?: Person;
};

export type RouteRow = {
  readonly access: Access;
  /** What the parameters of its pattern stand for. */
  readonly params?: Readonly<Record<string, IdKind>>;
  /** What must stand behind the question mark, by kind or as text. */
  readonly search?: (site: Site, book: Book) => Readonly<Record<string, string>>;
  /** People of an organisation that has no such record, though their role would let them see it. */
  readonly notFoundFor?: readonly Person[];
  /** People whose own page is another one, to which they are led. */
  readonly ledOn?: readonly Person[];
  /** The answer to somebody who may, 200 unless said otherwise. */
  readonly answer?: number;
  readonly actions?: readonly ActionRow[];
};

const customer = { customerId: "customer" } as const;
const subscription = { ...customer, subscriptionId: "subscription" } as const;
const order = { ...customer, orderId: "order" } as const;
const installation = { orderId: "installation" } as const;
const keyLine = { ...order, lineNumber: "keyLine" } as const;
const agreement = { agreementId: "agreement" } as const;
const enrollment = { enrollmentId: "enrollment" } as const;
const numberOf = (letter: string) => `${letter}${newKey().slice(-10)}`;
const withdrawal = { reason: "Posted in a forum", isConfirmed: "on" };
const ownCart = (_site: Site, book: Book) => ({ cart: book.cart });

/** A form of plain fields. */
const typed = (fields: Record<string, string> | ((site: Site) => Record<string, string>)) => {
  return async (site: Site): Promise<Fields> => Object.entries(typeof fields === "function" ? fields(site) : fields);
};

/** The form of the route's own page, as it is shown to somebody with all roles, with some fields filled in. */
const shown = (
  typedIn: Record<string, string> = {},
  pick: Partial<FormPick> = {},
  by: Person = "all-partner-roles",
) => {
  return async (site: Site, address: string): Promise<Fields> => {
    const action = new URL(address, site.url).pathname;
    const { fields } = await site.formOf(address, by, { action, ...pick });
    return [...fields.filter(([name]) => !(name in typedIn)), ...Object.entries(typedIn)];
  };
};

const newKey = () => crypto.randomUUID();

/** A leave of somebody with all roles, to be taken back. */
async function leaveOf({ db, a, userIds }: Site): Promise<string> {
  const id = newKey();
  const { id: clientId } = await db
    .selectFrom("api_client")
    .select("id")
    .where("partner_id", "=", a.partner)
    .where("revoked_at", "is", null)
    .orderBy("name", "desc")
    .executeTakeFirstOrThrow();
  await insertApiGrant(db, {
    id,
    clientId,
    userId: userIds["all-partner-roles"],
    tokenHash: newKey().replaceAll("-", "").repeat(2),
    isMfa: false,
    isRotating: true,
    createdAt: seenAt,
    expiresAt: seenAt.add({ hours: 24 }),
  });
  return id;
}

/** A second session of somebody with all roles, to be ended. */
async function otherSessionOf({ db, userIds }: Site): Promise<string> {
  const begun = { userId: userIds["all-partner-roles"], replaces: null, keepsLife: false, userAgent: null } as const;
  const { idHash } = await db.transaction().execute((tx) => startSession(tx, begun, seenAt));
  return idHash;
}

/** An order of an upgrade installation under an enrollment of partner A, which installs it itself. */
const newInstallation = async ({ db, a }: Site): Promise<Fields> => {
  const { id: installerId } = await db
    .selectFrom("installer")
    .select("id")
    .where("partner_id", "=", a.partner)
    .executeTakeFirstOrThrow();
  return Object.entries({
    idempotencyKey: newKey(),
    customerId: a.customer,
    enrollmentId: a.enrollment,
    installerId,
    situation: "new",
    target: "windows-8.1-pro",
    productLanguage: "English",
  });
};

/** A device for an order, as its page sends it. */
const newDevices = async (): Promise<FormData> => {
  const data = new FormData();
  for (const [name, value] of Object.entries({
    intent: "list",
    idempotencyKey: newKey(),
    pasted: "SN-1;Windows 7 Professional;yes;Invoice 1",
  }))
    data.set(name, value);
  return data;
};

/** What an installer without access answered, as its page sends it. */
const answerOnPaper = async (): Promise<FormData> => {
  const data = new FormData();
  for (const [name, value] of Object.entries({
    intent: "answer",
    idempotencyKey: newKey(),
    number: "1",
    decision: "accept",
    text: "Checked.",
    name: "H. Ott",
    answeredOn: "2026-11-20",
  }))
    data.set(name, value);
  data.set("attachments", new File([new Uint8Array(pdfBytes)], "answer.pdf", { type: "application/pdf" }));
  return data;
};

/** Invites somebody whom nobody has invited before. */
const newcomer = async (): Promise<Fields> => [
  ["idempotencyKey", newKey()],
  ["displayName", "Jonas Brandt"],
  ["email", `jonas.${newKey()}@harbourpine.example`],
  ["language", "en"],
];

/** What can be done about an invitation that is open. */
const changesOfInvitation = (access: PermittedAction): readonly ActionRow[] => [
  {
    name: "link",
    access,
    form: typed({ intent: "link" }),
    done: 200,
    again: "each link takes the place of the one before",
  },
  { name: "withdraw", access, form: typed({ intent: "withdraw" }) },
];
const otherPassword = "neun Reiher im Schilf";

async function priceListFile(): Promise<FormData> {
  const data = new FormData();
  data.set("file", new File([csvText({ UnitPrice: "402.00" })], "list.csv", { type: "text/csv" }));
  return data;
}

async function productListFile(): Promise<FormData> {
  const data = new FormData();
  data.set("file", new File([`${smallProductList}\n\n`], "product-list.txt", { type: "text/plain" }));
  return data;
}

async function deviceFile(): Promise<FormData> {
  const data = new FormData();
  data.set("file", new File(["Name;Last activation\nPC-0700;2026-11-01\n"], "devices.csv", { type: "text/csv" }));
  return data;
}

async function pastedDevices(): Promise<FormData> {
  const data = new FormData();
  data.set("pasted", "PC-0600,2026-11-01");
  return data;
}

/** A form of the list of devices. */
const changing = (fields: Record<string, string>) => ({ idempotencyKey: newKey(), ...fields });

async function keyFile(): Promise<FormData> {
  const data = new FormData();
  data.set("file", new File([newKeys(3).join("\n")], "keys.txt", { type: "text/plain" }));
  return data;
}

/** What a file is for stands before it. */
async function downloadFile(): Promise<FormData> {
  const data = new FormData();
  const choice = { version: "2016", language: "de-DE", fileType: "ISO", operatingSystem: "" };
  for (const [name, value] of Object.entries(choice)) data.set(name, value);
  data.set("file", new File(["an image"], "server-2016-de.iso"));
  return data;
}

/**
 * Every route, who may see it, and every form it takes. A route that is missing here fails the tests: whoever adds one
 * says who may use it, and it is tried by everybody else.
 */
export const routeTable: Readonly<Record<string, RouteRow>> = {
  "routes/$": {
    access: "anyone",
    answer: 404,
    actions: [{ name: "anything", access: "anyone", form: typed({ a: "b" }), done: 404 }],
  },
  "routes/_index": { access: "signed-in", ledOn: ["customer-global-admin", "customer-user"] },
  // A link that this portal did not make; what links bring is tested with the server.
  "routes/d.$linkId": { access: "anyone", params: { linkId: "order" }, answer: 403 },
  "routes/design": { access: "anyone" },

  "routes/sign-in": {
    access: "anyone",
    actions: [
      {
        name: "sign in",
        access: "anyone",
        form: typed((site) => ({ email: site.emails["sales-agent"], password: testPassword })),
        by: "nobody",
        again: "every sign-in is one of its own",
      },
    ],
  },
  "routes/sign-out": {
    access: "anyone",
    answer: 302,
    actions: [{ name: "sign out", access: "anyone", form: typed({}), by: "referrals-admin" }],
  },
  "routes/sign-out-everywhere": {
    access: "signed-in",
    actions: [
      {
        name: "sign out",
        access: "signed-in",
        form: typed({}),
        by: "marketing-content-admin",
        again: "the session is over",
      },
    ],
  },
  "routes/language": {
    access: "anyone",
    answer: 302,
    actions: [{ name: "choose", access: "anyone", form: typed({ language: "de", redirectTo: "/customers" }) }],
  },
  "routes/theme": {
    access: "anyone",
    answer: 302,
    actions: [{ name: "choose", access: "signed-in", form: typed({ theme: "dark", redirectTo: "/customers" }) }],
  },
  "routes/columns": {
    access: "anyone",
    answer: 302,
    actions: [
      {
        name: "choose",
        access: "see-customers",
        form: typed({ list: "customers", show: "domain", redirectTo: "/customers" }),
      },
    ],
  },
  "routes/first-steps": {
    access: "anyone",
    answer: 302,
    actions: [{ name: "put away", access: "see-customers", form: typed({ firstSteps: "put-away" }) }],
  },
  "routes/set-password": {
    access: "anyone",
    search: ({ passwordToken }) => ({ token: passwordToken }),
    actions: [
      {
        name: "set",
        access: "anyone",
        form: typed({ newPassword: otherPassword, repeatedPassword: otherPassword }),
        by: "nobody",
        again: "a link opens once",
      },
    ],
  },
  "routes/invitation": {
    access: "anyone",
    search: ({ invitationToken }) => ({ token: invitationToken }),
    actions: [
      {
        name: "accept",
        access: "anyone",
        form: typed({ newPassword: otherPassword, repeatedPassword: otherPassword }),
        by: "nobody",
        again: "a link opens once",
      },
    ],
  },
  "routes/settings.password": {
    access: "signed-in",
    actions: [
      {
        name: "change",
        access: "signed-in",
        form: typed({ oldPassword: testPassword, newPassword: otherPassword, repeatedPassword: otherPassword }),
        by: "helpdesk-agent",
        again: "the old password is another one by then",
      },
    ],
  },
  "routes/settings.preferences": {
    access: "signed-in",
    actions: [
      { name: "save", access: "signed-in", form: typed({ language: "de", theme: "dark", timeZone: "Asia/Tokyo" }) },
    ],
  },
  "routes/notices": {
    access: "read-notices",
    actions: [{ name: "mark all as read", access: "read-notices", form: typed({ intent: "read-all", seenAt: "0" }) }],
  },
  "routes/settings.notices": {
    access: "read-notices",
    actions: [{ name: "choose", access: "read-notices", form: typed({ shown: "renewed", mail: "renewed" }) }],
  },
  "routes/customers.list[.]csv": { access: "see-customers" },
  "routes/customers_.$customerId.subscriptions.list[.]csv": { access: "see-subscriptions", params: customer },
  "routes/customers_.$customerId.software.list[.]csv": { access: "see-software", params: customer },
  "routes/customers_.$customerId.orders.list[.]csv": { access: "see-orders", params: customer },
  "routes/invoices.list[.]csv": { access: "see-invoices" },
  "routes/notices_.list[.]csv": { access: "read-notices" },
  "routes/support.list[.]csv": { access: "write-support-requests" },
  "routes/settings.users.list[.]csv": {
    access: "manage-users",
    answer: 302,
    actions: [
      {
        name: "export",
        access: "manage-users",
        form: typed({ intent: "export" }),
        done: 200,
        again: "every export is a line of the log",
      },
    ],
  },
  "routes/help.$rule": { access: "see-subscriptions", params: { rule: "helpRule" } },
  "routes/search": { access: "see-customers", search: () => ({ q: "Harbour" }) },
  "routes/subscriptions._index": {
    access: "see-subscriptions",
    actions: [
      {
        name: "look at a change of many",
        access: "switch-auto-renew",
        form: async (site) => [
          ["idempotencyKey", newKey()],
          ["change", "auto-renew-off"],
          ["scope", "ticked"],
          ["subscription", site.a.heldSubscription],
        ],
      },
    ],
  },
  "routes/subscriptions.list[.]csv": { access: "see-subscriptions" },
  "routes/subscriptions.changes.list[.]csv": { access: "see-subscriptions" },
  "routes/subscriptions.changes._index": { access: "see-subscriptions" },
  "routes/subscriptions.changes.$runId._index": {
    access: "see-subscriptions",
    params: { runId: "bulkRun" },
    actions: [{ name: "confirm", access: "switch-auto-renew", form: typed({ isConfirmed: "on" }) }],
  },
  "routes/subscriptions.changes.$runId.rows[.]csv": { access: "see-subscriptions", params: { runId: "bulkRun" } },
  "routes/settings.calendar": {
    access: "see-subscriptions",
    actions: [
      {
        name: "renew",
        access: "see-subscriptions",
        form: typed({ intent: "renew" }),
        // The page itself shows the address. It is stored nowhere, so a repetition shows a new one in its place.
        done: 200,
        again: "each address takes the place of the one before",
        renews: ["calendar_feed"],
      },
      { name: "revoke", access: "see-subscriptions", form: typed({ intent: "revoke" }) },
    ],
  },
  // A secret that nobody has; what real ones open is tested with the calendar.
  "routes/calendar.$secret": { access: "anyone", params: { secret: "order" }, answer: 404 },
  "routes/operator.mail.list[.]csv": {
    access: "operate-mail",
    answer: 302,
    actions: [
      {
        name: "export",
        access: "operate-mail",
        form: typed({ intent: "export" }),
        done: 200,
        again: "every export is a line of the log",
      },
    ],
  },
  "routes/operator.mail._index": { access: "operate-mail" },
  "routes/operator.mail.$mailId._index": {
    access: "operate-mail",
    params: { mailId: "mail" },
    actions: [{ name: "send again", access: "operate-mail", form: typed({ intent: "again" }) }],
  },
  "routes/operator.mail.$mailId.source[.]eml": { access: "operate-mail", params: { mailId: "mail" } },
  "routes/operator.letters.list[.]csv": {
    access: "operate-mail",
    answer: 302,
    actions: [
      {
        name: "export",
        access: "operate-mail",
        form: typed({ intent: "export" }),
        done: 200,
        again: "every export is a line of the log",
      },
    ],
  },
  "routes/operator.letters._index": { access: "operate-mail" },
  "routes/operator.letters.$letterId": {
    access: "operate-mail",
    params: { letterId: "letter" },
    actions: [{ name: "send again", access: "operate-mail", form: typed({ intent: "again" }) }],
  },
  ...Object.fromEntries(
    ["routes/common.oauth2.authorize", "routes/common.oauth2.v2[.]0.authorize"].map((id): [string, RouteRow] => [
      id,
      {
        access: "signed-in",
        // People of other organisations cannot let this application in.
        notFoundFor: ["operator", "of-other-partner"],
        search: (_site, { apiClient }) => ({
          client_id: apiClient,
          redirect_uri: "http://localhost:8400/sign-in",
          response_type: "code",
          state: "opaque",
        }),
        actions: [
          { name: "allow", access: "signed-in", form: async () => [["intent", "allow"]], again: "each code is new" },
          { name: "deny", access: "signed-in", form: async () => [["intent", "deny"]] },
        ],
      },
    ]),
  ),
  "routes/settings.applications": {
    access: "signed-in",
    actions: [
      {
        name: "withdraw",
        access: "signed-in",
        by: "all-partner-roles",
        form: async (site) => [
          ["idempotencyKey", newKey()],
          ["leaveId", await leaveOf(site)],
        ],
      },
    ],
  },
  "routes/settings.sessions": {
    access: "signed-in",
    actions: [
      {
        name: "sign out another",
        access: "signed-in",
        by: "all-partner-roles",
        form: async (site) => [
          ["idempotencyKey", newKey()],
          ["session", await otherSessionOf(site)],
        ],
      },
    ],
  },
  "routes/settings.api-clients._index": { access: "manage-api-clients" },
  "routes/settings.api-clients.list[.]csv": { access: "manage-api-clients" },
  "routes/settings.api-clients.new": {
    access: "manage-api-clients",
    actions: [
      {
        name: "add",
        access: "manage-api-clients",
        form: async () => [
          ["idempotencyKey", newKey()],
          ["name", "Nightly import"],
          ["roles", "sales-agent"],
          ["redirectUris", ""],
        ],
        done: 200,
        again: "the secret is shown once",
      },
    ],
  },
  "routes/settings.api-clients.$clientId": {
    access: "manage-api-clients",
    params: { clientId: "apiClient" },
    actions: [
      {
        name: "save",
        access: "manage-api-clients",
        form: async () => [
          ["intent", "save"],
          ["idempotencyKey", newKey()],
          ["name", "Marketplace"],
          ["roles", "admin-agent"],
          ["redirectUris", "https://shop.example/signed-in"],
        ],
      },
      {
        name: "rotate",
        access: "manage-api-clients",
        form: async () => [
          ["intent", "rotate"],
          ["idempotencyKey", newKey()],
          ["overlapHours", "24"],
        ],
        done: 200,
        again: "the secret is shown once",
      },
      {
        name: "revoke",
        access: "manage-api-clients",
        form: async () => [
          ["intent", "revoke"],
          ["idempotencyKey", newKey()],
        ],
      },
    ],
  },
  // Before the page that takes the webhook away.
  "routes/settings.webhooks.deliveries.$deliveryId": {
    access: "manage-webhooks",
    params: { deliveryId: "webhookDelivery" },
    actions: [
      {
        name: "again",
        access: "manage-webhooks",
        form: async () => [
          ["intent", "again"],
          ["idempotencyKey", newKey()],
        ],
      },
    ],
  },
  "routes/settings.webhooks.list[.]csv": { access: "manage-webhooks" },
  "routes/settings.webhooks._index": {
    access: "manage-webhooks",
    actions: [
      {
        name: "save",
        access: "manage-webhooks",
        form: async () => [
          ["intent", "save"],
          ["idempotencyKey", newKey()],
          ["present", "registered"],
          ["url", "https://hooks.example.org/turnus"],
          ["events", "test-created"],
          ["events", "invoice-ready"],
          ["signature", "own-header"],
        ],
      },
      {
        name: "test",
        access: "manage-webhooks",
        form: async () => [
          ["intent", "test"],
          ["idempotencyKey", newKey()],
        ],
      },
      {
        name: "remove",
        access: "manage-webhooks",
        form: async () => [
          ["intent", "remove"],
          ["idempotencyKey", newKey()],
        ],
      },
    ],
  },
  "routes/settings.users._index": { access: "manage-users" },
  "routes/settings.users.invite": {
    access: "manage-users",
    actions: [
      {
        name: "invite",
        access: "manage-users",
        form: newcomer,
        // The page itself shows the link. It is stored nowhere, so a repetition shows a new one in its place.
        done: 200,
        renews: ["invitation"],
      },
    ],
  },
  "routes/settings.users.invitations.$invitationId": {
    access: "manage-users",
    params: { invitationId: "ownInvitation" },
    notFoundFor: ["customer-global-admin"],
    actions: changesOfInvitation("manage-users"),
  },
  "routes/settings.users.$userId": {
    access: "manage-users",
    params: { userId: "user" },
    notFoundFor: ["customer-global-admin"],
    actions: [
      { name: "roles", access: "manage-users", form: typed({ intent: "roles", roles: "billing-admin" }) },
      {
        name: "link",
        access: "manage-users",
        form: typed({ intent: "link" }),
        done: 200,
        again: "each link takes the place of the one before",
      },
      { name: "disable", access: "manage-users", form: typed({ intent: "disable" }) },
      { name: "enable", access: "manage-users", form: typed({ intent: "enable" }) },
    ],
  },

  "routes/customers._index": { access: "see-customers" },
  "routes/customers.new": {
    access: "add-customers",
    actions: [
      {
        name: "add",
        access: "add-customers",
        form: async (site, address) => {
          const domain = `${newKey()}.example`;
          return shown({ name: "Lighthouse Bakery", domain, country: "GB" })(site, address);
        },
      },
    ],
  },
  "routes/customers.$customerId": { access: "see-customers", params: customer },
  "routes/customers.$customerId._index": { access: "see-customers", params: customer },
  "routes/customers.$customerId.subscriptions": { access: "see-subscriptions", params: customer },
  "routes/customers.$customerId.software": { access: "see-software", params: customer },
  "routes/customers.$customerId.access": { access: "see-customers", params: customer },
  "routes/customers_.$customerId.access.list[.]csv": {
    access: "see-customers",
    params: customer,
    answer: 302,
    actions: [
      {
        name: "export",
        access: "see-customers",
        form: typed({ intent: "export" }),
        done: 200,
        again: "every export is a line of the log",
      },
    ],
  },
  "routes/customers_.$customerId.access.invite": {
    access: "invite-customer-users",
    params: customer,
    actions: [{ name: "invite", access: "invite-customer-users", form: newcomer, done: 200, renews: ["invitation"] }],
  },
  "routes/customers_.$customerId.access.invitations.$invitationId": {
    access: "invite-customer-users",
    params: { ...customer, invitationId: "invitation" },
    actions: changesOfInvitation("invite-customer-users"),
  },
  "routes/customers.$customerId.orders": { access: "see-orders", params: customer },
  "routes/customers_.$customerId.orders.$orderId._index": { access: "see-orders", params: order },
  "routes/customers_.$customerId.software.$orderId.$lineNumber": {
    access: "see-software",
    params: keyLine,
    actions: [
      {
        name: "download",
        access: "see-keys",
        form: shown({}, { with: ["intent", "download"] }),
        again: "each download has a link of its own",
      },
      {
        name: "copy link",
        access: "see-keys",
        form: shown({}, { with: ["intent", "copy-link"] }),
        done: 200,
        again: "each link is shown once",
      },
      {
        name: "reveal",
        access: "see-keys",
        form: shown({ password: testPassword }, { with: ["intent", "reveal"] }),
        // A late one asks for the password, and the session goes on under another id.
        by: "admin-agent",
        done: 200,
        again: "each look is a line of its own in the log",
      },
    ],
  },
  "routes/customers_.$customerId.software.$orderId.$lineNumber_.withdraw-key": {
    access: "see-software",
    params: keyLine,
    actions: [{ name: "withdraw", access: "withdraw-keys", form: shown(withdrawal) }],
  },
  "routes/customers_.$customerId.software.$orderId.$lineNumber_.history[.]csv": {
    access: "see-key-activity",
    params: keyLine,
    notFoundFor: ["operator"],
    answer: 302,
    actions: [
      {
        name: "export",
        access: "see-key-activity",
        form: typed({ intent: "export" }),
        done: 200,
        again: "every export is a line of the log",
      },
    ],
  },
  "routes/customers_.$customerId.software.$orderId.$lineNumber_.history": {
    access: "see-key-activity",
    params: keyLine,
    // Reads it in the activity log, and has no customers.
    notFoundFor: ["operator"],
  },

  "routes/customers_.$customerId.volume-licensing._index": {
    access: "see-software",
    params: customer,
    actions: [
      { name: "one device", access: "plan-migration", form: typed(() => changing({ one: "done pc-0417" })) },
      {
        name: "a chosen device",
        access: "plan-migration",
        form: typed(() => changing({ act: "done", device: "pc-0418" })),
      },
      {
        name: "all devices found",
        access: "plan-migration",
        form: typed(() => changing({ act: "reopen", scope: "found" })),
      },
      { name: "remove", access: "plan-migration", form: typed(() => changing({ act: "remove", device: "pc-0418" })) },
    ],
  },
  "routes/customers_.$customerId.volume-licensing.devices[.]csv": { access: "see-software", params: customer },
  "routes/customers_.$customerId.volume-licensing.import._index": {
    access: "plan-migration",
    params: customer,
    actions: [
      { name: "upload", access: "plan-migration", form: deviceFile, again: "each upload waits to be taken over" },
      {
        name: "paste",
        access: "plan-migration",
        form: pastedDevices,
        again: "each list waits to be taken over",
      },
    ],
  },
  "routes/customers_.$customerId.volume-licensing.import.$draftId": {
    access: "plan-migration",
    params: { ...customer, draftId: "deviceList" },
    actions: [{ name: "take over", access: "plan-migration", form: typed({ intent: "import" }) }],
  },
  "routes/customers_.$customerId.volume-licensing.script": {
    access: "see-software",
    params: customer,
    search: (_site, book) => ({ source: `${book.order}:${book.keyLine}:2022` }),
    actions: [
      {
        name: "reveal",
        access: "see-keys",
        form: typed({ intent: "reveal", version: "2022", password: testPassword }),
        // A late one asks for the password, and the session goes on under another id.
        by: "admin-agent",
        done: 200,
        again: "each look is a line of its own in the log",
      },
    ],
  },

  "routes/products._index": { access: "see-own-software" },
  "routes/accesses": { access: "see-own-software" },
  "routes/products.list[.]csv": { access: "see-own-software" },
  "routes/accesses_.list[.]csv": {
    access: "see-own-software",
    answer: 302,
    actions: [
      {
        name: "export",
        access: "see-own-software",
        form: typed({ intent: "export" }),
        done: 200,
        again: "every export is a line of the log",
      },
    ],
  },
  "routes/products.$orderId.$lineNumber": {
    access: "see-own-software",
    params: { orderId: "order", lineNumber: "keyLine" },
    actions: [
      {
        name: "reveal",
        access: "see-own-software",
        form: shown({ password: testPassword }, { with: ["intent", "reveal"] }, "customer-global-admin"),
        // A late one asks for the password, and the session goes on under another id.
        by: "customer-global-admin",
        done: 200,
        again: "each look is one of its own",
      },
    ],
  },

  "routes/invoices._index": { access: "see-invoices" },
  "routes/invoices.unbilled[.]csv": { access: "see-invoices", notFoundFor: ["operator"] },
  "routes/invoices.unbilled": { access: "see-invoices", notFoundFor: ["operator"] },
  "routes/forecast._index": { access: "see-invoices", notFoundFor: ["operator"] },
  "routes/forecast.lines[.]csv": { access: "see-invoices", notFoundFor: ["operator"] },
  "routes/invoices_.$invoiceId._index": { access: "see-invoices", params: { invoiceId: "invoice" } },
  "routes/invoices_.$invoiceId.statement[.]pdf": { access: "see-invoices", params: { invoiceId: "invoice" } },
  "routes/invoices_.$invoiceId.lines[.]csv": { access: "see-invoices", params: { invoiceId: "invoice" } },
  "routes/charges.$chargeId": { access: "see-charges", params: { chargeId: "charge" } },
  "routes/support._index": { access: "write-support-requests" },
  "routes/support.new": {
    access: "write-support-requests",
    search: (_site, { customer: ofCustomer, order: bought, line }) => ({ customer: ofCustomer, order: bought, line }),
    actions: [{ name: "send", access: "write-support-requests", form: shown({ severity: "minimal" }) }],
  },
  "routes/support.$requestId._index": {
    access: "write-support-requests",
    params: { requestId: "supportRequest" },
    actions: [
      { name: "note", access: "write-support-requests", form: shown({ text: "It happened again." }) },
      { name: "close", access: "write-support-requests", form: shown({ status: "closed", text: "" }) },
    ],
  },
  "routes/support.$requestId.attachments.$attachmentId": {
    access: "write-support-requests",
    params: { requestId: "supportRequest", attachmentId: "attachment" },
  },
  "routes/installations.list[.]csv": { access: "see-installations" },
  "routes/installations._index": { access: "see-installations" },
  "routes/installations.new": {
    access: "prepare-installations",
    search: (_site, book) => ({ customer: book.customer }),
    actions: [{ name: "prepare", access: "prepare-installations", form: newInstallation }],
  },
  "routes/installations_.$orderId._index": {
    access: "see-installations",
    params: installation,
    notFoundFor: ["customer-user"],
    actions: [
      {
        name: "cancel",
        access: "prepare-installations",
        form: typed(() => ({ idempotencyKey: newKey(), intent: "cancel", isConfirmed: "on" })),
      },
    ],
  },
  "routes/installations_.$orderId.devices": {
    access: "prepare-installations",
    params: { orderId: "installationDraft" },
    notFoundFor: ["customer-user"],
    actions: [{ name: "add", access: "prepare-installations", form: newDevices }],
  },
  "routes/installations_.$orderId.sign": {
    access: "sign-verifications",
    params: { orderId: "installationToSign" },
    notFoundFor: ["customer-user"],
    actions: [
      {
        name: "sign",
        access: "sign-verifications",
        form: shown(
          { name: "A. Brandt", role: "Director", signedOn: "2026-11-20", isAcknowledged: "on" },
          {},
          "customer-global-admin",
        ),
      },
    ],
  },
  "routes/installations_.$orderId.installer": {
    access: "speak-for-installers",
    params: { orderId: "installationOfFirm" },
    actions: [{ name: "answer", access: "speak-for-installers", form: answerOnPaper }],
  },
  "routes/installations_.$orderId.released[.]csv": {
    access: "see-installations",
    params: installation,
    notFoundFor: ["customer-user"],
  },
  "routes/installations_.$orderId.form[.]pdf": {
    access: "see-installations",
    params: installation,
    notFoundFor: ["customer-user"],
  },
  "routes/installations_.$orderId.signed.$number": {
    access: "see-installations",
    params: { ...installation, number: "installationVersion" },
    notFoundFor: ["customer-user"],
  },
  "routes/installations_.$orderId.evidence": { access: "investigate-installations", params: installation },
  "routes/installations_.$orderId.evidence[.]zip": {
    access: "investigate-installations",
    params: installation,
    answer: 302,
    actions: [
      {
        name: "export",
        access: "investigate-installations",
        form: typed(() => ({ idempotencyKey: newKey(), reason: "A serial number was seen twice" })),
        done: 200,
      },
    ],
  },
  "routes/imaging._index": { access: "see-imaging" },
  "routes/imaging.list[.]csv": { access: "see-imaging" },
  "routes/imaging_.$orderId._index": {
    access: "see-imaging",
    params: { orderId: "installationToAnswer" },
    actions: [
      {
        name: "answer",
        access: "answer-verifications",
        form: typed(() => ({
          idempotencyKey: newKey(),
          intent: "answer",
          number: "1",
          decision: "accept",
          text: "Checked.",
        })),
      },
      {
        name: "hold",
        access: "investigate-installations",
        form: typed(() => ({ idempotencyKey: newKey(), intent: "hold", reason: "A serial number was seen twice" })),
      },
    ],
  },
  "routes/imaging_.$orderId.devices[.]csv": { access: "see-imaging", params: installation },
  "routes/operator.installations._index": { access: "decide-qualifications" },
  "routes/operator.installations.list[.]csv": { access: "decide-qualifications" },
  "routes/operator.installations.$orderId": {
    access: "decide-qualifications",
    params: { orderId: "installationToHold" },
    actions: [
      {
        name: "hold",
        access: "investigate-installations",
        form: typed(() => ({ idempotencyKey: newKey(), intent: "hold", reason: "A serial number was seen twice" })),
      },
    ],
  },
  "routes/operator.partners_.list[.]csv": { access: "manage-partners" },
  "routes/operator.partners": {
    access: "manage-partners",
    actions: [
      {
        name: "switch",
        access: "manage-partners",
        // A partner that nobody else looks at: without it, no purchase of another test is refused.
        form: async ({ db }) => {
          const partnerId = newKey();
          const partner = { id: partnerId, name: `Reseller ${partnerId}`, country: "DE", created_at: 0 };
          await db.insertInto("partner").values(partner).execute();
          return Object.entries({
            idempotencyKey: newKey(),
            partnerId,
            sellsPerpetual: "no",
            reason: "The contract for perpetual software has ended",
          });
        },
      },
    ],
  },
  "routes/operator.installers_.list[.]csv": { access: "manage-installers" },
  "routes/operator.installers": {
    access: "manage-installers",
    actions: [
      {
        name: "add",
        access: "manage-installers",
        form: typed(() => ({
          idempotencyKey: newKey(),
          kind: "oem",
          name: "Fabrikam Works",
          address: "Kai 3",
          returnAddress: "forms@fabrikam-works.example",
        })),
      },
    ],
  },
  "routes/agreements.list[.]csv": { access: "see-agreements" },
  "routes/agreements._index": { access: "see-agreements" },
  "routes/agreements.new": {
    access: "manage-agreements",
    actions: [
      {
        name: "add",
        access: "manage-agreements",
        form: typed((site) => changing({ customer: site.a.customer, number: numberOf("N"), programme: "open" })),
      },
    ],
  },
  "routes/agreements.$agreementId._index": { access: "see-agreements", params: agreement },
  "routes/agreements.$agreementId.new-enrollment": {
    access: "manage-agreements",
    params: agreement,
    actions: [
      {
        name: "add",
        access: "manage-agreements",
        form: typed(() =>
          changing({
            number: numberOf("M"),
            organizationName: "Quayside Three Ltd",
            programme: "open",
            startsOn: "2026-01-01",
            endsOn: "2028-12-31",
          }),
        ),
      },
    ],
  },
  "routes/agreements.$agreementId.people": {
    access: "manage-agreements",
    params: agreement,
    actions: [
      {
        name: "give",
        access: "manage-agreements",
        form: typed((site) =>
          changing({ intent: "give", userId: site.userIds["customer-user"], role: "online-admin" }),
        ),
      },
    ],
  },
  "routes/agreements.enrollments.$enrollmentId._index": { access: "see-agreements", params: enrollment },
  "routes/agreements.enrollments.$enrollmentId.contact": {
    access: "see-agreements",
    params: enrollment,
    actions: [
      {
        name: "change",
        access: "see-agreements",
        form: typed(() => changing({ name: "Ida Quay", email: "ida@elsewhere.example", language: "de" })),
      },
    ],
  },
  "routes/agreements.enrollments.$enrollmentId.add-services": {
    access: "see-agreements",
    params: enrollment,
    actions: [
      {
        name: "reserve",
        access: "see-agreements",
        form: typed(() =>
          changing({ kind: "reservation", serviceId: "intune", quantity: "2", usageFromOn: "2026-12-01" }),
        ),
      },
    ],
  },
  "routes/agreements.enrollments.$enrollmentId.reservations": {
    access: "see-agreements",
    params: enrollment,
    actions: [
      {
        name: "give",
        access: "see-agreements",
        form: typed((site) => changing({ intent: "give", userId: site.userIds["customer-user"] })),
      },
    ],
  },
  "routes/agreements.enrollments.$enrollmentId.azure": {
    access: "see-agreements",
    params: { enrollmentId: "enrollmentOfAzure" },
    // The offer is answered by the customer first, then ended by the partner: each once, by one person.
    actions: [
      {
        name: "answer",
        access: "answer-azure-offers",
        by: "customer-global-admin",
        form: typed(() => changing({ intent: "answer", answer: "accept" })),
      },
      {
        name: "end",
        access: "manage-agreements",
        by: "admin-agent",
        form: typed(() =>
          changing({ intent: "end", noticeOn: seenAt.toString().slice(0, 10), text: "Letter of the customer, no. 7" }),
        ),
      },
    ],
  },
  "routes/agreements.enrollments.$enrollmentId.new-account": {
    access: "manage-agreements",
    params: enrollment,
    actions: [
      {
        name: "enter",
        access: "manage-agreements",
        form: typed(() =>
          changing({
            name: "Quayside Five",
            country: "DE",
            domains: `${numberOf("q").toLowerCase()}.example`,
            adminName: "Ole Quay",
            adminEmail: "ole@elsewhere.example",
          }),
        ),
      },
    ],
  },
  "routes/agreements.enrollments.$enrollmentId.services.$serviceId": {
    access: "see-agreements",
    params: { enrollmentId: "enrollmentToSend", serviceId: "onlineService" },
    actions: [
      {
        name: "resend",
        access: "see-agreements",
        form: typed(() => changing({ intent: "resend" })),
      },
    ],
  },
  "routes/agreements.enrollments.$enrollmentId.help": {
    access: "see-agreements",
    params: enrollment,
    actions: [
      {
        name: "ask",
        access: "see-agreements",
        form: typed(() => changing({ kind: "other", text: "Where are they?" })),
      },
    ],
  },
  "routes/agreements.accounts.$accountId": {
    access: "see-agreements",
    params: { accountId: "serviceAccount" },
    actions: [
      {
        name: "add a user",
        access: "assign-licences",
        form: typed(() => changing({ intent: "add", name: "Ina Quay", email: "ina@quay.example" })),
      },
    ],
  },
  "routes/activate": {
    access: "activate-services",
    search: ({ activationToken }) => ({ token: activationToken }),
    actions: [
      {
        name: "make an account",
        access: "activate-services",
        form: typed(() =>
          changing({ choice: "new", name: "Quayside Two", domain: `${newKey()}.example`, country: "DE" }),
        ),
      },
    ],
  },
  "routes/operator.activation._index": { access: "keep-online-services" },
  "routes/operator.activation.$requestId": {
    access: "answer-support-requests",
    params: { requestId: "activationRequest" },
    actions: [{ name: "settle", access: "answer-support-requests", form: typed(() => changing({ intent: "settle" })) }],
  },
  "routes/operator.activation.services.$serviceId": {
    access: "keep-online-services",
    params: { serviceId: "onlineService" },
    actions: [
      {
        name: "keep",
        access: "keep-online-services",
        form: typed(() => changing({ intent: "keep", countries: "DE" })),
      },
    ],
  },
  "routes/operator.support.list[.]csv": { access: "answer-support-requests" },
  "routes/operator.support._index": { access: "answer-support-requests" },
  "routes/operator.support.$requestId._index": {
    access: "answer-support-requests",
    params: { requestId: "cancellationRequest" },
    actions: [
      {
        name: "answer",
        access: "answer-support-requests",
        form: shown({ text: "Which edition?", status: "attention-needed" }, {}, "operator"),
      },
    ],
  },
  "routes/operator.support.$requestId.attachments.$attachmentId": {
    access: "answer-support-requests",
    params: { requestId: "supportRequest", attachmentId: "attachment" },
  },
  "routes/operator.support.$requestId.grant": {
    access: "grant-cancellation",
    params: { requestId: "cancellationRequest" },
    actions: [
      {
        name: "grant",
        access: "grant-cancellation",
        form: shown({ amount: "1", reason: "Goodwill", isConfirmed: "on" }, {}, "operator"),
      },
    ],
  },
  "routes/operator.tax-rates_.list[.]csv": { access: "manage-prices" },
  "routes/operator.tax-rates": {
    access: "manage-prices",
    actions: [
      {
        name: "enter",
        access: "manage-prices",
        form: typed({ intent: "add", market: "FR", rate: "20", startsOn: "2027-01-01" }),
        again: "the market has a rate from that day on already",
      },
    ],
  },
  "routes/operator.prices.list[.]csv": { access: "manage-prices" },
  "routes/operator.prices.lists[.]csv": { access: "manage-prices" },
  "routes/operator.prices._index": { access: "manage-prices" },
  "routes/operator.prices.lists": { access: "manage-prices" },
  "routes/operator.prices.import._index": {
    access: "manage-prices",
    actions: [
      { name: "upload", access: "manage-prices", form: priceListFile, again: "each upload waits for its own import" },
    ],
  },
  "routes/operator.prices.import.$draftId": {
    access: "manage-prices",
    params: { draftId: "draft" },
    actions: [
      { name: "import", access: "manage-prices", form: typed({ intent: "import" }) },
      // After its import the list itself stays.
      {
        name: "discard",
        access: "manage-prices",
        form: typed({ intent: "discard" }),
        again: "there is no such draft any more",
      },
    ],
  },
  "routes/product-list._index": { access: "signed-in" },
  "routes/product-list.groups.$groupKey": { access: "signed-in", params: { groupKey: "listGroup" } },
  "routes/product-list.groups[.]csv": { access: "signed-in" },
  "routes/product-list.glossary": { access: "signed-in" },
  "routes/product-list.calculators": { access: "signed-in" },
  "routes/product-list.editions._index": { access: "signed-in" },
  "routes/product-list.editions.$number": { access: "signed-in", params: { number: "listEdition" } },
  "routes/api-docs._index": { access: "signed-in" },
  "routes/api-docs.operations.$operationId": { access: "signed-in", params: { operationId: "apiOperation" } },
  "routes/api-docs.quick-start": { access: "signed-in" },
  "routes/api-docs.differences": { access: "signed-in" },
  "routes/product-list.editions.$number.changes[.]csv": { access: "signed-in", params: { number: "listEdition" } },
  "routes/product-list.editions.$number.edition[.]json": { access: "signed-in", params: { number: "listEdition" } },
  "routes/product-list.source.$line": { access: "signed-in", params: { line: "listLine" } },
  "routes/operator.product-list._index": {
    access: "manage-catalogue",
    actions: [
      {
        name: "upload",
        access: "manage-catalogue",
        form: productListFile,
        again: "each upload waits for its own import",
      },
    ],
  },
  "routes/operator.product-list.groups.$groupKey": {
    access: "manage-catalogue",
    params: { groupKey: "listGroup" },
    actions: [
      { name: "name", access: "manage-catalogue", form: typed({ intent: "name", name: "Ankerhof" }) },
      { name: "take back", access: "manage-catalogue", form: typed({ intent: "take-back" }) },
      { name: "link", access: "manage-catalogue", form: typed({ intent: "link", productId: "DG7GMGF0D5RK" }) },
      { name: "unlink", access: "manage-catalogue", form: typed({ intent: "unlink", productId: "DG7GMGF0D5RK" }) },
      { name: "apart", access: "manage-catalogue", form: typed({ intent: "apart" }) },
      { name: "same", access: "manage-catalogue", form: typed({ intent: "same" }) },
    ],
  },
  "routes/operator.product-list.$draftId": {
    access: "manage-catalogue",
    params: { draftId: "listDraft" },
    actions: [
      { name: "import", access: "manage-catalogue", form: typed({ intent: "import" }) },
      {
        name: "discard",
        access: "manage-catalogue",
        form: typed({ intent: "discard" }),
        again: "there is no such file any more",
      },
    ],
  },
  "routes/operator.products.list[.]csv": { access: "manage-catalogue" },
  "routes/operator.products._index": { access: "manage-catalogue" },
  "routes/operator.products.$productId": {
    access: "manage-catalogue",
    params: { productId: "product" },
    actions: [{ name: "review", access: "manage-catalogue", form: typed({ skuId: "0001", needsReview: "yes" }) }],
  },

  "routes/operator.keys.list[.]csv": { access: "manage-key-pools" },
  "routes/operator.keys._index": { access: "manage-key-pools" },
  "routes/what-if": { access: "see-subscriptions" },
  "routes/operator.keys.ahead._index": { access: "manage-key-pools" },
  "routes/operator.keys.ahead.list[.]csv": { access: "manage-key-pools" },
  "routes/operator.keys.add": {
    access: "manage-key-pools",
    actions: [
      {
        name: "add",
        access: "manage-key-pools",
        form: typed({
          productId: "DG7GMGF0DWM3",
          version: "2016",
          edition: "-",
          keyFormat: "5x5",
          lowStockMark: "4",
        }),
      },
    ],
  },
  "routes/operator.keys.$poolId._index": {
    access: "manage-key-pools",
    params: { poolId: "pool" },
    actions: [{ name: "mark", access: "manage-key-pools", form: typed({ lowStockMark: "7" }) }],
  },
  "routes/operator.keys.$poolId.imports.$importId": {
    access: "manage-key-pools",
    params: { poolId: "pool", importId: "keyImport" },
    actions: [
      { name: "import", access: "manage-key-pools", form: typed({ intent: "import" }) },
      // After its import the file is said to be imported.
      { name: "discard", access: "manage-key-pools", form: typed({ intent: "discard" }) },
    ],
  },
  "routes/operator.keys.$poolId.import": {
    access: "manage-key-pools",
    params: { poolId: "pool" },
    actions: [
      {
        name: "upload",
        access: "manage-key-pools",
        form: keyFile,
        again: "each file is checked for itself, and takes the place of the one that waits",
      },
    ],
  },
  "routes/operator.downloads.list[.]csv": { access: "manage-downloads" },
  "routes/operator.downloads._index": { access: "manage-downloads" },
  "routes/operator.downloads.$productId._index": { access: "manage-downloads", params: { productId: "product" } },
  "routes/operator.downloads.$productId.add": {
    access: "manage-downloads",
    params: { productId: "product" },
    actions: [{ name: "upload", access: "manage-downloads", form: downloadFile }],
  },
  "routes/operator.downloads.$productId.files.$fileId.remove": {
    access: "manage-downloads",
    params: { productId: "product", fileId: "file" },
    actions: [{ name: "take back", access: "manage-downloads", form: typed({ intent: "remove" }) }],
  },

  "routes/operator.withdraw-key._index": { access: "manage-key-pools" },
  "routes/operator.withdraw-key.$orderId.$lineNumber": {
    access: "manage-key-pools",
    params: { orderId: "order", lineNumber: "keyLine" },
    actions: [{ name: "withdraw", access: "manage-key-pools", form: shown(withdrawal, {}, "operator") }],
  },

  "routes/settings.activity._index": { access: "open-activity-log" },
  "routes/settings.activity.export": {
    access: "open-activity-log",
    answer: 302,
    actions: [
      {
        name: "export",
        access: "open-activity-log",
        form: typed({ intent: "export", from: "2026-01-01" }),
        done: 200,
        again: "every export is a line of the log",
      },
    ],
  },
  "routes/operator.activity_.list[.]csv": { access: "verify-activity" },
  "routes/operator.activity": {
    access: "verify-activity",
    actions: [
      {
        name: "verify",
        access: "verify-activity",
        form: typed({ intent: "verify" }),
        again: "every verification is one of its own",
      },
    ],
  },
  "routes/operator.job-runs.list[.]csv": { access: "see-job-runs" },
  "routes/operator.job-runs._index": {
    access: "see-job-runs",
    actions: [
      {
        name: "run",
        access: "run-jobs",
        form: typed({ job: "look-ahead" }),
        again: "a job may run as often as one likes; what it does is done once",
      },
    ],
  },
  "routes/operator.job-runs.$runId": { access: "see-job-runs", params: { runId: "run" } },
  "routes/operator.clock": {
    access: "move-clock",
    actions: [
      {
        name: "move",
        access: "move-clock",
        form: shown({}, { with: ["intent", "move"] }, "operator"),
        by: "operator",
        again: "the clock has moved past it, or is on its way",
      },
    ],
  },

  "routes/customers_.$customerId.add-products": {
    access: "prepare-cart",
    params: customer,
    actions: [{ name: "add", access: "prepare-cart", form: shown({}, { with: ["productId"] }) }],
  },
  "routes/customers_.$customerId.cart._index": {
    access: "prepare-cart",
    params: customer,
    search: ownCart,
    actions: [
      { name: "change", access: "prepare-cart", form: shown({ quantity: "3" }, { with: ["intent", "change"] }) },
      { name: "remove", access: "prepare-cart", form: shown({}, { with: ["intent", "remove"] }) },
    ],
  },
  "routes/customers_.$customerId.cart.review": {
    access: "prepare-cart",
    params: customer,
    search: ownCart,
    actions: [{ name: "buy", access: "buy", form: shown() }],
  },
  "routes/customers_.$customerId.orders.$orderId.confirmation": { access: "see-orders", params: order },
  "routes/customers_.$customerId.orders.$orderId.lines.$lineNumber.cancel": {
    access: "see-software",
    params: { ...order, lineNumber: "line" },
    actions: [{ name: "cancel", access: "cancel-purchase", form: shown({ isConfirmed: "on" }) }],
  },
  "routes/customers_.$customerId.subscriptions.$subscriptionId._index": {
    access: "see-subscriptions",
    params: subscription,
  },
  "routes/customers_.$customerId.subscriptions.$subscriptionId.next-term": {
    access: "see-subscriptions",
    params: subscription,
    actions: [
      {
        name: "schedule",
        access: "schedule-next-term",
        // First the change is looked at, then it is saved.
        form: (site, address) => shown()(site, `${address}?choice=P1Y.annual&quantity=5`),
      },
      {
        name: "clear",
        access: "schedule-next-term",
        form: typed(() => ({ intent: "clear", idempotencyKey: newKey() })),
      },
    ],
  },
  "routes/customers_.$customerId.subscriptions.$subscriptionId.name": {
    access: "see-subscriptions",
    params: subscription,
    actions: [{ name: "rename", access: "switch-auto-renew", form: shown({ name: "Terminal server" }) }],
  },
  "routes/customers_.$customerId.subscriptions.$subscriptionId.auto-renew": {
    access: "see-subscriptions",
    params: subscription,
    actions: [{ name: "switch", access: "switch-auto-renew", form: shown() }],
  },
  "routes/customers_.$customerId.what-if": { access: "see-subscriptions", params: customer },
  "routes/customers_.$customerId.subscriptions.$subscriptionId.what-if": {
    access: "see-subscriptions",
    params: subscription,
  },
  "routes/customers_.$customerId.subscriptions.$subscriptionId.auto-renew-day": {
    access: "see-subscriptions",
    params: subscription,
    actions: [
      {
        name: "choose a day",
        access: "switch-auto-renew",
        // Only what renews has the form, and others switch it off.
        form: async (site, address) => {
          await site.db
            .updateTable("subscription")
            .set({ is_auto_renew_on: flagColumn(true), auto_renew_off_at: null })
            .where("id", "=", site.a.subscription)
            .execute();
          return shown({ intent: "plan", on: "2027-01-15" })(site, address);
        },
      },
    ],
  },
  "routes/customers_.$customerId.subscriptions.$subscriptionId.release-hold": {
    access: "see-subscriptions",
    params: { ...customer, subscriptionId: "heldSubscription" },
    actions: [{ name: "release", access: "release-hold", form: shown() }],
  },
  "routes/customers_.$customerId.subscriptions.$subscriptionId.cancel": {
    access: "see-subscriptions",
    params: subscription,
    actions: [{ name: "cancel", access: "cancel-purchase", form: shown({ isConfirmed: "on" }) }],
  },
};
