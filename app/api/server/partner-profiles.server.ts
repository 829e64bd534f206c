import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { changePartnerProfile } from "#app/services/partners/partner-profile.server.ts";
import { partnerProfileRecord } from "#app/views/records/partner-profile-records.ts";
import { assertMatch, etagHeader, etagOf } from "../wire/etag.ts";
import { linkTo } from "../wire/links.ts";
import {
  checkVettingVersion,
  partnerProfileBody,
  type ProfilePath,
  profileId,
  profilePaths,
  readPartnerProfile,
} from "../wire/partner-profiles.ts";
import type { ApiAnswer, ApiCall, Handler } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";
import { staleEtag } from "./customers.server.ts";

/** GET /profiles/… */
export function getPartnerProfile(path: ProfilePath): Handler {
  return (call) => answerProfile(call, path);
}

/** PUT /profiles/…: the whole profile. */
export function putPartnerProfile(path: ProfilePath): Handler {
  return async (call) => {
    const { kind, hasEtag } = profilePaths[path];
    const present = orRefuse(await partnerProfileRecord(call.view, kind));
    const body = call.bodyObject();
    const version = present.stored?.version ?? 0;
    const id = profileId(path, present.partnerId);
    assertMatch(call.headers, id, version);
    const sent = (body["attributes"] as { etag?: unknown } | undefined)?.etag;
    if (
      hasEtag &&
      !call.headers.has("if-match") &&
      typeof sent === "string" &&
      sent !== "" &&
      sent !== etagOf(id, version)
    )
      throw staleEtag();
    const profile = readPartnerProfile(path, body);
    const input = { idempotencyKey: call.idempotencyKey, kind, profile, version: null };
    orRefuse(await changePartnerProfile(call.deps, call.actor, input, call.at));
    return answerProfile(call, path);
  };
}

async function answerProfile(call: ApiCall, path: ProfilePath): Promise<ApiAnswer> {
  if (path === "legalbusiness") checkVettingVersion(call.query.get("vettingVersion"));
  const record = orRefuse(await partnerProfileRecord(call.view, profilePaths[path].kind));
  const headers = profilePaths[path].hasEtag
    ? etagHeader(profileId(path, record.partnerId), record.stored?.version ?? 0)
    : {};
  return { body: partnerProfileBody(path, record), headers };
}

/** GET /profiles/mpn?mpnId=: a number of seven digits that is always the same for a partner. */
export async function getMpnProfile(call: ApiCall): Promise<ApiAnswer> {
  const { partnerId } = orRefuse(decidePartnerScope(call.actor, "see-partner-profile"));
  const { name } = orRefuse(await partnerProfileRecord(call.view, "organization"));
  const own = mpnIdOf(partnerId);
  const mpnId = call.query.get("mpnId") ?? own;
  return {
    body: {
      mpnId,
      partnerName: mpnId === own ? name : undefined,
      profileType: "MpnProfile",
      links: { self: linkTo(`/profiles/mpn?mpnId=${encodeURIComponent(mpnId)}`) },
      attributes: { objectType: "MpnProfile" },
    },
  };
}

/** The partner's number in the vendor's network, made of its id. */
export function mpnIdOf(partnerId: string): string {
  return String(1_000_000 + (Number.parseInt(partnerId.replaceAll("-", "").slice(-8), 16) % 8_999_999));
}
