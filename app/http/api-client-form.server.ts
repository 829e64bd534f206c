import { z } from "zod";
import { partnerRoles } from "#app/domain/access/roles.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { idempotencyKeyField } from "./form.server.ts";

/** What can be entered of an application; addresses stand one per line. */
export const apiClientFields = {
  idempotencyKey: idempotencyKeyField,
  name: z.string().max(80),
  roles: z.array(z.enum(partnerRoles)).max(partnerRoles.length).default([]),
  redirectUris: z
    .string()
    .max(6_000)
    .default("")
    .transform((text) => text.split(/\r?\n/)),
};

/** The field of the form that a refusal is about. */
export function fieldOfApiClient(refusal: Refusal): string | undefined {
  return refusal.code === "invalid-field" ? refusal.field : undefined;
}
