import { useState } from "react";
import { paths } from "#app/http/paths.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FilterInput, FilterSelect } from "#app/ui/filter-fields.tsx";
import { Icon, iconNames } from "#app/ui/icon.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Section } from "#app/ui/section.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Moment } from "./moment.tsx";
import { Bar, BarKey, MonthBars } from "./month-bars.tsx";
import { RoleBoxes } from "./role-boxes.tsx";
import { TimeLeft } from "./time-left.tsx";

/** States of the parts of pages beside the ones that the first samples show. Not translated: nobody works with them. */
const here = paths.design();

const tones: readonly { readonly tone: Tone; readonly word: string }[] = [
  { tone: "neutral", word: "Expired" },
  { tone: "info", word: "Draft" },
  { tone: "success", word: "Active" },
  { tone: "warning", word: "Waits" },
  { tone: "danger", word: "Failed" },
];

const hour = 3_600_000;
const lefts = [
  { hours: 5, text: "5 hours", relative: "in 5 hours" },
  { hours: 60, text: "2 days 12 hours", relative: "in 2 days" },
  { hours: 480, text: "20 days", relative: "in 20 days" },
];

const sampleMoment = {
  epochMs: 1_795_525_500_000,
  iso: "2026-11-24T13:05:00Z",
  local: "24 Nov 2026, 14:05 CET",
  utc: "24 Nov 2026, 13:05 UTC",
};

/** Words that stand for a state, and small things inside of a line. */
export function WordsSample() {
  return (
    <Section title="States, times, icons">
      <div className="flex flex-col gap-4">
        <p className="flex flex-wrap gap-2">
          {tones.map(({ tone, word }) => (
            <Badge key={tone} tone={tone} hasDot>
              {word}
            </Badge>
          ))}
        </p>
        <p className="flex flex-wrap gap-2">
          {tones.map(({ tone, word }) => (
            <Badge key={tone} tone={tone}>
              {word}
            </Badge>
          ))}
        </p>
        <p className="flex flex-wrap gap-2">
          {lefts.map(({ hours, text, relative }) => (
            <TimeLeft key={hours} left={{ milliseconds: hours * hour, text, relative }} />
          ))}
        </p>
        <p>
          <Moment instant={sampleMoment} withUtc />
        </p>
        <CopyButton text="GB29 NWBK 6016 1331 9268 19" label="Copy" size="sm" />
        <ul className="grid grid-cols-2 gap-x-4 gap-y-1.5 text-sm text-ink-muted sm:grid-cols-3">
          {iconNames.map((name) => (
            <li key={name} className="flex min-w-0 items-center gap-2">
              <Icon name={name} className="text-ink" />
              <span className="truncate">{name}</span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}

type SampleMonth = { readonly month: string; readonly charged: number };
const sampleMonths: readonly SampleMonth[] = ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun"].map(
  (name, index) => ({ month: `${name} ${index < 2 ? 2026 : 2027}`, charged: [7, 12, 3, 0, 9, 4, 16, 5][index] ?? 0 }),
);

export function PictureSample() {
  return (
    <Section title="Months">
      <MonthBars
        months={sampleMonths}
        valueOf={({ charged }) => charged}
        label="Charges by month"
        highestLabel={({ month, charged }) => `most in ${month}: €${charged},000.00`}
        height={80}
        draw={({ month, charged }, x, scale) => (
          <Bar key={month} x={x} base={80} height={scale(charged)} className="fill-accent" />
        )}
        legend={
          <p className="text-sm text-ink-muted">
            <BarKey className="fill-accent" label="Charged" />
          </p>
        }
      />
    </Section>
  );
}

export function FilterSample() {
  return (
    <Section title="Filter">
      <form method="get" className="grid items-end gap-3 sm:grid-cols-3">
        <FilterInput label="Name or domain" name="filter" defaultValue="" placeholder="Nordwind" />
        <FilterSelect
          label="State"
          name="status"
          defaultValue="active"
          all="All states"
          options={[
            { value: "active", label: "Active" },
            { value: "expired", label: "Expired" },
          ]}
        />
        <Button icon="search">Show</Button>
      </form>
    </Section>
  );
}

export function BoxesSample() {
  return (
    <Section title="Boxes">
      <RoleBoxes
        field={{ id: "sample-roles", name: "roles" }}
        legend="Roles"
        hint="What each may do stands below it."
        boxes={[
          { role: "global-admin", isHeld: true, keptReason: "The last one of the organisation stays." },
          { role: "sales-agent", isHeld: false, keptReason: null },
        ]}
      />
    </Section>
  );
}

type SampleRun = { readonly name: string; readonly due: string; readonly done: string; readonly failed: string };
const sampleRuns: readonly SampleRun[] = [
  { name: "Renewals", due: "400", done: "398", failed: "2" },
  { name: "Invoices", due: "12", done: "12", failed: "0" },
];

function runColumns(onRemove: (name: string) => void): readonly Column<SampleRun>[] {
  const short = { align: "end", isBeside: true } as const;
  return [
    {
      key: "name",
      header: "Job",
      isPrimary: true,
      cell: ({ name }) => (
        <>
          {name}
          <small>A remark stands below the rest.</small>
        </>
      ),
    },
    { key: "due", header: "Due", ...short, cell: ({ due }) => due },
    { key: "done", header: "Done", ...short, cell: ({ done }) => done },
    { key: "failed", header: "Failed", ...short, cell: ({ failed }) => failed },
    { key: "note", header: "Note", cell: () => null },
    {
      key: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "end",
      cell: ({ name }) => (
        <Button size="sm" type="button" onClick={() => onRemove(name)}>
          Remove
        </Button>
      ),
    },
  ];
}

/** A table with numbers side by side on a phone, an action in each row, and one that scrolls sideways. */
export function TablesSample() {
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const rows = sampleRuns.filter(({ name }) => !removed.includes(name));
  return (
    <Section
      title="Rows with actions"
      actions={
        <ButtonLink to={here} size="sm" icon="refresh" reloadDocument>
          All rows
        </ButtonLink>
      }
      isPadded={false}
      footer={
        <Pagination
          label="Last page"
          previous={{ to: `${here}?before=a`, label: "Previous" }}
          next={{ to: null, label: "Next" }}
        />
      }
    >
      <Table
        caption="Runs of jobs"
        rows={rows}
        rowKey={({ name }) => name}
        columns={runColumns((name) => setRemoved([...removed, name]))}
      />
      <Table
        caption="A table that is scrolled sideways on a phone"
        isCaptionShown
        narrow="scroll"
        rows={sampleMonths.slice(0, 3)}
        rowKey={({ month }) => month}
        columns={[
          { key: "month", header: "Month", isPrimary: true, isNarrow: true, cell: ({ month }) => month },
          { key: "charged", header: "Charged", align: "end", cell: ({ charged }) => `€${charged},000.00` },
        ]}
      />
    </Section>
  );
}
