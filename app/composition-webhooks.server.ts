import { createWebhookTarget } from "#app/adapters/webhook-target.ts";
import { eventOnWire } from "#app/api/wire/webhook.ts";
import type { TargetReach } from "#app/domain/webhooks/target.ts";
import type { Env } from "#app/http/env.server.ts";
import type { KeyServices } from "#app/services/ports.ts";
import type { WebhookServices } from "#app/services/webhooks/webhook-ports.ts";

/** Wires what brings events to partners' own systems. */
export function createWebhookServices(
  env: Pick<Env, "mode" | "origin" | "host" | "port" | "allowsPrivateWebhooks">,
  { keyVault }: Pick<KeyServices, "keyVault">,
): WebhookServices {
  const reach: TargetReach = env.allowsPrivateWebhooks
    ? "any"
    : env.mode === "sandbox"
      ? "public-and-loopback"
      : "public";
  return {
    keyVault,
    reach,
    root: env.origin ?? `http://${env.host}:${env.port}`,
    write: (delivery, root) => JSON.stringify(eventOnWire(delivery, root)),
    post: createWebhookTarget({ reach }),
    chance: Math.random,
  };
}
