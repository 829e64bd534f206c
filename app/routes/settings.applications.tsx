import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { LeaveTable } from "#app/components/consent/leave-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { requireUser } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { machineNow } from "#app/services/api-clients/access-token.server.ts";
import { withdrawLeave } from "#app/services/api-clients/authorize.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { leavesView } from "#app/views/consent.ts";

const schema = z.object({ idempotencyKey: idempotencyKeyField, leaveId: z.string().max(100) });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const leaves = await leavesView(visitor.view, machineNow(visitor.deps));
  return json({
    title: visitor.t("consent:list.title"),
    leaves: leaves.map((leave) => ({ ...leave, idempotencyKey: newIdempotencyKey() })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requireUser(args);
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const withdrawn = await withdrawLeave(visitor.deps, visitor.actor, form.value, visitor.at);
  if (!withdrawn.ok) return form.again.refused(withdrawn.refusal);
  const { name } = withdrawn.value;
  return redirectWithNotice(args, paths.applications(), {
    tone: "success",
    title: visitor.t("consent:list.done", { name }),
    text: visitor.t("consent:list.doneText"),
  });
}

export default function Applications() {
  const { title, leaves } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const errors = reply?.lastResult.error?.[""] ?? [];
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("consent:list.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.preferences(), label: t("navigation:preferences") }],
        }}
      />
      {errors.length === 0 ? null : (
        <Notice tone="danger" isAnnounced>
          {errors.join(" ")}
        </Notice>
      )}
      <Section isPadded={false}>
        {leaves.length === 0 ? (
          <EmptyState icon="key" title={t("consent:list.emptyTitle")}>
            {t("consent:list.emptyText")}
          </EmptyState>
        ) : (
          <LeaveTable leaves={leaves} />
        )}
      </Section>
    </PageStack>
  );
}
