import { makeBulkRun } from "#app/services/bulk/make-bulk-run.server.ts";
import { importProductList } from "#app/services/product-list/import-product-list.server.ts";
import { uploadProductList } from "#app/services/product-list/list-drafts.server.ts";
import { listFileOf } from "#app/services/product-list/read-list-file.server.ts";
import { smallProductList } from "#test/support/product-list-document.ts";
import { Temporal } from "temporal-polyfill";
import { createArgon2Passwords } from "#app/adapters/argon2-passwords.ts";
import { type Actor, customerRoles, partnerRoles, type Role } from "#app/domain/access/roles.ts";
import type { Result } from "#app/domain/result.ts";
import { testEvent } from "#app/domain/webhooks/events.ts";
import { cookiesOf } from "#app/http/cookies.server.ts";
import { sandboxSessionSecret } from "#app/http/env.server.ts";
import { startSession } from "#app/services/accounts/session-life.server.ts";
import { type InvitedUser, inviteUser } from "#app/services/accounts/invite-user.server.ts";
import { issuePasswordLink } from "#app/services/accounts/password-link.server.ts";
import { checkPriceList } from "#app/services/catalog/import-price-list.server.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import type { KeyDeps, KeyServices, ServiceDeps, SupportDeps } from "#app/services/ports.ts";
import { addCartLine, type AddCartLineInput } from "#app/services/purchases/add-cart-line.server.ts";
import { checkOut } from "#app/services/purchases/check-out.server.ts";
import type { Db } from "#db/client.ts";
import { instantColumn } from "#db/columns.ts";
import { insertWebhookDeliveries, insertWebhookRegistration } from "#db/repositories/webhooks.ts";
import { shelf } from "#db/seeds/demo/shelf.ts";
import { buildUser } from "#test/support/builders.ts";
import { bytesOf, csvText } from "#test/support/price-lists.ts";
import { importList, receiveList } from "#test/support/migration-plan.ts";
import { testPassword } from "#test/support/portal.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { settleInstallations } from "./settle-installations.ts";
import { type ActivationBook, settleActivation } from "./settle-activation.ts";
import { openRequest, staged } from "#test/support/support-requests.ts";

/** When the demo is looked at: a day like any other, the same in every run. */
export const seenAt = Temporal.Instant.from("2026-11-24T13:05:00Z");

/** Whoever asks: somebody of partner A with one role, somebody with all of them, the others' people, or nobody. */
export type Person = Role | "all-partner-roles" | "of-other-partner" | "nobody";

/** One record of every kind that an address or a form can name. */
export type Book = {
  readonly partner: string;
  readonly customer: string;
  /** Active, its window open, renewing. */
  readonly subscription: string;
  /** Another one, parked by the jobs. */
  readonly heldSubscription: string;
  /** Perpetual software, to be cancelled still. */
  readonly order: string;
  readonly line: string;
  /** A line of the same order with a key, which nothing cancels. */
  readonly keyLine: string;
  /** Devices of the move from volume licensing that were read and not taken over; the plan has some. */
  readonly deviceList: string;
  readonly cart: string;
  readonly user: string;
  /** An issued invoice, and a charge on it. */
  readonly invoice: string;
  readonly charge: string;
  /** Somebody asked into the partner, and somebody asked into the customer. */
  readonly ownInvitation: string;
  readonly invitation: string;
  /** An open support request with a file, and another one that asks for a cancellation. */
  readonly supportRequest: string;
  readonly attachment: string;
  readonly cancellationRequest: string;
  /** A program that calls the API. */
  readonly apiClient: string;
  /** A message to the partner's own system that was given up. */
  readonly webhookDelivery: string;
  /** A change of many that was looked at and not confirmed. */
  readonly bulkRun: string;
  /** Upgrade installations: see `InstallationBook`. */
  readonly installation: string;
  readonly installationToAnswer: string;
  readonly installationToHold: string;
  readonly installationToSign: string;
  readonly installationOfFirm: string;
  readonly installationDraft: string;
  readonly installationVersion: string;
  /** Volume licensing: see `ActivationBook`. */
  readonly agreement: string;
  readonly enrollment: string;
  readonly enrollmentToSend: string;
  readonly enrollmentOfAzure: string;
  readonly serviceAccount: string;
  readonly activationRequest: string;
};

export type Settled = {
  /** `Cookie` headers. */
  readonly cookies: Readonly<Record<Person, string>>;
  readonly userIds: Readonly<Record<Exclude<Person, "nobody">, string>>;
  /** Of everybody; the same as in other tests. */
  readonly emails: Readonly<Record<Exclude<Person, "nobody">, string>>;
  /** The partner whose people ask. */
  readonly a: Book;
  /** The other partner, of whom they must learn nothing. */
  readonly b: Book;
  /** A service of volume licensing, and what opens the page that activates an enrollment of partner A. */
  readonly onlineService: string;
  readonly activationToken: string;
  /** Records of the operator alone. */
  readonly draft: string;
  /** A product list that waits for its import, and what there is to read of one. */
  readonly listDraft: string;
  readonly listEdition: string;
  readonly listGroup: string;
  readonly listLine: string;
  /** A rule of the trade that is explained. */
  readonly helpRule: string;
  /** An operation of the API, by its name in the reference. */
  readonly apiOperation: string;
  readonly run: string;
  readonly product: string;
  /** A pool with a key file that was checked and waits for a decision. */
  readonly pool: string;
  readonly keyImport: string;
  /** A file of the product that another one has taken the place of. */
  readonly file: string;
  /** A mail that was given up. */
  readonly mail: string;
  /** The same of a letter. */
  readonly letter: string;
  /** Opens the page that sets a password. */
  readonly passwordToken: string;
  /** Opens the page that accepts an invitation into partner A. */
  readonly invitationToken: string;
};

/** A list with one new price, which the operator has uploaded and not imported yet. */
const newPrices = bytesOf(csvText({ UnitPrice: "401.25", EffectiveStartDate: "2027-01-01T00:00:00.0000000Z" }));
const priceList = { fileName: "january.csv", bytesTotal: newPrices.length, chunks: [newPrices] };

type PartnerActor = Extract<Actor, { kind: "partner" }>;

/** Puts people of every role into the demo, signs them in, and makes the records that the tests name. */
export async function settle(db: Db, keyServices: KeyServices): Promise<Settled> {
  const deps = { ...serviceDeps(db, seenAt), ...keyServices };
  const a = await startBook(db, "Harbour & Pine%");
  const b = await startBook(db, "Nordlicht%");
  const people = await addPeople(db, a, b);
  const chiefOfA = chief(a, people.userIds["all-partner-roles"]);
  const operator: Actor = { kind: "operator", userId: people.userIds.operator, roles: ["operator"], address: null };
  const draft = valueOf(await checkPriceList(deps, operator, priceList, seenAt));
  const run = await db.selectFrom("job_run").select("id").orderBy("started_at", "desc").executeTakeFirstOrThrow();
  const chiefOfB = chief(b, people.userIds["of-other-partner"]);
  const ofA = [...partnerRoles, ...customerRoles, "all-partner-roles"] as const;
  const colleagues = ofA.map((person) => ({
    userId: people.userIds[person],
    email: people.emails[person],
    isOnlineAdmin: person === "customer-global-admin",
  }));
  const { activationToken, ...activationA } = await settleActivation(deps, chiefOfA, a.customer, colleagues, seenAt);
  const { activationToken: _other, ...activationB } = await settleActivation(
    deps,
    chiefOfB,
    b.customer,
    [{ userId: chiefOfB.userId, email: people.emails["of-other-partner"] }],
    seenAt,
  );
  const bookA = { ...(await fillBook(deps, a, chiefOfA)), ...activationA };
  return {
    ...people,
    a: bookA,
    b: { ...(await fillBook(deps, b, chiefOfB)), ...activationB },
    onlineService: "office-365-e3",
    activationToken,
    draft: draft.id,
    helpRule: "cancellation-window",
    ...(await settleProductList(deps, operator)),
    apiOperation: "changeSubscription",
    run: run.id,
    passwordToken: await db
      .transaction()
      .execute(async (tx) => (await issuePasswordLink(tx, people.userIds["customer-user"], seenAt)).token),
    invitationToken: (await invite(deps, chiefOfA, null)).link?.token ?? "",
    product: shelf["windows-standard-1y"].productId,
    ...(await settleShelf(db)),
    mail: await settleMail(db),
    letter: await settleLetter(db),
  };
}

/**
 * An edition of the product list to read, with a group that is in doubt, and another file that waits for its import. The
 * group is known by its place alone, and says another thing than it did in the edition before.
 */
async function settleProductList(deps: ServiceDeps, operator: Actor) {
  const fileOf = (text: string) => listFileOf("product-list.txt", new TextEncoder().encode(text));
  const before = smallProductList.replace("Wer einen Hafen hat, legt an.", "Wer eine Mole hat, legt an.");
  await importProductList(deps, operator, fileOf(before), seenAt);
  const imported = await importProductList(deps, operator, fileOf(smallProductList), seenAt);
  if (!imported.ok) throw new Error("The small list is refused");
  const uploaded = valueOf(await uploadProductList(deps, operator, fileOf(`${smallProductList}\n`), seenAt));
  if (!("draftId" in uploaded)) throw new Error("The small list is refused");
  return {
    listDraft: uploaded.draftId,
    listEdition: String(imported.value.editionNumber),
    listGroup: "group-4",
    listLine: "20",
  };
}

/** What the demo has of pools and files that the operator's forms are tried with. */
async function settleShelf(db: Db) {
  const waiting = await db
    .selectFrom("key_import")
    .select(["id", "pool_id"])
    .where("status", "=", "checked")
    .executeTakeFirstOrThrow();
  const former = await db
    .selectFrom("download_file")
    .select("id")
    .where("product_id", "=", shelf["windows-standard-1y"].productId)
    .where("replaced_at", "is not", null)
    .executeTakeFirstOrThrow();
  return { pool: waiting.pool_id, keyImport: waiting.id, file: former.id };
}

/** A mail of the demo, as if a server had refused it. */
async function settleMail(db: Db): Promise<string> {
  const { id } = await db
    .selectFrom("mail")
    .select("id")
    .where("state", "=", "queued")
    .orderBy("queued_at")
    .orderBy("id")
    .executeTakeFirstOrThrow();
  const refused = { last_verdict: "rejected" as const, last_smtp_code: 550, last_reply: "550 No such mailbox" };
  await db
    .updateTable("mail")
    .set({ state: "dead", attempts: 1, next_attempt_at: null, finished_at: instantColumn(seenAt), ...refused })
    .where("id", "=", id)
    .execute();
  return id;
}

/** The same for a letter, which tells of something that stays true. */
async function settleLetter(db: Db): Promise<string> {
  const { id } = await db
    .selectFrom("letter")
    .select("id")
    .where("kind", "=", "licences-attached")
    .orderBy("queued_at")
    .orderBy("id")
    .executeTakeFirstOrThrow();
  const refused = { last_verdict: "rejected" as const, last_smtp_code: 550, last_reply: "550 No such mailbox" };
  await db
    .updateTable("letter")
    .set({ state: "dead", attempts: 1, next_attempt_at: null, finished_at: instantColumn(seenAt), ...refused })
    .where("id", "=", id)
    .execute();
  return id;
}

function chief({ partner }: Pick<Book, "partner">, userId: string): PartnerActor {
  return { kind: "partner", partnerId: partner, userId, roles: partnerRoles, address: null };
}

/** A partner of the demo, and a customer of it who may buy. */
async function startBook(db: Db, namePattern: string): Promise<Pick<Book, "partner" | "customer">> {
  return db
    .selectFrom("customer")
    .innerJoin("partner", "partner.id", "customer.partner_id")
    .where("partner.name", "like", namePattern)
    .where("customer.country", "in", ["DE", "GB"])
    .where("validation_status", "=", "allowed")
    .select(["partner.id as partner", "customer.id as customer"])
    .orderBy("customer.created_at")
    .orderBy("customer.id")
    .executeTakeFirstOrThrow();
}

async function addPeople(db: Db, a: Pick<Book, "partner" | "customer">, b: Pick<Book, "partner">) {
  const ofA = { partnerId: a.partner };
  const customerOfA = { partnerId: a.partner, customerId: a.customer };
  const people: [Exclude<Person, "nobody">, Parameters<typeof buildUser>[1]][] = [
    ...partnerRoles.map((role): (typeof people)[number] => [role, { ...ofA, roles: [role] }]),
    ...customerRoles.map((role): (typeof people)[number] => [role, { ...customerOfA, roles: [role] }]),
    ["operator", { roles: ["operator"] }],
    ["all-partner-roles", { ...ofA, roles: partnerRoles, displayName: "Winifred Ainsley" }],
    ["of-other-partner", { partnerId: b.partner, roles: partnerRoles, displayName: "Gesine Voßkuhl" }],
  ];
  const cookies: Partial<Record<Person, string>> = { nobody: "" };
  const userIds: Partial<Record<Person, string>> = {};
  const emails: Partial<Record<Person, string>> = {};
  const passwordHash = await createArgon2Passwords().hash(testPassword);
  const { session } = cookiesOf({ sessionSecret: sandboxSessionSecret });
  for (const [person, options] of people) {
    const { id, email } = await buildUser(db, options);
    await db.updateTable("user_account").set({ password_hash: passwordHash }).where("id", "=", id).execute();
    const begun = { userId: id, replaces: null, keepsLife: false, userAgent: null } as const;
    const { sessionId } = await db.transaction().execute((tx) => startSession(tx, begun, seenAt));
    const cookie = await session.serialize(sessionId);
    cookies[person] = cookie.split(";", 1)[0] ?? "";
    userIds[person] = id;
    emails[person] = email;
  }
  return {
    cookies: cookies as Settled["cookies"],
    userIds: userIds as Settled["userIds"],
    emails: emails as Settled["emails"],
  };
}

/** Buys two subscriptions and perpetual software an hour ago, and leaves a cart. */
/** A request with a file about the customer, and one about a purchase of its own, so that granting it changes no other record. */
async function openRequests(
  deps: KeyDeps & SupportDeps,
  start: Pick<Book, "partner" | "customer">,
  actor: PartnerActor,
): Promise<Pick<Book, "supportRequest" | "attachment" | "cancellationRequest">> {
  const cartId = await fillCart(deps, start, actor, ["windows-standard-1y"], seenAt);
  const checkout = { idempotencyKey: deps.ids.next(), cartId, shownUnitPrices: [] };
  const { orderId } = valueOf(await checkOut(deps, actor, checkout, seenAt));
  const attachments = [await staged(deps, "log.txt", Buffer.from("12:00 failed\n"))];
  const supportRequest = await openRequest(deps, actor, seenAt, { customer: start.customer, attachments });
  const cancellationRequest = await openRequest(deps, actor, seenAt, { reference: orderId });
  const { id: attachment } = await deps.db
    .selectFrom("support_attachment")
    .select("id")
    .where("request_id", "=", supportRequest)
    .executeTakeFirstOrThrow();
  return { supportRequest, attachment, cancellationRequest };
}

async function fillBook(
  deps: KeyDeps & SupportDeps,
  start: Pick<Book, "partner" | "customer">,
  actor: PartnerActor,
): Promise<Omit<Book, keyof ActivationBook>> {
  const { db } = deps;
  const anHourAgo = seenAt.subtract({ hours: 1 });
  const names = ["windows-standard-1y", "sql-standard-1y", "windows-standard-perpetual"] as const;
  const cartId = await fillCart(deps, start, actor, names, anHourAgo);
  const order = { idempotencyKey: deps.ids.next(), cartId, shownUnitPrices: [] };
  const { orderId } = valueOf(await checkOut(deps, actor, order, anHourAgo));
  const lines = await db
    .selectFrom("order_line")
    .select(["line_number", "subscription_id"])
    .where("order_id", "=", orderId)
    .orderBy("line_number")
    .execute();
  const [subscription = "", heldSubscription = ""] = lines.map((line) => line.subscription_id ?? "");
  await db
    .updateTable("subscription")
    .set({ hold_reason: "failing", held_at: instantColumn(anHourAgo) })
    .where("id", "=", heldSubscription)
    .execute();
  const keyOf = { customerId: start.customer, orderId, lineNumber: 1, version: "2022", authenticatedAt: anHourAgo };
  valueOf(await revealKey(deps, actor, keyOf, anHourAgo));
  const user = await buildUser(db, {
    partnerId: start.partner,
    roles: ["sales-agent"],
    displayName: `Colleague of ${actor.userId.slice(-4)}`,
  });
  // Before the cart that stays: everybody has one open cart for a customer.
  const support = await openRequests(deps, start, actor);
  const cart = await fillCart(deps, start, actor, ["windows-standard-1y", "sql-standard-1y"], seenAt);
  const { invitationId: ownInvitation } = await invite(deps, actor, null);
  const { invitationId: invitation } = await invite(deps, actor, start.customer);
  const bought = { subscription, heldSubscription, order: orderId, line: "2", keyLine: "1", cart };
  const devices = ["PC-0417;2026-06-01;Quay", "PC-0418;2026-10-01;Quay", "Front desk (2);2026-09-01;"];
  await importList(deps, actor, start.customer, devices, seenAt);
  const deviceList = await receiveList(deps, actor, start.customer, ["PC-0500;2026-11-01;", ...devices], seenAt);
  const line = await db
    .selectFrom("invoice_line")
    .innerJoin("invoice", "invoice.id", "invoice_line.invoice_id")
    .where("invoice.partner_id", "=", start.partner)
    .where("invoice.number", "is not", null)
    .select(["invoice.id as invoice", "invoice_line.charge_id as charge"])
    .orderBy("invoice.number")
    .executeTakeFirstOrThrow();
  const { id: apiClient } = await db
    .selectFrom("api_client")
    .select("id")
    .where("partner_id", "=", start.partner)
    .orderBy("name")
    .executeTakeFirstOrThrow();
  const selection = { kind: "ids", subscriptionIds: [heldSubscription] } as const;
  const change = { idempotencyKey: deps.ids.next(), action: { kind: "auto-renew-off" }, selection } as const;
  const { runId: bulkRun } = valueOf(await makeBulkRun(deps, actor, change, seenAt));
  const webhookDelivery = await settleWebhook(db, start.partner);
  const installations = await settleInstallations(deps, start, actor, seenAt);
  return {
    ...installations,
    webhookDelivery,
    bulkRun,
    ...start,
    ...bought,
    ...line,
    ...support,
    deviceList,
    user: user.id,
    ownInvitation,
    invitation,
    apiClient,
  };
}

/** A registered webhook, where the demo has none, and a message that it did not take. */
async function settleWebhook(db: Db, partnerId: string): Promise<string> {
  const id = crypto.randomUUID();
  await insertWebhookRegistration(db, {
    partnerId,
    subscriberId: crypto.randomUUID(),
    url: "https://hooks.example.com/events",
    events: ["test-created", "subscription-updated"],
    isMsSignatureHeader: false,
    createdAt: seenAt,
    changedAt: seenAt,
  });
  await insertWebhookDeliveries(db, [testEvent(id, partnerId, seenAt.epochMilliseconds)], seenAt);
  await db
    .updateTable("webhook_delivery")
    .set({ state: "dead", next_attempt_at: null, finished_at: instantColumn(seenAt), attempts: 10, attempts_left: 0 })
    .where("id", "=", id)
    .execute();
  return id;
}

async function invite(deps: ServiceDeps, actor: PartnerActor, customerId: string | null): Promise<InvitedUser> {
  const person = { displayName: "Rosalind Hume", email: `${deps.ids.next()}@rosalind.example`, roles: [] };
  const preferences = { language: "en", timeZone: "Europe/London" } as const;
  const wish = { idempotencyKey: deps.ids.next(), customerId, ...person, preferences };
  return valueOf(await inviteUser(deps, actor, wish, seenAt));
}

async function fillCart(
  deps: ServiceDeps,
  { customer: customerId }: Pick<Book, "customer">,
  actor: PartnerActor,
  names: readonly (keyof typeof shelf)[],
  at: Temporal.Instant,
): Promise<string> {
  let cartId: string | null = null;
  for (const name of names) {
    const { productId, skuId, termDuration, billingPlan, quantity } = shelf[name];
    const line = { productId, skuId, termDuration, billingPlan, quantity: quantity[0] };
    const wish: AddCartLineInput = { idempotencyKey: deps.ids.next(), customerId, cartId, ...line };
    cartId = valueOf(await addCartLine(deps, actor, wish, at)).cartId;
  }
  return cartId ?? "";
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`The tests' own records were refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
