import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { ChooseProduct, NewPoolForm } from "#app/components/operator-keys/new-pool-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { keyFormats } from "#app/domain/entitlement/key-format.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { addKeyPool } from "#app/services/keys/manage-key-pool.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { addPoolView } from "#app/views/shelf/key-pools.ts";

/** An empty text is a value of its own here, which an empty field is not. */
const noVersion = "-";
const allEditions = "-";

const schema = z.object({
  productId: z.string().max(40),
  version: z.string().max(60),
  edition: z.string().max(40).default(allEditions),
  keyFormat: z.enum(keyFormats),
  lowStockMark: z.coerce.number().int().min(0).max(1_000_000),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const { searchParams } = new URL(args.request.url);
  const productId = searchParams.get("product") || null;
  const view = orThrow(await addPoolView(visitor.view, productId), visitor);
  const chosen = view.product;
  const version = chosen?.versions.find((one) => one.version === searchParams.get("version"));
  const first = chosen?.versions.find(({ hasPool }) => !hasPool) ?? chosen?.versions[0];
  const edition = chosen?.skus.find(({ skuId }) => skuId === searchParams.get("edition"));
  return json({
    title: visitor.t("pools:new.title"),
    ...view,
    wish: {
      version: (version ?? first)?.version || noVersion,
      edition: edition?.skuId ?? allEditions,
    },
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { t, deps, actor, at } = visitor;
  const { productId, version, edition, keyFormat, lowStockMark } = form.value;
  const pool = {
    productId,
    version: version === noVersion ? "" : version,
    skuId: edition === allEditions ? null : edition,
    keyFormat,
    lowStockMark,
  };
  const added = await addKeyPool(deps, actor, pool, at);
  if (added.ok)
    return redirectWithNotice(args, paths.keyPool(added.value.poolId), {
      tone: "success",
      title: t("pools:new.done"),
      text: t("pools:new.doneText"),
    });
  // The pool that was wanted is there, so that is where it leads.
  if (added.refusal.code === "key-pool-exists")
    return redirectWithNotice(args, paths.keyPool(added.refusal.poolId), {
      tone: "info",
      title: t("pools:new.exists"),
      text: t("pools:new.existsText"),
    });
  return form.again.refused(added.refusal, added.refusal.code === "version-not-offered" ? "version" : undefined);
}

export default function AddKeyPool() {
  const { title, products, product, wish } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<z.input<typeof schema>>({
    id: "key-pool",
    lastResult: actionData?.lastResult,
    defaultValue: { ...wish, keyFormat: "5x5", lowStockMark: "10" },
  });
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("pools:new.intro")}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [{ to: paths.keyPools(), label: t("pools:title") }] }}
      />
      <FormErrors
        form={form}
        labels={{
          version: t("pools:new.version"),
          edition: t("pools:new.edition"),
          keyFormat: t("pools:new.keyFormat"),
          lowStockMark: t("pools:new.mark"),
        }}
      />
      {product === null ? (
        <ChooseProduct products={products} />
      ) : (
        <NewPoolForm key={product.id} product={product} formId={form.id} fields={fields} />
      )}
    </PageStack>
  );
}
