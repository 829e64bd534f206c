import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { ImportTable } from "#app/components/operator-keys/import-table.tsx";
import { MarkForm } from "#app/components/operator-keys/mark-form.tsx";
import { PoolActivity } from "#app/components/operator-keys/pool-activity.tsx";
import { OpenImport, PoolStock } from "#app/components/operator-keys/pool-stock.tsx";
import { poolScope, poolTitle } from "#app/components/operator-keys/pool-words.ts";
import { StockBadge } from "#app/components/operator-keys/stock-level.tsx";
import { WaitingTable } from "#app/components/operator-keys/waiting-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { setLowStockMark } from "#app/services/keys/manage-key-pool.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { keyPoolView } from "#app/views/shelf/key-pool.ts";

// The form says which mark is wanted, so that sending it twice has one effect.
const schema = z.object({ lowStockMark: z.coerce.number().int().min(0).max(1_000_000) });

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.section]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const view = orThrow(await keyPoolView(visitor.view, args.params["poolId"] ?? ""), visitor);
  return json({ title: poolTitle(view.pool, visitor.t), section: visitor.t("pools:title"), ...view });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { t, format, deps, actor, at } = visitor;
  const poolId = args.params["poolId"] ?? "";
  const changed = await setLowStockMark(deps, actor, { poolId, ...form.value }, at);
  const { lowStockMark } = orThrow(changed, visitor);
  const title = t("pools:pool.markSaved", { mark: format.number(lowStockMark) });
  return redirectWithNotice(args, paths.keyPool(poolId), { tone: "success", title });
}

export default function KeyPool() {
  const { pool, open, imports, waiting, activity } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<z.input<typeof schema>>({
    id: "low-stock-mark",
    lastResult: actionData?.lastResult,
    defaultValue: { lowStockMark: String(pool.stock.lowStockMark.value) },
  });
  return (
    <PageStack>
      <PageHeader
        title={pool.productTitle}
        badge={<StockBadge level={pool.stock.level} />}
        description={`${poolScope(pool, t)}. ${t("pools:pool.format", { format: t(`pools:format.${pool.keyFormat}`) })} ${t("pools:pool.since", { at: pool.createdAt.local })}.`}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [{ to: paths.keyPools(), label: t("pools:title") }] }}
        actions={
          <>
            <ButtonLink to={paths.importKeys(pool.poolId)} variant="primary" icon="upload">
              {t("pools:pool.import")}
            </ButtonLink>
            <ButtonLink to={paths.product(pool.productId)} icon="package">
              {t("pools:pool.product")}
            </ButtonLink>
          </>
        }
      />
      <FormErrors form={form} labels={{ lowStockMark: t("pools:pool.mark") }} />
      <OpenImport poolId={pool.poolId} open={open} />
      <PoolStock pool={pool} />
      <WaitingTable waiting={waiting} />
      <ImportTable poolId={pool.poolId} imports={imports} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <MarkForm key={pool.stock.lowStockMark.value} stock={pool.stock} formId={form.id} field={fields.lowStockMark} />
        <PoolActivity lines={activity} />
      </div>
    </PageStack>
  );
}
