import { requestInstant } from "#app/http/request-facts.server.ts";
import type { ReadArgs } from "#app/http/whole-answer.ts";
import { findApiCaller } from "#app/services/api-clients/find-api-caller.server.ts";
import { ApiFault } from "../wire/fault.ts";
import type { ApiCaller } from "./api-call.ts";
import { rootOf } from "./root.server.ts";

export const partnerCenterAudience = "https://api.partnercenter.microsoft.com";
/** Retired by the vendor in August 2025; opens the API where the operator turned it on for old applications. */
export const retiredAudience = "https://graph.windows.net";

/** Whoever calls, by the bearer token alone. Cookies are not looked at, so no page can make a browser call the API. */
export async function findCaller({ request, context }: ReadArgs): Promise<ApiCaller> {
  const token = /^bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (token === undefined) throw tokenMissing();
  const { deps, env } = context.portal;
  const at = await requestInstant(context);
  const found = await findApiCaller(deps, { token, address: context.address }, at);
  if (found === undefined) throw accessDenied("The token is not good, or not any more. Ask for a new one.");
  const { audience, isMfa, ...caller } = found;
  const isRetired = audience === retiredAudience && env.apiTakesLegacyAudience;
  if (audience !== partnerCenterAudience && audience !== rootOf(request, env) && !isRetired)
    throw wrongAudience(audience);
  if (env.apiRequiresMfa && !caller.isAppOnly && !isMfa)
    throw accessDenied("This API needs MFA: sign in with a second factor and ask for a new token.");
  return { ...caller, isMfaCompliant: isMfa };
}

function tokenMissing(): ApiFault {
  return new ApiFault({
    status: 401,
    code: 800_001,
    description: "Partner Token missing. Send Authorization: Bearer and an access token.",
  });
}

function accessDenied(help: string): ApiFault {
  return new ApiFault({ status: 401, code: 400, description: `Access denied. ${help}` });
}

function wrongAudience(audience: string): ApiFault {
  return new ApiFault({
    status: 401,
    code: 900_420,
    description: `The audience of the token is not accepted. Ask for a token for ${partnerCenterAudience}, not for ${audience}.`,
  });
}
