import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { BookFilterForm } from "#app/components/bulk/book-filter.tsx";
import { bookColumns, BookTable } from "#app/components/bulk/book-table.tsx";
import { ChooseForm } from "#app/components/bulk/choose-form.tsx";
import { ColumnChoice } from "#app/components/column-choice.tsx";
import { subscriptionLineOf } from "#app/components/customer/subscription-table.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { bulkActionOf, bulkChoiceOf } from "#app/http/bulk-choice.ts";
import { fieldProblem } from "#app/http/field-problems.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { bookParams, bookSearch } from "#app/http/subscription-filter.ts";
import { sayEnding } from "#app/http/subscription-words.ts";
import { makeBulkRun } from "#app/services/bulk/make-bulk-run.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { hiddenColumns } from "#app/views/list-columns.ts";
import { selectionOf, subscriptionsView } from "#app/views/subscriptions/subscriptions.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const parameters = new URL(args.request.url).searchParams;
  const params = bookParams(parameters);
  const [read, hidden] = await Promise.all([
    subscriptionsView(visitor.view, { ...params, ...pageKeys(parameters) }),
    hiddenColumns(visitor.view, "subscriptions"),
  ]);
  const view = orThrow(read, visitor);
  const { choices, rows, ...rest } = view;
  return json({
    ...rest,
    title: visitor.t("bulk:list.title"),
    isNarrowed: Object.values(bookSearch(params)).some((value) => value !== undefined),
    rows: rows.map((row) => ({
      ...subscriptionLineOf(row, row.willNotRenew === null ? undefined : sayEnding(row.willNotRenew, visitor)),
      customerId: row.customerId,
      customerName: row.customerName,
    })),
    options: choices.map(({ kind, refusal }) => ({
      kind,
      reason: refusal === null ? null : visitor.say(refusal).text,
    })),
    chosen: chosenIn(parameters),
    hidden,
    idempotencyKey: newIdempotencyKey(),
  });
}

/** A link can bring a change along: it is then chosen for all that the link finds. */
function chosenIn(parameters: URLSearchParams): string | null {
  const change = bulkActionOf(parameters.get("change") ?? "");
  return change === null ? null : bulkChoiceOf(change);
}

const text = z.string().max(100).optional();
const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  change: z.string().transform((choice, context) => {
    const action = bulkActionOf(choice);
    if (action !== null) return action;
    context.issues.push({ code: "custom", input: choice, message: fieldProblem("chooseOne") });
    return z.NEVER;
  }),
  scope: z.enum(["ticked", "all"]),
  subscription: z.array(z.string().max(100)).max(500).default([]),
  customer: text,
  product: text,
  status: text,
  autoRenew: text,
  from: text,
  to: text,
  window: text,
});

/** Makes the dry run of what was chosen; nothing else is changed. */
export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { idempotencyKey, change, scope, subscription, ...filter } = form.value;
  const params = bookParams(new URLSearchParams(Object.entries(filter).filter(isGiven)));
  const selection =
    scope === "ticked"
      ? ({ kind: "ids", subscriptionIds: subscription } as const)
      : orThrow(await selectionOf(visitor.view, params), visitor);
  const made = await makeBulkRun(
    visitor.deps,
    visitor.actor,
    { idempotencyKey, action: change, selection },
    visitor.at,
  );
  if (!made.ok) return form.again.refused(made.refusal);
  return redirect(paths.bulkRun(made.value.runId), { status: 303 });
}

function isGiven(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined;
}

export default function Subscriptions() {
  const data = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form] = useForm({ id: "choose", lastResult: actionData?.lastResult });
  const { title, params, rows, links, count, options, terms, idempotencyKey, isNarrowed, chosen, hidden } = data;
  const isTickable = params.status === "active";
  const table = <BookTable rows={rows} isTickable={isTickable} hidden={hidden} />;
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("bulk:list.intro")}
        actions={
          <>
            <ButtonLink to={paths.bulkRuns()} icon="list">
              {t("bulk:list.changes")}
            </ButtonLink>
            <ButtonLink to={paths.subscriptionsCsv(bookSearch(params))} icon="download" isDownload>
              {t("bulk:list.export")}
            </ButtonLink>
          </>
        }
      />
      <FormErrors form={form} labels={{ change: t("bulk:choose.action"), scope: t("bulk:choose.scope") }} />
      <Section isPadded={false}>
        <Toolbar>
          <BookFilterForm params={params} />
          <div className="flex basis-full flex-wrap items-center justify-between gap-3">
            <p className="text-sm text-ink-muted" role="status">
              {t("bulk:list.found", { count: count.count, text: count.text })}
            </p>
            <ColumnChoice list="subscriptions" columns={bookColumns(t)} hidden={hidden} />
          </div>
        </Toolbar>
        {rows.length === 0 ? (
          <NoSubscriptions isNarrowed={isNarrowed} />
        ) : isTickable ? (
          <ChooseForm
            idempotencyKey={idempotencyKey}
            options={options}
            terms={terms}
            found={count}
            chosen={chosen}
            filter={bookSearch(params)}
          >
            {table}
          </ChooseForm>
        ) : (
          table
        )}
        <ListPages links={links} previousLabel={t("bulk:list.previous")} nextLabel={t("bulk:list.next")} />
      </Section>
    </PageStack>
  );
}

function NoSubscriptions({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const t = useTranslate();
  return isNarrowed ? (
    <EmptyState
      icon="search"
      title={t("bulk:list.empty")}
      action={<ButtonLink to={paths.subscriptions()}>{t("bulk:list.reset")}</ButtonLink>}
    >
      {t("bulk:list.emptyText")}
    </EmptyState>
  ) : (
    <EmptyState
      icon="package"
      title={t("bulk:list.emptyAll")}
      action={<ButtonLink to={paths.customers()}>{t("bulk:list.toCustomers")}</ButtonLink>}
    >
      {t("bulk:list.emptyAllText")}
    </EmptyState>
  );
}
