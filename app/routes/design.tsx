import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { refuse } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { visitorOf } from "#app/http/visitor.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { FieldStack, FormActions, PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { CheckboxField, InputField, RadioGroup, SelectField, TextareaField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Progress, Skeleton } from "#app/ui/progress.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, StatRow } from "#app/ui/stat.tsx";
import { Steps } from "#app/ui/steps.tsx";
import { Table, type Column } from "#app/ui/table.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { TextLink } from "#app/ui/text-link.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title ?? "");

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
        <FieldsSample />
        <div className="flex flex-col gap-5">
          <ButtonsSample />
          <NoticesSample />
          <FactsSample />
          <ProgressSample />
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

const sampleError = ["Enter 250 or less."];

function FieldsSample() {
  return (
    <Section title="Fields">
      <Form method="get">
        <FieldStack>
          <ErrorSummary
            title="One thing needs your attention"
            errors={[{ fieldId: "sample-quantity", message: "Enter 250 or less." }]}
          />
          <InputField
            field={{ id: "sample-name", name: "name", initialValue: "Nordwind Logistik GmbH" }}
            label="Customer name"
            hint="As in the commercial register."
          />
          <InputField
            field={{ id: "sample-quantity", name: "quantity", initialValue: "900", errors: sampleError }}
            label="Quantity"
            type="number"
            suffix="core packs"
          />
          <SelectField
            field={{ id: "sample-plan", name: "plan", initialValue: "annual" }}
            label="Billing plan"
            options={[
              { value: "monthly", label: "Monthly" },
              { value: "annual", label: "Annual" },
            ]}
          />
          <RadioGroup
            field={{ id: "sample-term", name: "term", initialValue: "P1Y" }}
            label="Next term"
            look="cards"
            options={[
              { value: "P1Y", label: "1 year", hint: "€1,284.00 per year" },
              { value: "P3Y", label: "3 years", hint: "€3,466.80 for the term" },
              { value: "P1M", label: "1 month", disabledReason: "This product is not offered with a term of 1 month." },
            ]}
          />
          <TextareaField field={{ id: "sample-note", name: "note" }} label="Note" optionalWord="optional" />
          <CheckboxField
            field={{ id: "sample-tick", name: "tick" }}
            label="I have told the customer that downloads and keys end with the cancellation."
          />
          <FormActions>
            <Button variant="primary">Save</Button>
            <Button variant="quiet" type="reset">
              Cancel
            </Button>
          </FormActions>
        </FieldStack>
      </Form>
    </Section>
  );
}

function ButtonsSample() {
  const [isOpen, setIsOpen] = useState(false);
  const t = useTranslate();
  return (
    <Section title="Actions">
      <div className="flex flex-col items-start gap-4">
        <div className="flex flex-wrap gap-2">
          <Button variant="primary">Primary</Button>
          <Button>Secondary</Button>
          <Button variant="quiet">Quiet</Button>
          <Button variant="danger">Cancel subscription</Button>
        </div>
        <Button disabledReason="It could be cancelled until 15 Nov 2026, 09:30 UTC.">Cancel subscription</Button>
        <ButtonLink to={here} disabledReason="Your role does not allow this." reasonPlace="bubble">
          Reason on hover
        </ButtonLink>
        <Button type="button" onClick={() => setIsOpen(true)}>
          {t("design:openDialog")}
        </Button>
        <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title="Product key" closeLabel={t("common:close")}>
          <p>Something that a page shows on top of itself.</p>
        </Dialog>
        <Steps label="Steps" steps={["Cart", "Review", "Done"]} current={1} />
      </div>
    </Section>
  );
}

function NoticesSample() {
  return (
    <Section title="Notices">
      <div className="flex flex-col gap-3">
        <Notice tone="success" title="Auto-renew is on.">
          The subscription renews on 14 Mar 2027 for €1,284.00.
        </Notice>
        <Notice tone="warning" title="The window closes in 5 hours." />
        <Notice tone="danger" title="The renewal failed." actions={<Button size="sm">Try again</Button>}>
          The price list holds no price for this product any more.
        </Notice>
        <Notice tone="info">Prices exclude tax.</Notice>
      </div>
    </Section>
  );
}

function FactsSample() {
  return (
    <Section title="Facts">
      <div className="flex flex-col gap-5">
        <DescriptionList
          items={[
            { term: "Customer", value: <TextLink to={here}>Nordwind Logistik GmbH</TextLink> },
            { term: "Term", value: "1 year", remark: "15 Mar 2026 – 14 Mar 2027" },
            { term: "Billing plan", value: "Monthly" },
          ]}
        />
        <DescriptionList
          look="grid"
          items={[
            { term: "Quantity", value: "12" },
            { term: "Unit price", value: "€107.00" },
            { term: "Next charge", value: "15 Dec 2026" },
          ]}
        />
      </div>
    </Section>
  );
}

function ProgressSample() {
  return (
    <Section title="Waiting, nothing">
      <Progress label="Renewals" value={120} max={400} text="120 of 400" />
      <div className="mt-4">
        <Skeleton label="Loading" lines={3} />
      </div>
      <EmptyState
        icon="package"
        title="No subscriptions yet"
        action={
          <ButtonLink to={here} variant="primary" icon="plus">
            Add products
          </ButtonLink>
        }
      >
        What this customer buys shows up here.
      </EmptyState>
    </Section>
  );
}
