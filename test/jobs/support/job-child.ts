import { setImmediate as nextTurn } from "node:timers/promises";
import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import type { JobName } from "#app/domain/jobs/job-names.ts";
import type { MailMessage, MailServices } from "#app/services/notices/mail-ports.ts";
import type { JobDeps } from "#app/services/renewals/run-context.server.ts";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import type { WebhookServices } from "#app/services/webhooks/webhook-ports.ts";
import { openDatabase } from "#db/client.ts";
import { testActivityKeys } from "#test/support/activity-keys.ts";
import { mailTo } from "#test/support/mail-server.ts";
import { testWebhooks } from "#test/support/webhook-server.ts";
import { withFaultPoints } from "./fault-points.ts";

/**
 * A job process for tests: waits for an order on its channel, runs the jobs at their instant, and answers how many
 * statements that took. Told to, it kills itself (SIGKILL: no handler, no rollback, no goodbye) after the k-th.
 */
export type ChildOrder = {
  readonly url: string;
  readonly atMs: number;
  readonly jobs: readonly JobName[];
  /** 0: never. */
  readonly dieAfterStatement: number;
  /** Port on loopback of the server that mails go to; none are sent where it is left out. */
  readonly smtpPort?: number;
  /** Dies over the n-th mail: before it goes out, so many turns of the event loop into it, or when the server has taken it. */
  readonly dieOverMail?: Death;
  /** Whether events leave, to the addresses that are registered. */
  readonly isSendingEvents?: boolean;
  /** The same as `dieOverMail`, over the n-th event. */
  readonly dieOverEvent?: Death;
};

type Death = { readonly nth: number; readonly moment: "before" | "after" | { readonly turns: number } };

export type ChildAnswer = {
  readonly statements: number;
  readonly done: number;
  readonly failed: number;
  readonly duplicates: number;
};

async function obey(order: ChildOrder): Promise<ChildAnswer> {
  const { url, atMs, jobs, dieAfterStatement } = order;
  const opened = openDatabase(url, { poolMax: 2, synchronous: "normal" });
  let statements = 0;
  const db = withFaultPoints(opened, (count) => {
    statements = count;
    if (count === dieAfterStatement) process.kill(process.pid, "SIGKILL");
  });
  const at = instantOfEpochMs(atMs);
  const clock = { now: () => at, refresh: async () => {} };
  const deps: JobDeps = {
    db,
    clock,
    ids: createUuidIds(() => atMs),
    activityKeys: testActivityKeys,
    mode: "sandbox",
    ...(order.smtpPort === undefined ? {} : { mail: deadlyMail(order.smtpPort, order.dieOverMail) }),
    ...(order.isSendingEvents === true ? { webhooks: deadlyWebhooks(order.dieOverEvent) } : {}),
  };
  const sum = { done: 0, failed: 0, duplicates: 0 };
  for (const job of jobs) {
    const result = await runJob(deps, { kind: "system", job }, { job, at });
    if (!result.ok) throw new Error(result.refusal.code);
    if (result.value.error !== null) throw new Error(result.value.error);
    sum.done += result.value.done;
    sum.failed += result.value.failed;
    sum.duplicates += result.value.certificate.duplicates;
  }
  await opened.destroy();
  return { statements, ...sum };
}

function die(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("still alive");
}

/** What sends mails, and kills the process over one of them. */
function deadlyMail(port: number, death: ChildOrder["dieOverMail"]): MailServices {
  const mail = mailTo(port);
  let count = 0;
  const connect = () => {
    const connection = mail.connect?.();
    if (connection === undefined) throw new Error("There is a server");
    return {
      close: () => connection.close(),
      async send(message: MailMessage) {
        count += 1;
        if (death === undefined || count !== death.nth) return connection.send(message);
        if (death.moment === "before") die();
        const sending = connection.send(message);
        if (death.moment !== "after") for (let turn = 0; turn < death.moment.turns; turn += 1) await nextTurn();
        else await sending;
        return die();
      },
    };
  };
  return { ...mail, connect };
}

/** What sends events, and kills the process over one of them. */
function deadlyWebhooks(death: ChildOrder["dieOverEvent"]): WebhookServices {
  let count = 0;
  return {
    ...testWebhooks,
    async post(request) {
      count += 1;
      if (death === undefined || count !== death.nth) return testWebhooks.post(request);
      if (death.moment === "before") die();
      const sending = testWebhooks.post(request);
      if (death.moment !== "after") for (let turn = 0; turn < death.moment.turns; turn += 1) await nextTurn();
      else await sending;
      return die();
    },
  };
}

process.once("message", (order: ChildOrder) => {
  obey(order).then(
    (answer) => process.send?.(answer, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
});
process.send?.("ready");
