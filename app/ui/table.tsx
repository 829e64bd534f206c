import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

export type Sort = {
  /** Where a click on the heading leads. */
  readonly to: string;
  readonly direction: "ascending" | "descending" | null;
};

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  /** What the cell shows. A `<small>` in it stands below the rest, in the tone of a remark. */
  readonly cell: (row: Row) => ReactNode;
  /** `end` for amounts and counts, so that digits stand below each other. */
  readonly align?: "start" | "end" | undefined;
  /** The column that names the row: its header cell, and the head of the card on a phone. */
  readonly isPrimary?: boolean | undefined;
  /** Read out, not shown: for a column of actions. */
  readonly isHeaderHidden?: boolean | undefined;
  readonly sort?: Sort | undefined;
  /** In the foot, below this column. */
  readonly footer?: ReactNode;
  /** Takes only the width it needs and does not break. */
  readonly isNarrow?: boolean | undefined;
  /** On a phone: three such columns stand side by side, each with its heading above it. For short numbers. */
  readonly isBeside?: boolean | undefined;
};

type CellAttributes = { readonly "data-cell"?: string; readonly "data-label"?: string };

type TableProps<Row> = {
  /** Names the table for those who cannot see it; shown only on request. */
  readonly caption: string;
  readonly isCaptionShown?: boolean | undefined;
  readonly columns: readonly Column<Row>[];
  /** Keys of columns that are left out; the one that names the row never is. */
  readonly hidden?: readonly string[] | undefined;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** On a phone: every row a card, or the table as it is, to be scrolled sideways. */
  readonly narrow?: "cards" | "scroll" | undefined;
  readonly isHeadSticky?: boolean | undefined;
};

/** A table of records. Roles are said outright, because cards on a phone lose those that the elements bring. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, isCaptionShown = false, hidden = [], rows, rowKey, narrow = "cards", isHeadSticky = false } = props;
  const columns = props.columns.filter(({ key, isPrimary }) => isPrimary === true || !hidden.includes(key));
  const attributes = columns.map(cellAttributes);
  const hasFooter = columns.some((column) => column.footer !== undefined);
  return (
    // Positioned, so that texts for screen readers, which are taken out of the flow, are cut off with the rest.
    <div className={classNames("relative overflow-x-auto", isHeadSticky && "lg:overflow-visible")}>
      <table
        role="table"
        className="table"
        {...(narrow === "cards" ? { "data-cards": true } : {})}
        {...(isHeadSticky ? { "data-sticky": true } : {})}
      >
        <caption className={isCaptionShown ? "px-4 py-2 text-start font-medium" : "sr-only"}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={rowKey(row)}>
              {columns.map((column, index) => bodyCell(column, attributes[index], row))}
            </tr>
          ))}
        </tbody>
        {hasFooter ? <Footer columns={columns} /> : null}
      </table>
    </div>
  );
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { sort, header } = column;
  return (
    <th
      role="columnheader"
      scope="col"
      data-cell={cellAttributes(column)["data-cell"]}
      {...(sort === undefined ? {} : { "aria-sort": sort.direction ?? "none" })}
    >
      {sort !== undefined ? (
        <SortLink sort={sort} header={header} />
      ) : column.isHeaderHidden ? (
        <span className="sr-only">{header}</span>
      ) : (
        header
      )}
    </th>
  );
}

function SortLink({ sort, header }: { sort: Sort; header: string }) {
  const icon =
    sort.direction === null ? "arrow-up-down" : sort.direction === "ascending" ? "chevron-up" : "chevron-down";
  return (
    <a
      href={sort.to}
      data-in-app="keep-scroll"
      className="group inline-flex items-center gap-1 rounded-sm hover:text-ink"
    >
      {header}
      <Icon
        name={icon}
        size="sm"
        className={classNames(
          sort.direction === null && "opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100",
        )}
      />
    </a>
  );
}

/** What is the same in every cell of a column. One attribute for all that the style sheet asks of it. */
function cellAttributes<Row>({ align, isNarrow, isBeside, isHeaderHidden, header }: Column<Row>): CellAttributes {
  const says = [align === "end" && "end", isNarrow && "narrow", isBeside && "beside"].filter(Boolean).join(" ");
  return { ...(says === "" ? {} : { "data-cell": says }), ...(isHeaderHidden ? {} : { "data-label": header }) };
}

/** Called and not mounted, and without an attribute too many: a list of 50 rows has hundreds of them. */
function bodyCell<Row>(column: Column<Row>, known: CellAttributes | undefined, row: Row): ReactElement {
  const content = column.cell(row);
  const isEmpty = content === null || content === undefined || content === "";
  const attributes = isEmpty ? { ...known, "data-empty": true } : known;
  return column.isPrimary ? (
    <th key={column.key} role="rowheader" scope="row" data-primary {...attributes}>
      {content}
    </th>
  ) : (
    <td key={column.key} role="cell" {...attributes}>
      {content}
    </td>
  );
}

function Footer<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <td
            role="cell"
            key={column.key}
            data-cell={cellAttributes(column)["data-cell"]}
            data-label={column.header}
            {...(column.footer === undefined ? { "data-empty": true } : {})}
          >
            {column.footer}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
