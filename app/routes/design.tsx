import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  ButtonsSample,
  FactsSample,
  FieldsSample,
  NoticesSample,
  ProgressSample,
} from "#app/components/design-samples.tsx";
import { BoxesSample, FilterSample, PictureSample, TablesSample, WordsSample } from "#app/components/design-states.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { refuse } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { visitorOf } from "#app/http/visitor.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, StatRow } from "#app/ui/stat.tsx";
import { Table, type Column } from "#app/ui/table.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { TextLink } from "#app/ui/text-link.tsx";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await visitorOf(args);
  if (visitor.deps.mode !== "sandbox") throw refuse({ code: "not-found", what: "page" }, visitor);
  return json({ title: visitor.t("design:title") });
}

const here = paths.design();

export default function Design() {
  const { title } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        badge={<Badge tone="info">Sandbox</Badge>}
        description={t("design:intro")}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [{ to: paths.home(), label: t("navigation:home") }] }}
        actions={
          <>
            <Button icon="refresh">Switch auto-renew</Button>
            <Button variant="primary" icon="plus">
              Add products
            </Button>
          </>
        }
      />
      <Tabs
        label="Sample tabs"
        tabs={[
          { to: here, label: "Subscriptions", isCurrent: true, count: 42 },
          { to: `${here}?tab=software`, label: "Software", isCurrent: false, count: 7 },
          { to: `${here}?tab=orders`, label: "Orders", isCurrent: false },
        ]}
      />
      <StatRow>
        <Stat label="Windows closing" value="3" remark="within 24 hours" icon="clock" tone="warning" to={here} />
        <Stat label="Renewing" value="18" remark="in the next 7 days" icon="refresh" tone="info" to={here} />
        <Stat label="Will not renew" value="2" remark="in the next 30 days" icon="ban" tone="danger" to={here} />
        <Stat label="Active subscriptions" value="1,204" icon="check" tone="success" />
      </StatRow>
      <TableSample />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex flex-col gap-5">
          <FieldsSample />
          <WordsSample />
        </div>
        <div className="flex flex-col gap-5">
          <ButtonsSample />
          <NoticesSample />
          <FactsSample />
          <ProgressSample />
        </div>
        <TablesSample />
        <div className="flex flex-col gap-5">
          <FilterSample />
          <PictureSample />
          <BoxesSample />
        </div>
      </div>
    </PageStack>
  );
}

type SampleRow = {
  id: string;
  name: string;
  status: "active" | "expired" | "closing";
  renews: string;
  quantity: string;
  price: string;
};

const sampleRows: readonly SampleRow[] = [
  {
    id: "1",
    name: "Windows Server Standard – 8 cores",
    status: "active",
    renews: "14 Mar 2027",
    quantity: "12",
    price: "€1,284.00",
  },
  {
    id: "2",
    name: "SQL Server Enterprise – 2 core licence pack",
    status: "closing",
    renews: "20 Nov 2027",
    quantity: "4",
    price: "€21,504.00",
  },
  {
    id: "3",
    name: "Remote Desktop Services CAL, user",
    status: "expired",
    renews: "",
    quantity: "250",
    price: "€9,375.00",
  },
];
const statusLooks = {
  active: { tone: "success", word: "Active" },
  closing: { tone: "warning", word: "Window closes in 5 hours" },
  expired: { tone: "neutral", word: "Expired" },
} as const;

const sampleColumns: readonly Column<SampleRow>[] = [
  {
    key: "name",
    header: "Subscription",
    isPrimary: true,
    sort: { to: `${here}?sort=-name`, direction: "ascending" },
    cell: (row) => (
      <TextLink to={here} look="plain" className="font-medium">
        {row.name}
      </TextLink>
    ),
  },
  {
    key: "status",
    header: "Status",
    cell: (row) => (
      <Badge tone={statusLooks[row.status].tone} hasDot>
        {statusLooks[row.status].word}
      </Badge>
    ),
  },
  {
    key: "renews",
    header: "Renews",
    sort: { to: `${here}?sort=renews`, direction: null },
    cell: (row) => row.renews,
    isNarrow: true,
  },
  { key: "quantity", header: "Quantity", align: "end", cell: (row) => row.quantity },
  { key: "price", header: "Per year, excl. tax", align: "end", cell: (row) => row.price, footer: "€32,163.00" },
];

function TableSample() {
  return (
    <Section
      title="Subscriptions"
      description="Sorted by name"
      actions={<Button size="sm">Export</Button>}
      isPadded={false}
      footer={
        <Pagination
          label="Pages"
          previous={{ to: `${here}?before=a`, label: "Previous" }}
          next={{ to: `${here}?after=z`, label: "Next" }}
          summary="3 subscriptions on this page"
        />
      }
    >
      <Toolbar actions={<ButtonLink to={here}>Columns</ButtonLink>}>
        <SearchBox label="Search subscriptions" name="search" submitLabel="Search" placeholder="Name, domain or id" />
      </Toolbar>
      <Table
        caption="Sample subscriptions"
        columns={sampleColumns}
        rows={sampleRows}
        rowKey={(row) => row.id}
        isHeadSticky
      />
    </Section>
  );
}
