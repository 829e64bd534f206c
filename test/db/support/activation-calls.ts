import { Temporal } from "temporal-polyfill";
import type { LetterDraft } from "#app/domain/agreements/letters.ts";
import { requestNumberOf } from "#app/domain/support/support-request.ts";
import type { Db } from "#db/client.ts";
import type { PageRequest } from "#db/keyset.ts";
import * as accountSubscriptions from "#db/repositories/account-subscriptions.ts";
import * as activationCases from "#db/repositories/activation-cases.ts";
import * as activationLimits from "#db/repositories/activation-limits.ts";
import * as activationFacts from "#db/repositories/activation-facts.ts";
import * as agreementPeople from "#db/repositories/agreement-people.ts";
import * as agreements from "#db/repositories/agreements.ts";
import * as allLetters from "#db/repositories/all-letters.ts";
import * as azureOffers from "#db/repositories/azure-offers.ts";
import * as enrollmentAccounts from "#db/repositories/enrollment-accounts.ts";
import * as enrollmentContacts from "#db/repositories/enrollment-contacts.ts";
import * as letters from "#db/repositories/letters.ts";
import * as onlineServices from "#db/repositories/online-services.ts";
import * as serviceAccounts from "#db/repositories/service-accounts.ts";
import * as activation from "#db/repositories/service-activation.ts";
import * as serviceOrders from "#db/repositories/service-orders.ts";
import { insertSupportRequest } from "#db/repositories/support-requests.ts";
import { aSupportRequest } from "#test/domain/support/support-request.ts";
import { instant, testIds } from "#test/support/builders.ts";

/** The repositories of agreements and service activation, and how each of their functions is asked. */

type Book = {
  readonly partnerId: string;
  readonly customer: { readonly id: string };
  readonly actor: { readonly userId: string };
};
type Call = (db: Db, book: Book) => Promise<unknown>;

const at = instant("2024-03-02T12:00:00Z");
const later = instant("2024-03-02T12:02:00Z");
const today = Temporal.PlainDate.from("2024-03-02");
const serviceId = "office-365-e3";
const page: PageRequest = { limit: 50, cursor: null };
const afterOf = (...key: (string | number)[]): PageRequest => ({ limit: 50, cursor: { direction: "after", key } });
const beforeOf = (...key: (string | number)[]): PageRequest => ({ limit: 50, cursor: { direction: "before", key } });

const scopeOf = ({ partnerId, customer }: Book) => ({ partnerId, customerId: customer.id });
const ofAll = ({ partnerId }: Book) => ({ partnerId, customerId: null });

function agreementOf(book: Book) {
  const id = testIds.next();
  const made = { createdAt: at, createdBy: book.actor.userId };
  return { id, ...scopeOf(book), number: `V${id.slice(-10)}`, programme: "open" as const, ...made };
}

async function agreed(db: Db, book: Book) {
  const agreement = agreementOf(book);
  await agreements.insertAgreement(db, agreement);
  return agreement;
}

function enrollmentOf(book: Book, agreementId: string) {
  const id = testIds.next();
  return {
    id,
    agreementId,
    ...scopeOf(book),
    number: `E${id.slice(-10)}`,
    organizationName: "Contoso",
    programme: "open" as const,
    startsOn: today,
    endsOn: today,
    predecessorId: null,
    createdAt: at,
    createdBy: book.actor.userId,
  };
}

async function enrolled(db: Db, book: Book) {
  const enrollment = enrollmentOf(book, (await agreed(db, book)).id);
  await agreements.insertEnrollment(db, enrollment);
  return enrollment;
}

const givenOf = ({ actor }: Book) => ({ id: testIds.next(), userId: actor.userId, by: actor.userId, at });
const roleOf = (book: Book) => ({ userId: book.actor.userId, role: "vlsc-admin" as const, by: book.actor.userId, at });
const contactOf = ({ actor }: Book, enrollmentId: string) => {
  const person = { name: "Kim", email: "kim@x.example", language: "en" as const };
  return { id: testIds.next(), enrollmentId, ...person, from: at, enteredBy: actor.userId };
};
const orderOf = (book: Book, enrollmentId: string) => ({
  id: testIds.next(),
  enrollmentId,
  ...scopeOf(book),
  serviceId,
  kind: "reservation" as const,
  quantity: 1,
  placedAt: at,
  placedBy: book.actor.userId,
  purchasedOn: today,
  usageFromOn: today,
  effectiveAt: null,
});
async function ordered(db: Db, book: Book) {
  const enrollment = await enrolled(db, book);
  await activation.noteServiceOrdered(db, { enrollment, serviceId, purchasedOn: today, expiresOn: today, at });
  return enrollment;
}
const accountOf = (book: Book) => {
  const admins = [{ email: "kim@x.example", name: "Kim", kind: "global" as const }];
  const id = testIds.next();
  return { id, ...scopeOf(book), name: "Contoso", country: "DE", domains: [`${id}.example`], admins };
};
async function accounted(db: Db, book: Book) {
  const account = accountOf(book);
  await serviceAccounts.insertServiceAccount(db, account, { by: book.actor.userId, at });
  return account;
}
async function linked(db: Db, book: Book) {
  const [enrollment, account] = [await enrolled(db, book), await accounted(db, book)];
  const link = { enrollment, accountId: account.id, cause: "link" as const, by: null, at };
  await enrollmentAccounts.insertAccountLink(db, link);
  return { enrollment, account };
}
const letterOf = (book: Book, enrollmentId: string): LetterDraft => ({
  kind: "data-deleted",
  dedupeKey: testIds.next(),
  ...scopeOf(book),
  enrollmentId,
  serviceId: null,
  contactId: null,
  recipient: { name: "Kim", email: "kim@x.example", language: "en" },
  facts: { enrollment: "1", organization: "Contoso" },
});
async function cased(db: Db, book: Book) {
  const enrollment = await enrolled(db, book);
  const requestId = requestNumberOf(testIds.next());
  const { userId } = book.actor;
  const request = { id: requestId, ...scopeOf(book), orderId: null, subscriptionId: null, lineNumber: null };
  await insertSupportRequest(db, aSupportRequest({ ...request, createdBy: userId, changedBy: userId }));
  return {
    requestId,
    ...scopeOf(book),
    enrollmentId: enrollment.id,
    serviceId,
    kind: "other" as const,
    toAccountId: null,
    openedAt: at,
  };
}
const outcome = {
  state: "sent" as const,
  verdict: "accepted" as const,
  smtpCode: 250,
  reply: "ok",
  nextAttemptAt: null,
};

export const activationCalls: Record<string, { module: object; calls: Record<string, Call> }> = {
  agreements: {
    module: agreements,
    calls: {
      insertAgreement: (db, book) => agreements.insertAgreement(db, agreementOf(book)),
      findAgreement: async (db, book) => agreements.findAgreement(db, scopeOf(book), (await agreed(db, book)).id),
      listAgreements: (db, book) => agreements.listAgreements(db, ofAll(book), { search: "", heldBy: null }, page),
      "listAgreements searched, after a key": (db, book) =>
        agreements.listAgreements(db, ofAll(book), { search: "V1", heldBy: null }, afterOf("V1", "1")),
      "listAgreements of a customer, held by somebody, before a key": (db, book) =>
        agreements.listAgreements(db, scopeOf(book), { search: "", heldBy: book.actor.userId }, beforeOf("V1", "1")),
      insertEnrollment: (db, book) => enrolled(db, book),
      findEnrollment: (db, book) => agreements.findEnrollment(db, scopeOf(book), "e"),
      "findEnrollment for a change": (db, book) => agreements.findEnrollment(db, ofAll(book), "e", { lock: true }),
      findAnyEnrollment: (db) => agreements.findAnyEnrollment(db, "e"),
      "findAnyEnrollment for a change": (db) => agreements.findAnyEnrollment(db, "e", { lock: true }),
      listEnrollments: (db, book) => agreements.listEnrollments(db, { ...scopeOf(book), agreementId: null }),
      "listEnrollments of an agreement": (db, book) =>
        agreements.listEnrollments(db, { ...scopeOf(book), agreementId: "a" }),
      listEnrollmentsById: (db) => agreements.listEnrollmentsById(db, ["e"]),
    },
  },
  "agreement-people": {
    module: agreementPeople,
    calls: {
      listRolesAtAgreement: (db, book) => agreementPeople.listRolesAtAgreement(db, "a", book.actor.userId),
      listAgreementPeople: (db) => agreementPeople.listAgreementPeople(db, "a"),
      insertAgreementRole: async (db, book) =>
        agreementPeople.insertAgreementRole(db, {
          ...givenOf(book),
          agreement: await agreed(db, book),
          role: "vlsc-admin",
        }),
      withdrawAgreementRole: (db, book) =>
        agreementPeople.withdrawAgreementRole(db, { agreementId: "a", ...roleOf(book) }),
      hasReservationGrant: (db, book) => agreementPeople.hasReservationGrant(db, "e", book.actor.userId),
      listReservationGrants: (db) => agreementPeople.listReservationGrants(db, "e"),
      insertReservationGrant: async (db, book) =>
        agreementPeople.insertReservationGrant(db, { ...givenOf(book), enrollment: await enrolled(db, book) }),
      withdrawReservationGrant: (db, { actor }) =>
        agreementPeople.withdrawReservationGrant(db, { enrollmentId: "e", userId: actor.userId, by: actor.userId, at }),
    },
  },
  "enrollment-contacts": {
    module: enrollmentContacts,
    calls: {
      listContacts: (db) => enrollmentContacts.listContacts(db, "e"),
      findContact: (db) => enrollmentContacts.findContact(db, "e"),
      replaceContact: async (db, book) =>
        enrollmentContacts.replaceContact(db, book.partnerId, contactOf(book, (await enrolled(db, book)).id)),
    },
  },
  letters: {
    module: letters,
    calls: {
      insertLetters: async (db, book) =>
        letters.insertLetters(db, at, [{ id: testIds.next(), draft: letterOf(book, (await enrolled(db, book)).id) }]),
      countDueLetters: (db) => letters.countDueLetters(db, at, 100),
      claimDueLetter: (db) => letters.claimDueLetter(db, at, later),
      finishLetterAttempt: (db) =>
        letters.finishLetterAttempt(db, { id: "l", partnerId: "p", attempts: 1 }, outcome, at),
      listKnownLetterKeys: (db) => letters.listKnownLetterKeys(db, ["k"]),
      listLetters: (db) => letters.listLetters(db, "e", null),
      "listLetters of a service": (db) => letters.listLetters(db, "e", serviceId),
    },
  },
  "all-letters": {
    module: allLetters,
    calls: {
      listAllLetters: (db) => allLetters.listAllLetters(db, { ...page, state: null, address: "" }),
      "listAllLetters in a state, after a key": (db) =>
        allLetters.listAllLetters(db, { ...afterOf(1, "l"), state: "dead", address: "" }),
      "listAllLetters to an address, before a key": (db) =>
        allLetters.listAllLetters(db, { ...beforeOf(1, "l"), state: null, address: "Kim@x.example" }),
      findLetter: (db) => allLetters.findLetter(db, "l"),
      countLetters: (db) => allLetters.countLetters(db, "dead", 100),
      reviveLetter: (db, { partnerId }) => allLetters.reviveLetter(db, { id: "l", partnerId }, at),
      readLetterStanding: async (db, book) =>
        allLetters.readLetterStanding(db, { enrollmentId: (await linked(db, book)).enrollment.id, serviceId }, at),
    },
  },
  "online-services": {
    module: onlineServices,
    calls: {
      listOnlineServices: (db) => onlineServices.listOnlineServices(db),
      listServiceCountries: (db) => onlineServices.listServiceCountries(db),
      replaceServiceCountries: (db) => onlineServices.replaceServiceCountries(db, serviceId, ["DE"]),
      listIncompatibilities: (db) => onlineServices.listIncompatibilities(db),
      replaceIncompatibilities: (db) => onlineServices.replaceIncompatibilities(db, serviceId, ["intune"]),
    },
  },
  "service-orders": {
    module: serviceOrders,
    calls: {
      insertServiceOrder: async (db, book) =>
        serviceOrders.insertServiceOrder(db, orderOf(book, (await enrolled(db, book)).id)),
      listServiceOrders: (db) => serviceOrders.listServiceOrders(db, ["e"]),
      claimWaitingReservations: (db) => serviceOrders.claimWaitingReservations(db, today, 50),
      listWaitingReservations: (db) => serviceOrders.listWaitingReservations(db, 50),
      markReservationEffective: (db) => serviceOrders.markReservationEffective(db, "o", at),
    },
  },
  "service-activation": {
    module: activation,
    calls: {
      noteServiceOrdered: (db, book) => ordered(db, book),
      listEnrollmentServices: (db) => activation.listEnrollmentServices(db, "e"),
      claimDueServices: (db) => activation.claimDueServices(db, at, 50),
      countDueServices: (db) => activation.countDueServices(db, at, 50),
      setNextCheck: (db) => activation.setNextCheck(db, { enrollmentId: "e", serviceId }, at),
      reactivateLinks: (db) => activation.reactivateLinks(db, "e", null, today),
      "reactivateLinks of a service": (db) => activation.reactivateLinks(db, "e", serviceId, today),
      listLinksExpiringOn: (db) => activation.listLinksExpiringOn(db, [today]),
      insertActivationToken: async (db, book) => {
        const { id } = await ordered(db, book);
        const tokenHash = testIds.next().replaceAll("-", "").repeat(2);
        return activation.insertActivationToken(db, { tokenHash, enrollmentId: id, serviceId, at });
      },
      findServiceByToken: (db) => activation.findServiceByToken(db, "t"),
      takeSend: async (db, book) => {
        const { id } = await enrolled(db, book);
        return activation.takeSend(db, { enrollmentId: id, on: today, by: book.actor.userId, at, countMax: 5 });
      },
    },
  },
  "enrollment-accounts": {
    module: enrollmentAccounts,
    calls: {
      findAccountLink: (db) => enrollmentAccounts.findAccountLink(db, "e"),
      listAccountLinks: (db) => enrollmentAccounts.listAccountLinks(db, ["e"]),
      insertAccountLink: (db, book) => linked(db, book),
      moveAccountLink: (db, { actor }) =>
        enrollmentAccounts.moveAccountLink(db, {
          enrollmentId: "e",
          fromAccountId: "a",
          toAccountId: "b",
          by: actor.userId,
          at,
        }),
      listEndedEnrollments: (db) => enrollmentAccounts.listEndedEnrollments(db, today, 50),
      listMilestones: (db) => enrollmentAccounts.listMilestones(db, ["e"]),
      insertMilestone: async (db, book) =>
        enrollmentAccounts.insertMilestone(db, {
          enrollmentId: (await enrolled(db, book)).id,
          kind: "grace-7",
          dueAt: at,
          at,
        }),
    },
  },
  "azure-offers": {
    module: azureOffers,
    calls: {
      listAzureOffersDue: (db) => azureOffers.listAzureOffersDue(db, { today, endsOnMin: today }, 50),
      insertAzureOffer: async (db, book) => azureOffers.insertAzureOffer(db, await enrolled(db, book), at),
      findAzureOffer: (db, { partnerId }) => azureOffers.findAzureOffer(db, { id: "e", partnerId }),
      answerAzureOffer: (db, { partnerId, actor }) => {
        const answer = { state: "declined" as const, orderId: null, by: actor.userId, at };
        return azureOffers.answerAzureOffer(db, { enrollmentId: "e", partnerId }, answer);
      },
      endAzureOffer: async (db, book) => {
        const enrollment = await enrolled(db, book);
        await azureOffers.insertAzureOffer(db, enrollment, at);
        const order = orderOf(book, enrollment.id);
        await serviceOrders.insertServiceOrder(db, order);
        const offer = {
          enrollmentId: enrollment.id,
          partnerId: book.partnerId,
          state: "open",
          orderId: order.id,
        } as const;
        return azureOffers.endAzureOffer(db, offer, { on: today, text: "Letter", by: book.actor.userId, at });
      },
    },
  },
  "service-accounts": {
    module: serviceAccounts,
    calls: {
      listServiceAccounts: async (db, book) => {
        await accounted(db, book);
        return serviceAccounts.listServiceAccounts(db, scopeOf(book));
      },
      findServiceAccount: async (db, book) =>
        serviceAccounts.findServiceAccount(db, ofAll(book), (await accounted(db, book)).id),
      insertServiceAccount: (db, book) => accounted(db, book),
      listAccountUsers: (db) => serviceAccounts.listAccountUsers(db, "a"),
      insertAccountUsers: async (db, book) =>
        serviceAccounts.insertAccountUsers(db, (await accounted(db, book)).id, [
          { id: testIds.next(), name: "Ann", email: "ann@x.example" },
        ]),
      insertAssignments: async (db, book) => {
        const { id } = await accounted(db, book);
        const userId = testIds.next();
        await serviceAccounts.insertAccountUsers(db, id, [{ id: userId, name: "Ann", email: "ann@x.example" }]);
        return serviceAccounts.insertAssignments(db, { accountId: id, userIds: [userId], serviceId, at });
      },
      deleteAssignments: (db) => serviceAccounts.deleteAssignments(db, "a", [serviceId]),
    },
  },
  "activation-cases": {
    module: activationCases,
    calls: {
      insertActivationCase: async (db, book) => activationCases.insertActivationCase(db, await cased(db, book)),
      findActivationCase: (db) => activationCases.findActivationCase(db, "1"),
      "findActivationCase for a change": (db) => activationCases.findActivationCase(db, "1", { lock: true }),
      listOpenCases: (db) => activationCases.listOpenCases(db, 50),
      finishActivationCase: (db, { actor }) => activationCases.finishActivationCase(db, "1", { by: actor.userId, at }),
    },
  },
  "activation-limits": {
    module: activationLimits,
    calls: {
      listLateReservations: (db) => activationLimits.listLateReservations(db, at, 50),
      listLateRequests: (db) => activationLimits.listLateRequests(db, at, 50),
    },
  },
  "activation-facts": {
    module: activationFacts,
    calls: {
      readActivationFacts: async (db, book) =>
        activationFacts.readActivationFacts(db, (await linked(db, book)).enrollment, at),
    },
  },
  "account-subscriptions": {
    module: accountSubscriptions,
    calls: {
      readAccountSubscriptions: async (db, book) =>
        accountSubscriptions.readAccountSubscriptions(db, (await linked(db, book)).account, at),
    },
  },
};
