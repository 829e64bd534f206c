import { z } from "zod";
import { roles } from "#app/domain/access/roles.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { languages } from "#app/i18n/languages.ts";

/** The form that invites a person, wherever it stands; the hidden key is the route's. */
export const invitationFields = {
  displayName: z.string().trim().max(100),
  email: z.email().trim().max(254),
  roles: z.array(z.enum(roles)).default([]),
  language: z.enum(languages),
};

/** What can be done about an invitation that is open. */
export const invitationIntent = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("link") }),
  z.object({ intent: z.literal("withdraw") }),
]);

/** The field that a refused invitation is about; undefined where it is about none. */
export function fieldOfInvitation(refusal: Refusal): string | undefined {
  if (refusal.code === "email-taken") return "email";
  return refusal.code === "invalid-field" ? refusal.field : undefined;
}
