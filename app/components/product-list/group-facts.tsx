import { Fragment } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import type { Scope } from "#app/domain/licensing/product-list/scope.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Table } from "#app/ui/table.tsx";
import type { GroupView, MatrixText } from "#app/views/product-list/group.ts";
import { CodeChip } from "./code-chip.tsx";
import { LineLink, Printed } from "./names.tsx";

type Facts<K extends keyof GroupView> = Pick<GroupView, K> & { readonly asOf: number | null };

/** The attributes with the plain reading beside the printed value. */
export function Attributes({ attributes, pools, saClasses, asOf }: Facts<"attributes" | "pools" | "saClasses">) {
  const t = useTranslate();
  return (
    <Table
      caption={t("productList:group.attributes")}
      rows={attributes}
      rowKey={({ key, line }) => `${key} ${line}`}
      columns={[
        {
          key: "attribute",
          header: t("productList:group.attribute"),
          isPrimary: true,
          cell: ({ key }) => t(`productList:attribute.${key}`),
        },
        {
          key: "reading",
          header: t("productList:group.reading"),
          cell: ({ key, scope, raw }) => {
            if (key === "pool")
              return <Classes classes={pools.map(({ value, scope: own }) => [t(`productList:pool.${value}`), own])} />;
            if (key === "sa-class")
              return (
                <Classes classes={saClasses.map(({ value, scope: own }) => [t(`productList:saClass.${value}`), own])} />
              );
            return key === "promotion" ? <Printed>{raw}</Printed> : <Reading scope={scope} />;
          },
        },
        {
          key: "printed",
          header: t("productList:group.printed"),
          cell: ({ raw }) => (
            <span lang="de" className="text-sm text-ink-muted">
              {raw}
            </span>
          ),
        },
        {
          key: "line",
          header: t("productList:source.line"),
          isNarrow: true,
          cell: ({ line }) => <LineLink line={line} edition={asOf} />,
        },
      ]}
    />
  );
}

/** Pools or benefit classes, each with the items it holds for, where not for all. */
function Classes({ classes }: { readonly classes: readonly (readonly [string, Scope])[] }) {
  if (classes.some(([, { mode }]) => mode === "by-programme")) {
    const scope = classes[0]?.[1];
    return scope === undefined ? null : <Reading scope={scope} />;
  }
  return (
    <>
      {classes.map(([word, scope], index) => (
        <Fragment key={`${word} ${index}`}>
          {index === 0 ? null : "; "}
          {word}
          {scope.mode === "all" ? null : (
            <>
              {" "}
              (<Reading scope={scope} />)
            </>
          )}
        </Fragment>
      ))}
    </>
  );
}

function Reading({ scope }: { readonly scope: Scope }) {
  const t = useTranslate();
  const items = scope.items.join(", ");
  if (scope.mode === "list" && scope.except.length > 0)
    return <>{t("productList:scope.listExcept", { items, except: scope.except.join(", ") })}</>;
  return <>{t(`productList:scope.${scope.mode}`, { items })}</>;
}

/** Points and programmes; what the document lost says so. */
export function Products({ products, asOf }: Facts<"products">) {
  const t = useTranslate();
  const points = (value: number | null) => value ?? <span className="text-ink-muted">–</span>;
  return (
    <Table
      caption={t("productList:group.products")}
      rows={products}
      rowKey={({ line }) => String(line)}
      columns={[
        {
          key: "product",
          header: t("productList:group.product"),
          isPrimary: true,
          cell: ({ name, line }) => (
            <span className="flex flex-col">
              <Printed>{name}</Printed>
              <LineLink line={line} edition={asOf} />
            </span>
          ),
        },
        {
          key: "available",
          header: t("productList:group.available"),
          cell: ({ availableText }) => availableText ?? t("productList:groups.notKnown"),
        },
        { key: "l", header: t("productList:group.pointsL"), align: "end", cell: ({ points: { l } }) => points(l) },
        {
          key: "lsa",
          header: t("productList:group.pointsLSa"),
          align: "end",
          cell: ({ points: { lSa } }) => points(lSa),
        },
        { key: "sa", header: t("productList:group.pointsSa"), align: "end", cell: ({ points: { sa } }) => points(sa) },
        {
          key: "units",
          header: t("productList:group.units"),
          align: "end",
          cell: ({ points: { caSa } }) => points(caSa),
        },
        {
          key: "programmes",
          header: t("productList:group.programmes"),
          cell: ({ offerings }) => {
            const unknown = offerings.filter(({ availability }) => availability === "unknown");
            return (
              <span className="flex flex-wrap items-center gap-1.5">
                {offerings
                  .filter(({ availability }) => availability === "yes")
                  .map(({ programme, codes }) => (
                    <Badge key={programme}>
                      <CodeChip legend="columns" code={programme} />:{" "}
                      {codes.map((code, index) => (
                        <Fragment key={code}>
                          {index === 0 ? null : ", "}
                          <CodeChip legend="cells" code={code} />
                        </Fragment>
                      ))}
                    </Badge>
                  ))}
                {unknown.length === 0 ? null : (
                  <small>
                    {t("productList:group.programmeUnknown", {
                      programmes: unknown.map(({ programme }) => programme).join(", "),
                    })}
                  </small>
                )}
              </span>
            );
          },
        },
      ]}
    />
  );
}

/** A table of ticks. Yes and no are words for screen readers. */
export function Matrix({ matrix, asOf }: { readonly matrix: MatrixText; readonly asOf: number | null }) {
  const t = useTranslate();
  return (
    <Table
      caption={t(`productList:matrixKind.${matrix.kind}`)}
      narrow="scroll"
      rows={matrix.rows}
      rowKey={({ line }) => String(line)}
      columns={[
        {
          key: "label",
          header: t(`productList:matrixKind.${matrix.kind}`),
          isPrimary: true,
          cell: ({ group, label, line }) => (
            <span className="flex flex-col">
              <Printed>{label}</Printed>
              <span className="flex flex-wrap gap-x-2 text-sm font-normal text-ink-muted">
                {group === null ? null : <Printed>{group}</Printed>}
                <LineLink line={line} edition={asOf} />
              </span>
            </span>
          ),
        },
        ...matrix.columns.map((column, index) => ({
          key: `${column} ${index}`,
          header: column,
          cell: (row: MatrixText["rows"][number]) => <MatrixCell cell={row.cells[index] ?? null} />,
        })),
      ]}
    />
  );
}

/** A tick, none, a text as printed, or a cell of which nobody knows what it says. */
function MatrixCell({ cell }: { readonly cell: boolean | string | null }) {
  const t = useTranslate();
  if (cell === true) return <Icon name="check" label={t("productList:group.yes")} />;
  if (typeof cell === "string") return <Printed>{cell}</Printed>;
  return (
    <span className="text-ink-muted">{t(cell === null ? "productList:groups.notKnown" : "productList:group.no")}</span>
  );
}

/** The notes as printed; each with its lines, and older lists that it refers to. */
export function Notes({ notes, asOf }: Facts<"notes">) {
  const t = useTranslate();
  return (
    <div className="flex flex-col divide-y divide-line">
      {notes.map(({ heading, body, line, olderEditions }) => (
        <article key={line} className="flex flex-col gap-1 py-4 first:pt-0 last:pb-0">
          {heading === null ? null : (
            <h3 lang="de" className="font-semibold">
              {heading}
            </h3>
          )}
          <div lang="de" className="flex max-w-prose flex-col gap-1.5">
            {body
              .split("\n")
              .filter((paragraph) => paragraph !== "")
              .map((paragraph, index) => (
                <p key={index} className="break-words">
                  {paragraph}
                </p>
              ))}
          </div>
          <p className="flex flex-wrap gap-x-3 text-sm text-ink-muted">
            <LineLink line={line} edition={asOf} />
            {olderEditions.map((month) => (
              <span key={month}>{t("productList:group.olderEdition", { month })}</span>
            ))}
          </p>
        </article>
      ))}
    </div>
  );
}
