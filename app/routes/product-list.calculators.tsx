import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { ListFrame } from "#app/components/product-list/list-frame.tsx";
import { LineLink } from "#app/components/product-list/names.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { calculators } from "#app/domain/licensing/product-list/calculator-names.ts";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { editionParam } from "#app/http/product-list-params.ts";
import { oneOf } from "#app/http/search-params.ts";
import { calculatorWords } from "#app/i18n/product-list-words.ts";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField, InputField, SelectField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { productListCalculatorView } from "#app/views/product-list/calculators.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.list]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const { t } = visitor;
  const { searchParams } = new URL(args.request.url);
  const calculator = oneOf(searchParams, "calculator", calculators);
  const { calculator: _calculator, edition: _edition, _data, ...wish } = Object.fromEntries(searchParams);
  const view = orThrow(
    await productListCalculatorView(visitor.view, { calculator, edition: editionParam(searchParams), wish }),
    visitor,
  );
  return json({
    title: t(`productListCalculators:names.${calculator}`),
    list: t("productList:title"),
    ...view,
    fields: view.fields.map(({ options, areOptionsPrinted, ...field }) => ({
      ...field,
      label: calculatorWords("field", field.name, t),
      options: options.map((value) => ({
        value,
        label: areOptionsPrinted ? value : calculatorWords("option", value, t),
      })),
    })),
    answers: view.answers.map(({ code, facts, ...answer }) => ({
      ...answer,
      text: calculatorWords("answers", code, t, facts),
    })),
  });
}

export default function Calculators() {
  const { edition, calculator, fields } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const asOf = edition?.asOf ?? null;
  return (
    <ListFrame tab="calculators" edition={edition}>
      <Tabs
        label={t("productListCalculators:views")}
        tabs={calculators.map((one) => ({
          to: paths.productListCalculators({ calculator: one, edition: asOf }),
          label: t(`productListCalculators:names.${one}`),
          isCurrent: one === calculator,
        }))}
      />
      {edition === null ? (
        <Section>
          <EmptyState icon="file" title={t("productList:emptyTitle")}>
            {t("productList:emptyText")}
          </EmptyState>
        </Section>
      ) : (
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <Section
            title={t(`productListCalculators:names.${calculator}`)}
            description={t(`productListCalculators:intro.${calculator}`)}
          >
            <Form key={calculator} method="get" action={paths.productListCalculators()}>
              <input type="hidden" name="calculator" value={calculator} />
              {asOf === null ? null : <input type="hidden" name="edition" value={asOf} />}
              <FieldStack isWide>
                {fields.map((field) => (
                  <CalculatorInput key={field.name} field={field} />
                ))}
                <FormActions>
                  <Button variant="primary">{t("productListCalculators:submit")}</Button>
                </FormActions>
              </FieldStack>
            </Form>
          </Section>
          <Answers />
        </div>
      )}
    </ListFrame>
  );
}

type Field = ReturnType<typeof useLoaderData<typeof loader>>["fields"][number];

function CalculatorInput({ field: { name, kind, value, label, options } }: { readonly field: Field }) {
  const field = { id: `calculator-${name}`, name, initialValue: value };
  if (kind === "select") return <SelectField field={field} label={label} options={options} />;
  if (kind === "box") return <CheckboxField field={field} label={label} />;
  if (kind === "day") return <InputField field={field} label={label} type="date" />;
  return <InputField field={field} label={label} type="number" min={0} step={1} />;
}

function Answers() {
  const { answers, edition } = useLoaderData<typeof loader>();
  const t = useTranslate();
  if (answers.length === 0) return null;
  return (
    <Section title={t("productListCalculators:answer")}>
      <div className="flex flex-col gap-3" aria-live="polite">
        {answers.map(({ tone, text, rule, line }) => (
          <Notice key={text} tone={tone} title={text}>
            <span className="flex flex-wrap gap-x-3 text-sm">
              {rule === null ? null : <span>{t("productListCalculators:rule", { rule: rule.split("-", 1)[0] })}</span>}
              {line === null ? null : <LineLink line={line} edition={edition?.asOf ?? null} />}
            </span>
          </Notice>
        ))}
        <p className="text-sm text-ink-muted">{t("productListCalculators:advice")}</p>
      </div>
    </Section>
  );
}
