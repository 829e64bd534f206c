import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ListFrame } from "#app/components/product-list/list-frame.tsx";
import { GroupLink, LineLink, Printed } from "#app/components/product-list/names.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { pools } from "#app/domain/licensing/product-list/attributes.ts";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { editionParam } from "#app/http/product-list-params.ts";
import { oneOfOrNone, searchText } from "#app/http/search-params.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Toolbar } from "#app/ui/form-layout.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { productListGroupsView } from "#app/views/product-list/catalogue.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const { searchParams } = new URL(args.request.url);
  const view = await productListGroupsView(visitor.view, {
    edition: editionParam(searchParams),
    search: searchText(searchParams) ?? "",
    section: oneOfOrNone(searchParams, "section", ["software", "online-services"]) ?? null,
    pool: oneOfOrNone(searchParams, "pool", pools) ?? null,
    programme: searchText(searchParams, "programme") ?? null,
  });
  const mayImport = mayDo(visitor.actor, "manage-catalogue");
  return json({ title: visitor.t("productList:title"), mayImport, ...orThrow(view, visitor) });
}

export default function ProductListGroups() {
  const { edition, mayImport, search, section, pool, programme, programmes, counts } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const asOf = edition?.asOf ?? null;
  if (edition === null) return <NoList mayImport={mayImport} />;
  const sectionTab = (value: "software" | "online-services" | null, label: string, count: string) => ({
    to: paths.productList({ search, section: value, pool, programme, edition: asOf }),
    label,
    count,
    isCurrent: section === value,
  });
  return (
    <ListFrame tab="groups" edition={edition} mayImport={mayImport}>
      <Section isPadded={false}>
        <Toolbar>
          <div className="flex w-full flex-col gap-2">
            <SearchBox
              label={t("productList:search")}
              name="search"
              submitLabel={t("common:search")}
              defaultValue={search}
              placeholder={t("productList:searchPlaceholder")}
              keep={{
                ...(section === null ? {} : { section }),
                ...(pool === null ? {} : { pool }),
                ...(programme === null ? {} : { programme }),
                ...(asOf === null ? {} : { edition: String(asOf) }),
              }}
            />
            <p className="text-sm text-ink-muted">{t("productList:searchHint")}</p>
            <Tabs
              label={t("productList:tabGroups")}
              tabs={[
                sectionTab(null, t("productList:all"), counts.all),
                sectionTab("software", t("productList:section.software"), counts.software),
                sectionTab("online-services", t("productList:section.online-services"), counts["online-services"]),
              ]}
            />
            <Tabs
              label={t("productList:groups.pool")}
              tabs={[null, ...pools].map((value) => ({
                to: paths.productList({ search, section, pool: value, programme, edition: asOf }),
                label: value === null ? t("productList:all") : t(`productList:pool.${value}`),
                isCurrent: pool === value,
              }))}
            />
            <Tabs
              label={t("productList:groups.programme")}
              tabs={[null, ...programmes].map((value) => ({
                to: paths.productList({ search, section, pool, programme: value, edition: asOf }),
                label: value ?? t("productList:groups.allProgrammes"),
                isCurrent: programme === value,
              }))}
            />
            {programme === null ? null : (
              <p className="text-sm text-ink-muted">{t("productList:groups.programmeNote", { programme })}</p>
            )}
          </div>
        </Toolbar>
        {search === "" ? <GroupTable /> : <Hits />}
      </Section>
    </ListFrame>
  );
}

function NoList({ mayImport }: { readonly mayImport: boolean }) {
  const t = useTranslate();
  return (
    <ListFrame tab="groups" edition={null}>
      <Section>
        <EmptyState
          icon="file"
          title={t("productList:emptyTitle")}
          action={
            mayImport ? (
              <ButtonLink to={paths.importProductList()} variant="primary" icon="upload">
                {t("productList:import")}
              </ButtonLink>
            ) : undefined
          }
        >
          {t(mayImport ? "productList:emptyOperator" : "productList:emptyText")}
        </EmptyState>
      </Section>
    </ListFrame>
  );
}

/** Letters that lead to the first group of each. */
function Letters({ letters }: { readonly letters: readonly string[] }) {
  const t = useTranslate();
  return (
    <nav
      aria-label={t("productList:groups.letters")}
      className="flex flex-wrap gap-x-1 gap-y-1 px-4 pt-3"
      data-print="hide"
    >
      {letters.map((letter) => (
        <a
          key={letter}
          href={`#letter-${letter}`}
          className="inline-flex min-h-6 min-w-6 items-center text-link hover:underline"
        >
          {letter}
        </a>
      ))}
    </nav>
  );
}

function GroupTable() {
  const { groups, edition, section, pool, programme } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const firsts = new Map(groups.toReversed().map(({ letter, key }) => [letter, key]));
  const notKnown = <span className="text-ink-muted">{t("productList:groups.notKnown")}</span>;
  const asOf = edition?.asOf ?? null;
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <Letters letters={[...firsts.keys()].toReversed()} />
        <p className="px-4 pt-3 text-sm">
          <a
            href={paths.productListGroupsFile({ section, pool, programme, edition: asOf })}
            download
            className="text-link underline"
          >
            {t("productList:groups.download")}
          </a>
        </p>
      </div>
      <Table
        caption={t("productList:groups.caption")}
        rows={groups}
        rowKey={(group) => group.key}
        columns={[
          {
            key: "name",
            header: t("productList:groups.name"),
            isPrimary: true,
            cell: (group) => (
              <span
                id={firsts.get(group.letter) === group.key ? `letter-${group.letter}` : undefined}
                className="scroll-mt-20"
              >
                <GroupLink group={group} edition={asOf} />
              </span>
            ),
          },
          {
            key: "pool",
            header: t("productList:groups.pool"),
            cell: (group) => {
              if (group.pools === "depends") return t("productList:groups.depends");
              return group.pools.length === 0
                ? notKnown
                : group.pools.map((pool) => t(`productList:pool.${pool}`)).join(", ");
            },
          },
          {
            key: "class",
            header: t("productList:groups.saClass"),
            cell: (group) =>
              group.saClasses.length === 0 ? (
                <span className="text-ink-muted">{t("productList:groups.none")}</span>
              ) : (
                group.saClasses.map((one) => t(`productList:saClass.${one}`)).join(", ")
              ),
          },
          {
            key: "prior",
            header: t("productList:groups.prior"),
            cell: (group) =>
              group.predecessors.length === 0 ? (
                <span className="text-ink-muted">{t("productList:groups.none")}</span>
              ) : (
                <span lang="de" className="text-sm">
                  {group.predecessors.join(" · ")}
                </span>
              ),
          },
        ]}
      />
    </>
  );
}

function Hits() {
  const { hits, hitsMax, search, edition } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const asOf = edition?.asOf ?? null;
  if (hits.length === 0)
    return (
      <EmptyState
        icon="search"
        title={t("productList:noHitsTitle", { search })}
        action={<ButtonLink to={paths.productList({ edition: asOf })}>{t("productList:showAll")}</ButtonLink>}
      >
        {t("productList:noHitsText")}
      </EmptyState>
    );
  const count = hits.length;
  return (
    <>
      <h2 className="px-4 pt-4 pb-2 text-sm font-medium text-ink-muted">
        {count < hitsMax ? t("productList:hits", { count, search }) : t("productList:hitsMore", { count, search })}
      </h2>
      <ul className="divide-y divide-line">
        {hits.map((hit) => (
          <li key={`${hit.kind} ${hit.line} ${hit.text}`} className="flex flex-col gap-1 px-4 py-3">
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Badge>{t(`productList:hitKind.${hit.kind}`)}</Badge>
              {hit.group === null ? (
                <span className="text-ink-muted">{t("productList:general")}</span>
              ) : (
                <GroupLink group={hit.group} edition={asOf} />
              )}
              <LineLink line={hit.line} edition={asOf} />
            </span>
            {hit.kind === "group" ? null : (
              <span className="break-words text-sm">
                <Printed>{hit.text}</Printed>
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
