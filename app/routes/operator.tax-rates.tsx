import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors } from "#app/components/form-errors.tsx";
import { TaxRateTable } from "#app/components/invoices/tax-rate-table.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { parseRate } from "#app/domain/invoicing/tax.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { fieldProblem } from "#app/http/field-problems.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { addTaxRate, removeTaxRate } from "#app/services/invoicing/tax-rates.server.ts";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FieldStack, FormActions, PageStack } from "#app/ui/form-layout.tsx";
import { InputField, SelectField } from "#app/ui/inputs.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { taxRatesView } from "#app/views/tax-rates.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const addSchema = z.object({
  intent: z.literal("add"),
  market: z.string().length(2),
  rate: z
    .string()
    .max(20)
    .refine((text) => parseRate(text) !== null, fieldProblem("notANumber")),
  startsOn: z.iso.date(),
});
const removeSchema = z.object({ intent: z.literal("remove"), id: z.string().max(40) });
const schema = z.discriminatedUnion("intent", [addSchema, removeSchema]);

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-prices");
  const view = orThrow(await taxRatesView(visitor.view), visitor);
  return json({ title: visitor.t("invoices:taxes.title"), ...view });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "manage-prices");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { t, deps, actor, at, format } = visitor;
  if (form.value.intent === "remove") {
    const removed = await removeTaxRate(deps, actor, { id: form.value.id }, at);
    if (!removed.ok) return form.again.refused(removed.refusal);
    const market = format.country(removed.value.market);
    return redirectWithNotice(args, paths.taxRates(), {
      tone: "success",
      title: t("invoices:taxes.removed", { market }),
    });
  }
  const { market, startsOn, rate } = form.value;
  // A rate and a day for a market are there once: sending the form twice is told that it is there.
  const added = await addTaxRate(deps, actor, { market, startsOn, rateMillionths: parseRate(rate) ?? 0 }, at);
  if (!added.ok)
    return form.again.refused(added.refusal, added.refusal.code === "tax-rate-exists" ? "startsOn" : undefined);
  return redirectWithNotice(args, paths.taxRates(), {
    tone: "success",
    title: t("invoices:taxes.added", { rate: `${rate.trim()} %`, market: format.country(market) }),
    text: t("invoices:taxes.addedText", { from: startsOn }),
  });
}

export default function TaxRates() {
  const { title, rates } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("invoices:taxes.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.invoices(), label: t("invoices:title") }],
        }}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Section isPadded={false}>
          {rates.length === 0 ? (
            <EmptyState icon="tag" title={t("invoices:taxes.emptyTitle")}>
              {t("invoices:taxes.emptyText")}
            </EmptyState>
          ) : (
            <TaxRateTable rates={rates} />
          )}
          <ListPages
            links={{ previous: null, next: null }}
            csv={rates.length === 0 ? undefined : paths.taxRatesCsv()}
          />
        </Section>
        <AddRate />
      </div>
    </PageStack>
  );
}

function AddRate() {
  const { markets, today } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslate();
  const [form, fields] = useForm<{ market: string; rate: string; startsOn: string }>({
    id: "add-tax-rate",
    lastResult: reply?.lastResult,
    defaultValue: { startsOn: today.iso },
  });
  return (
    <Section title={t("invoices:taxes.add")} description={t("invoices:taxes.addText")}>
      <Form method="post" id={form.id} noValidate className="flex flex-col gap-4">
        <FormErrors
          form={form}
          labels={{
            market: t("invoices:taxes.market"),
            rate: t("invoices:taxes.percent"),
            startsOn: t("invoices:taxes.day"),
          }}
        />
        <input type="hidden" name="intent" value="add" />
        <FieldStack>
          <SelectField
            field={fields["market"]}
            label={t("invoices:taxes.market")}
            placeholder={t("invoices:taxes.chooseMarket")}
            options={markets.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <InputField
            field={fields["rate"]}
            label={t("invoices:taxes.percent")}
            hint={t("invoices:taxes.percentHint")}
            inputMode="decimal"
            suffix="%"
          />
          <InputField field={fields["startsOn"]} label={t("invoices:taxes.day")} type="date" />
        </FieldStack>
        <FormActions>
          <Button variant="primary">{t("invoices:taxes.submit")}</Button>
        </FormActions>
      </Form>
    </Section>
  );
}
