import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { ClockForward } from "#app/components/jobs/clock-forward.tsx";
import { ClockMoveResult, ClockMoveState } from "#app/components/jobs/clock-move.tsx";
import { DueWords } from "#app/components/jobs/due-words.tsx";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { fieldProblem } from "#app/http/field-problems.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { type FormReply, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { clockMoveAtWork, startClockMove } from "#app/services/clock/start-clock-move.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { clockView } from "#app/views/clock.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const instantField = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue({ code: "custom", message: fieldProblem("notADateTime") });
    return z.NEVER;
  }
});
const schema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("move"), to: instantField }),
  z.object({ intent: z.literal("move-to-date"), date: z.iso.date() }),
]);

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "move-clock");
  const { deps, t, say } = visitor;
  if (deps.mode !== "sandbox") throw refuse({ code: "sandbox-only" }, visitor);
  const view = orThrow(await clockView(visitor.view, { movingId: clockMoveAtWork(deps) }), visitor);
  const movingTo = view.move?.state === "running" ? view.move.to.epochMs : null;
  return json({
    title: t("jobs:clock.title"),
    ...view,
    reason: movingTo === null ? null : say({ code: "clock-moving", to: movingTo }).text,
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "move-clock");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const wish = form.value;
  const to = wish.intent === "move" ? wish.to : Temporal.Instant.from(`${wish.date}T00:00:00Z`);
  const { deps, actor, t } = visitor;
  const started = await startClockMove(deps, actor, to);
  if (!started.ok) return form.again.refused(started.refusal, wish.intent === "move" ? undefined : "date");
  if (!started.value.isFinished)
    return redirectWithNotice(args, paths.clock(), {
      tone: "info",
      title: t("jobs:clock.underWay"),
      text: t("jobs:clock.underWayText"),
    });
  const { move, now } = orThrow(await clockView({ ...visitor.view, at: to }, { movingId: null }), visitor);
  if (move?.state !== "done")
    return redirectWithNotice(args, paths.clock(), { tone: "danger", title: t("jobs:clock.failedTitle") });
  return redirectWithNotice(args, paths.clock(), {
    tone: "success",
    title: t("jobs:clock.moved", { at: now.local }),
    text: t("jobs:clock.movedText", move.counts),
  });
}

export default function Clock() {
  const data = useLoaderData<typeof loader>();
  const lastResult = useActionData<FormReply>()?.lastResult;
  const t = useTranslate();
  const { title, now, move, steps, next, runs } = data;
  const errors = Object.entries(lastResult?.error ?? {}).flatMap(([name, messages]) =>
    (messages ?? []).map((message) => ({ fieldId: name === "date" ? "clock-date" : null, message })),
  );
  const typedDate = lastResult?.initialValue?.["date"];
  return (
    <PageStack>
      <PageHeader title={title} description={t("jobs:clock.intro")} />
      {errors.length === 0 ? null : (
        <ErrorSummary title={t("common:errorSummaryTitle", { count: errors.length })} errors={errors} />
      )}
      <Section>
        <p className="text-sm text-ink-muted">{t("jobs:clock.now")}</p>
        <p className="text-xl font-semibold tracking-tight tabular">
          <Moment instant={now} isExact withUtc />
        </p>
      </Section>
      {move === null ? null : <ClockMoveState move={move} />}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <ClockForward
          steps={steps}
          todayIso={data.todayIso}
          reason={data.reason}
          dateErrors={lastResult?.error?.["date"] ?? []}
          typedDate={typeof typedDate === "string" ? typedDate : undefined}
        />
        <NextDue next={next} />
      </div>
      {move === null ? null : <ClockMoveResult move={move} runs={runs} />}
      <p className="text-sm">
        <TextLink to={paths.jobRuns()}>{t("jobs:clock.toRuns")}</TextLink>
      </p>
    </PageStack>
  );
}

function NextDue({ next }: Pick<ReturnType<typeof useLoaderData<typeof loader>>, "next">) {
  const t = useTranslate();
  return (
    <Section title={t("jobs:clock.next")} description={t("jobs:clock.nextIntro")} isPadded={next.length === 0}>
      {next.length === 0 ? (
        <EmptyState icon="calendar-clock" title={t("jobs:clock.nextEmpty")}>
          {t("jobs:clock.nextEmptyText")}
        </EmptyState>
      ) : (
        <Table
          caption={t("jobs:clock.next")}
          rows={next}
          rowKey={({ at }) => at.iso}
          columns={[
            {
              key: "at",
              header: t("jobs:clock.at"),
              isPrimary: true,
              isNarrow: true,
              cell: ({ at }) => <Moment instant={at} />,
            },
            { key: "in", header: t("jobs:clock.in"), isNarrow: true, cell: ({ left }) => left.text },
            { key: "what", header: t("jobs:clock.what"), cell: ({ due }) => <DueWords due={due} /> },
          ]}
        />
      )}
    </Section>
  );
}
