import { useForm } from "@conform-to/react";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { PartnersTable } from "#app/components/partners/partners-table.tsx";
import { PerpetualSalesForm } from "#app/components/partners/perpetual-sales-form.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { looksLikeKey } from "#app/domain/entitlement/key-format.ts";
import { switchReasonMax, switchReasonMin } from "#app/domain/policies.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { fieldProblem } from "#app/http/field-problems.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { idempotencyKeyField, newIdempotencyKey, parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { setPerpetualSales } from "#app/services/partners/set-perpetual-sales.server.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { partnersView } from "#app/views/partners.ts";

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  partnerId: z.string().max(100),
  // Says which state is wanted, so that two who want the same have one effect.
  sellsPerpetual: z.enum(["yes", "no"]).transform((word) => word === "yes"),
  reason: z
    .string()
    .trim()
    .min(switchReasonMin)
    .max(switchReasonMax)
    .refine((text) => !looksLikeKey(text), fieldProblem("containsKey")),
});

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-partners");
  const { searchParams } = new URL(args.request.url);
  const params = { partner: searchParams.get("partner"), ...pageKeys(searchParams) };
  const { chosen, ...view } = orThrow(await partnersView(visitor.view, params), visitor);
  return json({
    title: visitor.t("partners:title"),
    view,
    chosen,
    idempotencyKey: newIdempotencyKey(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-partners");
  const { deps, actor, at, t } = visitor;
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const set = await setPerpetualSales(deps, actor, form.value, at);
  if (!set.ok) return form.again.refused(set.refusal, set.refusal.code === "invalid-field" ? "reason" : undefined);
  const { name, sellsPerpetual } = set.value;
  return redirectWithNotice(args, paths.partners(), {
    tone: "success",
    title: t(sellsPerpetual ? "partners:doneOn" : "partners:doneOff", { name }),
    text: t(sellsPerpetual ? "partners:doneOnText" : "partners:doneOffText"),
  });
}

export default function Partners() {
  const { title, view, chosen, idempotencyKey } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<{ reason: string }>({
    id: `perpetual-sales-${chosen?.id ?? "none"}`,
    lastResult: actionData?.lastResult,
  });
  return (
    <PageStack>
      <PageHeader title={title} description={t("partners:intro")} />
      <FormErrors form={form} labels={{ reason: t("partners:reason") }} />
      {chosen === null ? null : (
        <PerpetualSalesForm
          key={form.id}
          formId={form.id}
          partner={chosen}
          reasonField={fields.reason}
          idempotencyKey={idempotencyKey}
        />
      )}
      <Section isPadded={false}>
        <PartnersTable partners={view.partners} />
        <ListPages
          links={view.links}
          csv={view.partners.length === 0 ? undefined : paths.partnersCsv()}
          previousLabel={t("partners:earlier")}
          nextLabel={t("partners:later")}
        />
      </Section>
    </PageStack>
  );
}
