import {
  changeCustomerUser,
  createCustomerUser,
  removeCustomerUser,
  resetCustomerUserPassword,
  setCustomerGlobalAdmin,
} from "#app/services/customer-users/manage-customer-users.server.ts";
import {
  type CustomerUserRecord,
  customerUserRecord,
  customerUserRecords,
} from "#app/views/records/customer-user-records.ts";
import {
  customerUserOf,
  directoryRoleOf,
  directoryRoles,
  isGlobalAdmin,
  userMemberOf,
} from "../wire/customer-users.ts";
import { needText, readObject, readText } from "../wire/customers.ts";
import { readEnum } from "../wire/enums.ts";
import { notFound, notSupported, unsupportedOperation } from "../wire/fault.ts";
import { readFilter } from "../wire/filter.ts";
import { collection } from "../wire/links.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";
import { readSeek, seekCollection } from "./seek-paging.server.ts";

type ListState = { readonly isInactive: boolean; readonly isDescending: boolean };

const sizes = { absent: 10_000, usual: 500, max: 500 };

/** GET …/users: the deleted by filter alone. */
export async function listUsers(call: ApiCall): Promise<ApiAnswer> {
  const customerId = call.param("customerId");
  const all = orRefuse(await customerUserRecords(call.view, { customerId }));
  const request = readSeek<ListState>(call, sizes, () => listStateOf(call));
  const { isInactive, isDescending } = request.state;
  const wanted = all.filter(({ disabledAt }) => (disabledAt !== null) === isInactive);
  const sorted = isDescending ? wanted.toReversed() : wanted;
  return pageOfUsers(
    call,
    request,
    sorted,
    (user) => customerUserOf(customerId, user),
    `/customers/${customerId}/users`,
  );
}

function listStateOf(call: ApiCall): ListState {
  const [filter] = readFilter(call.query.get("filter"), { UserState: ["equals"], UserStatus: ["equals"] });
  const state = filter === undefined ? "active" : readEnum("UserState", filter.value, ["active", "inactive"]);
  const direction = readEnum("sortDirection", call.query.get("sortDirection") ?? "Ascending", [
    "ascending",
    "descending",
  ]);
  return { isInactive: state === "inactive", isDescending: direction === "descending" };
}

/** A page of a list that was read whole: a tenant's people are few. */
export function pageOfUsers<State, Item>(
  call: ApiCall,
  request: ReturnType<typeof readSeek<State>>,
  users: readonly CustomerUserRecord[],
  itemOf: (user: CustomerUserRecord) => Item,
  path: string,
): ApiAnswer {
  const { size, way, key } = request;
  const offset = key === null ? Number(call.query.get("offset") ?? 0) || 0 : users.findIndex(({ id }) => id === key[0]);
  const first = key === null ? offset : way === "next" ? offset + 1 : Math.max(0, offset - size);
  const shown = users.slice(first, way === "previous" ? offset : first + size);
  const page = {
    items: shown.map(itemOf),
    firstKey: shown[0] === undefined ? undefined : [shown[0].id],
    lastKey: shown.at(-1) === undefined ? undefined : [shown.at(-1)?.id ?? ""],
    hasNext: first + shown.length < users.length,
    hasPrevious: first > 0,
  };
  return { body: seekCollection(call, request, page, { path, query: call.query.has("size") ? `?size=${size}` : "" }) };
}

/** GET …/users/{userId} */
export async function getUser(call: ApiCall): Promise<ApiAnswer> {
  return { body: customerUserOf(call.param("customerId"), await userOf(call)) };
}

async function userOf(call: ApiCall): Promise<CustomerUserRecord> {
  const ids = { customerId: call.param("customerId"), userId: call.param("userId") };
  return orRefuse(await customerUserRecord(call.view, ids));
}

/** POST …/users: 200, as it is documented. */
export async function createUser(call: ApiCall): Promise<ApiAnswer> {
  const customerId = call.param("customerId");
  const body = call.bodyObject();
  const userName = needText("userPrincipalName", body["userPrincipalName"], 254);
  const names = [readText("firstName", body["firstName"], 50), readText("lastName", body["lastName"], 50)];
  const displayName = readText("displayName", body["displayName"], 100) ?? names.filter(Boolean).join(" ");
  const input = {
    idempotencyKey: call.idempotencyKey,
    customerId,
    userName,
    displayName: displayName === "" ? userName : displayName,
    password: passwordIn(body) ?? null,
  };
  const { userId } = orRefuse(await createCustomerUser(call.deps, call.actor, input, call.at));
  return { body: customerUserOf(customerId, orRefuse(await customerUserRecord(call.view, { customerId, userId }))) };
}

/** PATCH …/users/{userId}: what is absent stays; `state: active` restores a deleted one. */
export async function patchUser(call: ApiCall): Promise<ApiAnswer> {
  const body = call.bodyObject();
  const state = body["state"] === undefined ? null : readEnum("state", body["state"], ["active", "inactive"]);
  const user = await userOf(call);
  const [first, ...rest] = user.displayName.split(/\s+/);
  const firstName = readText("firstName", body["firstName"], 50);
  const lastName = readText("lastName", body["lastName"], 50);
  const joined = [firstName ?? first, lastName ?? rest.join(" ")].filter(Boolean).join(" ");
  const displayName = readText("displayName", body["displayName"], 100);
  const hasName = firstName !== undefined || lastName !== undefined;
  const isRestored = state === "active" && user.disabledAt !== null;
  const input = {
    ...idsOf(call),
    displayName: displayName !== undefined && displayName !== user.displayName ? displayName : hasName ? joined : null,
    isRestored,
  };
  orRefuse(await changeCustomerUser(call.deps, call.actor, input, call.at));
  return getUser(call);
}

/** DELETE …/users/{userId}: soft. */
export async function deleteUser(call: ApiCall): Promise<ApiAnswer> {
  orRefuse(await removeCustomerUser(call.deps, call.actor, idsOf(call), call.at));
  return { status: 204 };
}

/** PATCH …/users/{userId}/resetpassword */
export async function resetPassword(call: ApiCall): Promise<ApiAnswer> {
  const password = needText("passwordProfile.password", passwordIn(call.bodyObject()), 128);
  orRefuse(await resetCustomerUserPassword(call.deps, call.actor, { ...idsOf(call), password }, call.at));
  return getUser(call);
}

function idsOf(call: ApiCall) {
  const { idempotencyKey } = call;
  return { idempotencyKey, customerId: call.param("customerId"), userId: call.param("userId") };
}

/** As it was typed: a password is not trimmed. */
function passwordIn(body: Readonly<Record<string, unknown>>): string | undefined {
  if (body["passwordProfile"] === undefined) return undefined;
  const { password } = readObject("passwordProfile", body["passwordProfile"]);
  readText("passwordProfile.password", password, 128);
  return typeof password === "string" && password !== "" ? password : undefined;
}

/** GET …/directoryroles */
export async function listDirectoryRoles(call: ApiCall): Promise<ApiAnswer> {
  orRefuse(await customerUserRecords(call.view, { customerId: call.param("customerId") }));
  return {
    body: collection(directoryRoles.map(directoryRoleOf), `/customers/${call.param("customerId")}/directoryroles`),
  };
}

/** GET …/users/{userId}/directoryroles */
export async function listRolesOfUser(call: ApiCall): Promise<ApiAnswer> {
  const user = await userOf(call);
  const held = directoryRoles.filter((role) => role.isGlobalAdmin && isGlobalAdmin(user));
  const path = `/customers/${call.param("customerId")}/users/${user.id}/directoryroles`;
  return { body: collection(held.map(directoryRoleOf), path) };
}

function roleOf(call: ApiCall) {
  const role = directoryRoles.find(({ id }) => id === call.param("roleId"));
  if (role === undefined) throw notFound("There is no such directory role.");
  return role;
}

/** GET …/directoryroles/{roleId}/usermembers */
export async function listMembers(call: ApiCall): Promise<ApiAnswer> {
  const customerId = call.param("customerId");
  const users = orRefuse(await customerUserRecords(call.view, { customerId }));
  const role = roleOf(call);
  const members = users.filter((user) => role.isGlobalAdmin && isGlobalAdmin(user));
  const request = readSeek<null>(call, { ...sizes, absent: 500 }, () => null);
  const path = `/customers/${customerId}/directoryroles/${role.id}/usermembers`;
  return pageOfUsers(call, request, members, (user) => userMemberOf(user, role.id), path);
}

/** POST …/directoryroles/{roleId}/usermembers */
export async function addMember(call: ApiCall): Promise<ApiAnswer> {
  const customerId = call.param("customerId");
  const userId = needText("id", call.bodyObject()["id"], 64).toLowerCase();
  const user = orRefuse(await customerUserRecord(call.view, { customerId, userId }));
  const role = roleOf(call);
  if (!role.isGlobalAdmin) throw notSupported("Of directory roles the portal has the Global Administrator alone.");
  const input = { idempotencyKey: call.idempotencyKey, customerId, userId, isGiven: true };
  orRefuse(await setCustomerGlobalAdmin(call.deps, call.actor, input, call.at));
  return { status: 201, body: userMemberOf(user, role.id) };
}

/** DELETE …/directoryroles/{roleId}/usermembers/{userId} */
export async function removeMember(call: ApiCall): Promise<ApiAnswer> {
  const user = await userOf(call);
  const role = roleOf(call);
  if (!role.isGlobalAdmin || !user.roles.includes("customer-global-admin")) throw notFound("The user is no member.");
  orRefuse(await setCustomerGlobalAdmin(call.deps, call.actor, { ...idsOf(call), isGiven: false }, call.at));
  return { status: 204 };
}

/** Software has no licences per user. */
export async function noLicenses(call: ApiCall): Promise<ApiAnswer> {
  await userOf(call);
  return { body: collection([], `/customers/${call.param("customerId")}/users/${call.param("userId")}/licenses`) };
}

/** POST …/users/{userId}/licenseupdates */
export async function updateLicenses(call: ApiCall): Promise<ApiAnswer> {
  await userOf(call);
  throw unsupportedOperation("Software has no licences per user.");
}

/** GET …/subscribedskus */
export async function noSubscribedSkus(call: ApiCall): Promise<ApiAnswer> {
  orRefuse(await customerUserRecords(call.view, { customerId: call.param("customerId") }));
  return { body: collection([], `/customers/${call.param("customerId")}/subscribedskus`) };
}
