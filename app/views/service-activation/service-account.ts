import { decideAgreementScope, needsRoleToSee } from "#app/domain/agreements/agreement-scope.ts";
import { decideAccess, mayDo, rolesFor } from "#app/domain/access/permissions.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type AccountUser, licenceTasks } from "#app/domain/service-activation/after-activation.ts";
import { isGlobalAdmin } from "#app/domain/service-activation/decide-activation.ts";
import { licenceCounts } from "#app/domain/service-activation/grace.ts";
import type { ServiceAccount } from "#app/domain/service-activation/records.ts";
import { readAccountSubscriptions } from "#db/repositories/account-subscriptions.ts";
import { findServiceAccount, listAccountUsers } from "#db/repositories/service-accounts.ts";
import { listOnlineServices } from "#db/repositories/online-services.ts";
import { findUserById } from "#db/repositories/users.ts";
import { type Format, formatFor } from "../format.ts";
import { momentText } from "../notices/notice-text.ts";
import type { ViewContext } from "../view-context.ts";

/** What is licensed in an account, ready to be shown. */
export type LicenceRow = {
  readonly serviceId: string;
  readonly title: string;
  readonly active: string;
  /** Whether there are licences to assign. */
  readonly isAssignable: boolean;
  readonly assigned: string;
  readonly inGrace: readonly { readonly count: string; readonly on: string; readonly number: string }[];
};

export type TaskText =
  | {
      readonly kind: "assign";
      readonly service: string;
      readonly count: number;
      readonly quantity: string;
      readonly assigned: string;
      readonly users: NamesText;
    }
  | { readonly kind: "switch"; readonly service: string; readonly on: string; readonly users: NamesText };

/** Names for a sentence, and how many more there are. */
export type NamesText = { readonly names: string; readonly more: string | null };

export type ServiceAccountView = {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly domains: readonly string[];
  readonly admins: readonly { readonly name: string; readonly email: string; readonly kind: "global" | "billing" }[];
  readonly enrollments: readonly { readonly id: string; readonly number: string }[];
  readonly licences: readonly LicenceRow[];
  readonly tasks: readonly TaskText[];
  readonly users: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly services: string;
  }[];
  /** Whether the reader may assign licences here. */
  readonly mayAssign: boolean;
};

const namesMax = 50;

/** A service account: what counts, what does not, and what is left for its global admins to do. */
export async function serviceAccountView(context: ViewContext, accountId: string): Promise<Result<ServiceAccountView>> {
  const access = decideAgreementScope(context.actor, "see-agreements");
  if (!access.ok) return access;
  const { actor, scope } = access.value;
  const { db, at } = context;
  const account = await findServiceAccount(db, scope, accountId);
  if (account === undefined) return refused({ code: "not-found", what: "service-account" });
  const email = (await findUserById(db, actor.userId))?.email ?? "";
  if (needsRoleToSee(actor) && !isGlobalAdmin(account, email)) {
    const needed = decideAccess(actor, "assign-licences");
    if (!needed.ok)
      return refused({ code: "role-needed", action: "assign-licences", roles: rolesFor("assign-licences") });
  }
  const format = formatFor(context.reader);
  const titles = new Map((await listOnlineServices(db)).map(({ id, title }) => [id, title]));
  const titleOf = (id: string) => titles.get(id) ?? id;
  const subscriptions = await readAccountSubscriptions(db, account, at);
  const users = await listAccountUsers(db, account.id);
  const seenEnrollments = new Map(subscriptions.map(({ enrollment }) => [enrollment.id, enrollment.number]));
  return ok({
    id: account.id,
    name: account.name,
    country: format.country(account.country),
    domains: account.domains,
    admins: account.admins,
    enrollments: [...seenEnrollments].map(([id, number]) => ({ id, number })),
    licences: licenceRows(subscriptions, users, context, titleOf),
    tasks: licenceTasks(subscriptions, users, at).map((task) =>
      task.kind === "assign"
        ? {
            kind: task.kind,
            service: titleOf(task.serviceId),
            count: task.quantity,
            quantity: format.number(task.quantity),
            assigned: format.number(task.assigned),
            users: namesText(task.without, format),
          }
        : {
            kind: task.kind,
            service: titleOf(task.serviceId),
            on: momentText(format, task.losesAccessAt.epochMilliseconds),
            users: namesText(task.users, format),
          },
    ),
    users: users.map(({ id, name, email: address, serviceIds }) => {
      return { id, name, email: address, services: serviceIds.map(titleOf).join(", ") };
    }),
    mayAssign: mayDo(actor, "assign-licences") && isGlobalAdmin(account, email),
  });
}

function licenceRows(
  subscriptions: Awaited<ReturnType<typeof readAccountSubscriptions>>,
  users: readonly AccountUser[],
  { at, reader }: ViewContext,
  titleOf: (id: string) => string,
): LicenceRow[] {
  const format = formatFor(reader);
  return licenceCounts(subscriptions, at)
    .filter(({ active, inGrace }) => active > 0 || inGrace.length > 0)
    .map(({ serviceId, active, inGrace }) => ({
      serviceId,
      title: titleOf(serviceId),
      active: format.number(active),
      isAssignable: active > 0,
      assigned: format.number(users.filter(({ serviceIds }) => serviceIds.includes(serviceId)).length),
      inGrace: inGrace.map(({ quantity, number, endsAt }) => ({
        count: format.number(quantity),
        on: momentText(format, endsAt.epochMilliseconds),
        number,
      })),
    }));
}

function namesText(users: readonly AccountUser[], format: Format): NamesText {
  const names = users
    .slice(0, namesMax)
    .map(({ name }) => name)
    .join(", ");
  return { names, more: users.length > namesMax ? format.number(users.length - namesMax) : null };
}

/** What is licensed in an account, for whoever chooses between accounts. */
export async function presentSubscriptions(context: ViewContext, account: ServiceAccount): Promise<readonly string[]> {
  const titles = new Map((await listOnlineServices(context.db)).map(({ id, title }) => [id, title]));
  const format = formatFor(context.reader);
  return licenceCounts(await readAccountSubscriptions(context.db, account, context.at), context.at)
    .filter(({ active, inGrace }) => active > 0 || inGrace.length > 0)
    .map(({ serviceId, active }) => `${titles.get(serviceId) ?? serviceId} (${format.number(active)})`);
}
