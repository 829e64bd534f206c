import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ActivityFilterForm } from "#app/components/activity/activity-filter.tsx";
import { ActivityTable } from "#app/components/activity/activity-table.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { activityParams } from "#app/http/activity-params.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { activityView } from "#app/views/activity/activity.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "open-activity-log");
  const parameters = new URL(args.request.url).searchParams;
  const params = { ...activityParams(parameters), ...pageKeys(parameters) };
  const view = orThrow(await activityView(visitor.view, params), visitor);
  return json({
    title: visitor.t("activity:title"),
    seesAll: mayDo(visitor.actor, "see-activity"),
    mayVerify: mayDo(visitor.actor, "verify-activity"),
    ...view,
  });
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Activity() {
  const data = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { title, seesAll, mayVerify, lines, links, partners } = data;
  const { fromOn, toOn, action, partner, user, customer } = data.chosen;
  const present = { from: fromOn, to: toOn, action, partner, user: user?.id, customer: customer?.id };
  return (
    <PageStack>
      <PageHeader
        title={title}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.preferences(), label: t("activity:settings") }],
        }}
        description={t(seesAll ? "activity:intro" : "activity:introKeys")}
        actions={
          mayVerify ? (
            <ButtonLink to={paths.activityChains()} icon="check">
              {t("activity:chains.title")}
            </ButtonLink>
          ) : undefined
        }
      />
      <Section isPadded={false}>
        <Toolbar actions={<ExportForm search={present} />}>
          <ActivityFilterForm view={data} />
        </Toolbar>
        <NotFound data={data} />
        {lines.length === 0 ? (
          <EmptyState
            icon="list"
            title={t("activity:empty")}
            action={<ButtonLink to={paths.activity()}>{t("activity:reset")}</ButtonLink>}
          >
            {t("activity:emptyText")}
          </EmptyState>
        ) : (
          <ActivityTable
            lines={lines}
            hasPartners={partners !== null}
            pathWith={(other) => paths.activity({ ...present, ...other })}
          />
        )}
        <ListPages links={links} previousLabel={t("activity:newer")} nextLabel={t("activity:older")} />
      </Section>
    </PageStack>
  );
}

type Present = Readonly<Record<string, string | null | undefined>>;

/** The file of what is shown. A post, because the export is itself a line of the log. */
function ExportForm({ search }: { readonly search: Present }) {
  const t = useTranslate();
  return (
    <form method="post" action={paths.activityExport()}>
      {Object.entries(search).map(([name, value]) =>
        value === null || value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Button name="intent" value="export" icon="download">
        {t("activity:filter.export")}
      </Button>
    </form>
  );
}

/** What was asked for and is not there, and what could have been meant. */
function NotFound({ data: { chosen, partners } }: { readonly data: Data }) {
  const t = useTranslate();
  if (!chosen.isNowhere) return null;
  const { customer, customerText, customersToChoose, fromOn, toOn, action, partner, user } = chosen;
  if (customerText === "" || customer !== null)
    return (
      <div className="px-4 pt-4">
        <Notice tone="info" title={t("activity:filter.noUser")} />
      </div>
    );
  if (customersToChoose.length === 0)
    return (
      <div className="px-4 pt-4">
        <Notice tone="info" title={t("activity:filter.noCustomer", { text: customerText })}>
          {t(
            partners !== null && partner === null ? "activity:filter.choosePartner" : "activity:filter.noCustomerText",
          )}
        </Notice>
      </div>
    );
  const search = { from: fromOn, to: toOn, action, partner, user: user?.id };
  return (
    <div className="px-4 pt-4">
      <Notice tone="info" title={t("activity:filter.severalCustomers", { text: customerText })}>
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {customersToChoose.map(({ id, name }) => (
            <li key={id}>
              <TextLink to={paths.activity({ ...search, customer: id })}>{name}</TextLink>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
