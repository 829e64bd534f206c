import type { DeliveryFailure } from "#app/domain/webhooks/delivery-attempts.ts";
import type { TargetReach } from "#app/domain/webhooks/target.ts";
import type { WebhookAttempt, WebhookDelivery } from "#db/repositories/webhooks.ts";
import type { KeyVault } from "../ports.ts";

/** What is sent, and what came of it: for those who write it as the API has it. */
export type { WebhookAttempt, WebhookDelivery };

/** One POST to a partner's own system. */
export type WebhookPost = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What came of it. `failure` is null for a 2xx. */
export type WebhookAnswer = {
  readonly responseCode: number | null;
  readonly failure: DeliveryFailure | null;
  /** The beginning of the answer in one line, or what went wrong. */
  readonly responseText: string;
  readonly tookMs: number;
};

/** What brings events out of the house. */
export type WebhookServices = {
  readonly keyVault: KeyVault;
  /** Which machines are sent to. */
  readonly reach: TargetReach;
  /** The portal's own address, such as `https://portal.example.com`: events name resources by it. */
  readonly root: string;
  /** The body of a delivery, as it is signed and sent. */
  write(delivery: WebhookDelivery, root: string): string;
  /** Never rejects, and answers within half a minute. */
  post(request: WebhookPost): Promise<WebhookAnswer>;
  /** A number from 0 to below 1, which spreads the attempts of what failed together. */
  chance(): number;
};
