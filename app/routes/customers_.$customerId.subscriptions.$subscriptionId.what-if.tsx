import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CreditDays } from "#app/components/subscription/credit-days.tsx";
import { planText, subscriptionBreadcrumbs } from "#app/components/subscription/subject.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { assertOfCustomer } from "#app/http/customer-scope.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { sayLine, sayReason } from "#app/http/subscription-words.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { whatIfView } from "#app/views/what-if.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const subscriptionId = args.params["subscriptionId"] ?? "";
  const view = orThrow(await whatIfView(visitor.view, { subscriptionId }), visitor);
  assertOfCustomer(args, view.customer.id, visitor);
  const { cancelRefusal, reason: _, subscription, ...rest } = view;
  return json({
    title: visitor.t("whatIf:title"),
    ...rest,
    subscription: sayLine(subscription),
    cancelReason: sayReason(cancelRefusal, visitor),
  });
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function WhatIf() {
  const data = useLoaderData<typeof loader>();
  const { title, customer, subscription, days, cancelReason } = data;
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={
          <>
            <p className="font-medium text-ink">
              {t("subscriptions:subject", {
                quantity: subscription.quantityText,
                product: subscription.product.title,
                customer: customer.name,
              })}
            </p>
            <p>{t("whatIf:intro")}</p>
          </>
        }
        breadcrumbs={subscriptionBreadcrumbs(t, customer, { subscription })}
      />
      <NextTerms data={data} />
      <Section
        title={t("whatIf:cancel.title")}
        description={t("whatIf:cancel.intro")}
        actions={
          cancelReason === null ? (
            <ButtonLink to={paths.cancelSubscription(customer.id, subscription.id)} size="sm">
              {t("whatIf:cancel.act")}
            </ButtonLink>
          ) : undefined
        }
      >
        {cancelReason === null ? <CreditDays days={days} /> : <p className="text-ink-muted">{cancelReason}</p>}
      </Section>
    </PageStack>
  );
}

function NextTerms({ data }: { readonly data: Data }) {
  const { options, present, renewsOn, quantityShown, customer, subscription } = data;
  const t = useTranslate();
  return (
    <Section
      title={t("whatIf:next.title")}
      description={t("whatIf:next.intro", { day: renewsOn.text, quantity: quantityShown })}
      isPadded={options.length === 0}
      actions={
        <ButtonLink to={paths.nextTerm(customer.id, subscription.id)} size="sm">
          {t("whatIf:next.act")}
        </ButtonLink>
      }
      footer={
        <p className="px-4 py-3 text-sm text-ink-muted">
          {t("whatIf:next.now", { total: present.total.text, perYear: present.perYear.text })}
        </p>
      }
    >
      {options.length === 0 ? (
        <EmptyState icon="tag" title={t("whatIf:next.none")} />
      ) : (
        <Table
          caption={t("whatIf:next.caption")}
          rows={options}
          rowKey={({ termDuration, billingPlan }) => `${termDuration}.${billingPlan}`}
          columns={[
            {
              key: "choice",
              header: t("whatIf:next.choice"),
              isPrimary: true,
              cell: ({ termDuration, billingPlan, isPresent, isPlanned }) => (
                <span className="flex flex-wrap items-center gap-2">
                  {planText(t, termDuration, billingPlan)}
                  {isPresent ? <Badge tone="neutral">{t("whatIf:next.present")}</Badge> : null}
                  {isPlanned && !isPresent ? <Badge tone="info">{t("whatIf:next.planned")}</Badge> : null}
                </span>
              ),
            },
            { key: "charge", header: t("whatIf:next.charge"), align: "end", cell: ({ charge }) => charge.text },
            {
              key: "charges",
              header: t("whatIf:next.charges"),
              align: "end",
              cell: ({ chargesPerTerm }) => chargesPerTerm,
            },
            { key: "total", header: t("whatIf:next.total"), align: "end", cell: ({ total }) => total.text },
            { key: "year", header: t("whatIf:next.perYear"), align: "end", cell: ({ perYear }) => perYear.text },
            {
              key: "change",
              header: t("whatIf:next.change"),
              align: "end",
              cell: ({ yearChange }) =>
                yearChange.amountMinor === 0 ? "–" : `${yearChange.amountMinor > 0 ? "+" : ""}${yearChange.text}`,
            },
          ]}
        />
      )}
    </Section>
  );
}
