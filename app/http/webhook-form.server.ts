import { z } from "zod";
import type { Refusal } from "#app/domain/refusal.ts";
import { eventNames } from "#app/domain/webhooks/events.ts";
import { idempotencyKeyField } from "./form.server.ts";

/** What can be done with a webhook on its page. */
export const webhookForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save"),
    idempotencyKey: idempotencyKeyField,
    /** Whether the form showed a registration, or none. */
    present: z.enum(["none", "registered"]),
    url: z.string().max(2_000),
    events: z.array(z.enum(eventNames)).max(eventNames.length).default([]),
    signature: z.enum(["authorization", "own-header"]),
  }),
  z.object({ intent: z.literal("test"), idempotencyKey: idempotencyKeyField }),
  z.object({ intent: z.literal("remove"), idempotencyKey: idempotencyKeyField }),
]);

/** The field of the form that a refusal is about. */
export function fieldOfWebhook(refusal: Refusal): string | undefined {
  if (refusal.code === "webhook-target-refused") return "url";
  return refusal.code === "invalid-field" ? refusal.field : undefined;
}
