import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Tally } from "#app/domain/jobs/certificate.ts";
import type { AdvancingJob, JobName } from "#app/domain/jobs/job-names.ts";
import type { MailServices } from "../notices/mail-ports.ts";
import type { AttachmentStore, ServiceDeps } from "../ports.ts";
import type { WebhookServices } from "../webhooks/webhook-ports.ts";
import type { PriceBook } from "./price-book.server.ts";

/** What a job needs of the house; it hashes no passwords. */
export type JobDeps = Pick<ServiceDeps, "db" | "clock" | "ids" | "activityKeys" | "mode"> & {
  /** Left out where no mail is sent. */
  readonly mail?: MailServices;
  /** Left out where no event leaves. */
  readonly webhooks?: WebhookServices;
  /** Left out where no file is kept. */
  readonly attachmentStore?: AttachmentStore;
};

/** How far a run has come, for whoever watches it. */
export type RunProgress = {
  readonly job: JobName;
  readonly runId: string;
  readonly due: number;
  readonly done: number;
  readonly failed: number;
};

/** What all steps of one run share. The instant is read once, at the run's edge. */
export type RunContext<J extends JobName = JobName> = {
  readonly deps: JobDeps;
  readonly job: J;
  readonly actor: Extract<Actor, { kind: "system" }>;
  readonly at: Temporal.Instant;
  readonly runId: string;
  readonly tally: Tally;
  readonly prices: PriceBook;
  readonly signal: AbortSignal | undefined;
};

export type AdvanceContext = RunContext<AdvancingJob>;
