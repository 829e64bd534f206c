import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { Attributes, Matrix, Notes, Products } from "#app/components/product-list/group-facts.tsx";
import { EditionLabel, OldEdition } from "#app/components/product-list/list-frame.tsx";
import { Moves, MovesTable } from "#app/components/product-list/moves.tsx";
import { LineLink, NameDoubt, Printed } from "#app/components/product-list/names.tsx";
import { VersionLine } from "#app/components/product-list/version-line.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { editionParam } from "#app/http/product-list-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { productListGroupView } from "#app/views/product-list/group.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.list]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const { t } = visitor;
  const edition = editionParam(new URL(args.request.url).searchParams);
  const view = orThrow(
    await productListGroupView(visitor.view, { edition, groupKey: args.params["groupKey"] ?? "" }),
    visitor,
  );
  const title = view.name ?? t("productList:groups.noName", { line: view.line });
  const mayEdit = mayDo(visitor.actor, "manage-catalogue") && view.edition.isNewest;
  return json({ ...view, title, list: t("productList:title"), mayEdit });
}

export default function ProductListGroup() {
  const group = useLoaderData<typeof loader>();
  const { edition, title, nameLine, line, lineEnd } = group;
  const t = useTranslate();
  const asOf = edition.asOf;
  return (
    <PageStack>
      <PageHeader
        title={<Printed>{title}</Printed>}
        badge={<NameDoubt group={group} />}
        description={
          <>
            {t(`productList:section.${group.section}`)} · {t(`productList:nameSource.${group.nameSource}`)} ·{" "}
            {t("productList:lines", { from: line, to: lineEnd })}
            {group.named === null ? null : (
              <> · {t("productList:hand.namedBy", { by: group.named.by ?? "–", at: group.named.at.local })}</>
            )}
            {nameLine === null || group.confidence === "certain" ? null : (
              <> · {t("productList:confidenceNote", { line: nameLine })}</>
            )}
          </>
        }
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.productList({ edition: asOf }), label: t("productList:title") }],
        }}
        {...(group.mayEdit
          ? {
              actions: <ButtonLink to={paths.editProductListGroup(group.key)}>{t("productList:hand.edit")}</ButtonLink>,
            }
          : {})}
      />
      <OldEdition edition={edition} />
      <Sold />
      <Section title={t("productList:group.versions")} description={t("productList:group.versionsNote")}>
        {group.versions.length === 0 ? (
          <p className="text-ink-muted">{t("productList:group.priorNone")}</p>
        ) : (
          <VersionLine versions={group.versions} present={title} />
        )}
        {group.remarks.map((remark) => (
          <p key={remark} lang="de" className="mt-3 text-sm text-ink-muted">
            {remark}
          </p>
        ))}
      </Section>
      <Section title={t("productList:group.moves")} description={t("productList:group.movesNote")}>
        {group.moves.length === 0 ? (
          <p className="text-ink-muted">{t("productList:group.movesNone")}</p>
        ) : (
          <Moves name={title} moves={group.moves} edition={asOf} />
        )}
      </Section>
      {group.moves.length === 0 ? null : (
        <Section title={t("productList:group.movesTable")} isPadded={false}>
          <MovesTable moves={group.moves} edition={asOf} />
        </Section>
      )}
      {group.attributes.length === 0 ? null : (
        <Section title={t("productList:group.attributes")} isPadded={false}>
          <Attributes attributes={group.attributes} pools={group.pools} saClasses={group.saClasses} asOf={asOf} />
        </Section>
      )}
      <Section
        title={t("productList:group.products")}
        {...(group.products.length === 0 ? {} : { description: t("productList:group.productsNote") })}
        isPadded={group.products.length === 0}
      >
        {group.products.length === 0 ? (
          <p className="text-ink-muted">{t("productList:group.productsLost")}</p>
        ) : (
          <Products products={group.products} asOf={asOf} />
        )}
      </Section>
      <Lists />
      {group.matrices.map((matrix) => (
        <Section key={matrix.kind} title={t(`productList:matrixKind.${matrix.kind}`)} isPadded={false}>
          <Matrix matrix={matrix} asOf={asOf} />
        </Section>
      ))}
      <Section title={t("productList:group.notes")} description={t("productList:group.notesGerman")}>
        {group.notes.length === 0 ? (
          <p className="text-ink-muted">{t("productList:group.notesNone")}</p>
        ) : (
          <Notes notes={group.notes} asOf={asOf} />
        )}
      </Section>
      <p className="text-sm text-ink-muted">
        <EditionLabel edition={edition} /> {t("productList:advice")}{" "}
        <TextLink to={paths.productListGroup(group.key, { edition: edition.number })}>
          {t("productList:permanent")}
        </TextLink>
      </p>
    </PageStack>
  );
}

/** What we sell of the group; operators see how to say so where nothing is linked yet. */
function Sold() {
  const { sold, mayEdit } = useLoaderData<typeof loader>();
  const t = useTranslate();
  if (sold.length === 0) return null;
  return (
    <Section title={t("productList:group.sold")} description={t("productList:hand.soldNote")}>
      <ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
        {sold.map(({ productId, title }) => (
          <li key={productId}>{mayEdit ? <TextLink to={paths.product(productId)}>{title}</TextLink> : title}</li>
        ))}
      </ul>
    </Section>
  );
}

/** Benefits, dates, promotions and regions: short lists, each entry with its line. */
function Lists() {
  const { benefits, events, namedPromotions, regions, edition } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const list = (key: string, title: string, items: readonly { line: number; content: ReactNode }[]) =>
    items.length === 0 ? null : (
      <Section key={key} title={title}>
        <ul className="flex flex-col gap-1.5">
          {items.map(({ line, content }, index) => (
            <li key={`${line} ${index}`} className="flex flex-wrap justify-between gap-x-4">
              <span className="min-w-0">{content}</span>
              <LineLink line={line} edition={edition.asOf} />
            </li>
          ))}
        </ul>
      </Section>
    );
  const lists = [
    list(
      "benefits",
      t("productList:group.benefits"),
      benefits.map(({ line, label }) => ({ line, content: <Printed>{label}</Printed> })),
    ),
    list(
      "events",
      t("productList:group.events"),
      events.map(({ line, on }) => ({ line, content: on })),
    ),
    list(
      "promotions",
      t("productList:group.promotions"),
      namedPromotions.map(({ line, name, state, untilText }) => ({
        line,
        content: (
          <>
            <Printed>{name}</Printed>{" "}
            <span className="text-ink-muted">
              ({t(`productList:group.promotionState.${state}`, { until: untilText ?? "" })})
            </span>
          </>
        ),
      })),
    ),
    list(
      "regions",
      t("productList:group.regions"),
      regions.map(({ line, places }) => ({
        line,
        content: places.length === 0 ? t("productList:group.regionText") : places.join(", "),
      })),
    ),
  ].filter((one) => one !== null);
  return lists.length === 0 ? null : <div className="grid items-start gap-5 lg:grid-cols-2">{lists}</div>;
}
