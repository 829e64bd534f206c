import { assignRole, removeRole } from "#app/services/accounts/change-user.server.ts";
import { partnerUserRecord, partnerUserRecords } from "#app/views/records/partner-user-records.ts";
import { userMemberOf } from "../wire/customer-users.ts";
import { needText } from "../wire/customers.ts";
import { notFound } from "../wire/fault.ts";
import { collection } from "../wire/links.ts";
import { partnerRoleOnWire, partnerUserOnWire, wireRoles } from "../wire/partner-users.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";
import { pageOfUsers } from "./customer-users.server.ts";
import { readSeek } from "./seek-paging.server.ts";

const sizes = { absent: 10_000, usual: 500, max: 500 };

/** GET /roles */
export async function listPartnerRoles(call: ApiCall): Promise<ApiAnswer> {
  orRefuse(await partnerUserRecords(call.view));
  return { body: collection(wireRoles.map(partnerRoleOnWire), "/roles") };
}

/** GET /users */
export async function listPartnerUsers(call: ApiCall): Promise<ApiAnswer> {
  const users = orRefuse(await partnerUserRecords(call.view));
  return pageOfUsers(
    call,
    readSeek<null>(call, sizes, () => null),
    users,
    partnerUserOnWire,
    "/users",
  );
}

/** GET /roles/{roleId}/usermembers */
export async function listRoleHolders(call: ApiCall): Promise<ApiAnswer> {
  const users = orRefuse(await partnerUserRecords(call.view));
  const { id, role } = roleOf(call);
  const holders = users.filter((user) => user.disabledAt === null && user.roles.includes(role));
  const request = readSeek<null>(call, { ...sizes, absent: 500 }, () => null);
  return pageOfUsers(call, request, holders, (user) => userMemberOf(user, id), `/roles/${id}/usermembers`);
}

function roleOf(call: ApiCall) {
  const role = wireRoles.find(({ id }) => id === call.param("roleId"));
  if (role === undefined) throw notFound("There is no such role.");
  return role;
}

/** POST /roles/{roleId}/usermembers */
export async function giveRole(call: ApiCall): Promise<ApiAnswer> {
  const { id, role } = roleOf(call);
  const userId = needText("id", call.bodyObject()["id"], 64).toLowerCase();
  const user = orRefuse(await partnerUserRecord(call.view, userId));
  orRefuse(await assignRole(call.deps, call.actor, { userId, role }, call.at));
  return { status: 201, body: userMemberOf(user, id) };
}

/** DELETE /roles/{roleId}/usermembers/{memberId} */
export async function takeRole(call: ApiCall): Promise<ApiAnswer> {
  const { role } = roleOf(call);
  const user = orRefuse(await partnerUserRecord(call.view, call.param("memberId")));
  if (!user.roles.includes(role)) throw notFound("The user is no member.");
  orRefuse(await removeRole(call.deps, call.actor, { userId: user.id, role }, call.at));
  return { status: 204 };
}
