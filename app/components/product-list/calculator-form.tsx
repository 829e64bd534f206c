import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { type CalculatorName, calculatorGroups } from "#app/domain/licensing/product-list/calculator-names.ts";
import { paths } from "#app/http/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { classNames } from "#app/ui/class-names.ts";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField, InputField, SelectField } from "#app/ui/inputs.tsx";
import { TextLink } from "#app/ui/text-link.tsx";

export type ShownField = {
  readonly name: string;
  readonly kind: "select" | "number" | "day" | "box";
  readonly value: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly lineNumber: number | null;
};

type Place = { readonly calculator: CalculatorName; readonly asOf: number | null };

/** The calculators by what they are asked for; links, so that each has an address of its own. */
export function CalculatorMenu({ calculator, asOf }: Place) {
  const t = useTranslate();
  return (
    <nav aria-label={t("productListCalculators:views")} className="flex flex-col gap-3 lg:gap-4" data-print="hide">
      {(Object.keys(calculatorGroups) as (keyof typeof calculatorGroups)[]).map((group) => (
        <div key={group}>
          <h2 className="mb-1 text-sm font-medium text-ink-muted">{t(`productListCalculators:group.${group}`)}</h2>
          <ul className="flex flex-wrap gap-x-4 gap-y-1 lg:flex-col lg:gap-y-0.5">
            {calculatorGroups[group].map((one) => (
              <li key={one} aria-current={one === calculator ? "page" : undefined}>
                <TextLink
                  to={paths.productListCalculators({ calculator: one, edition: asOf })}
                  look="plain"

                  className={classNames("inline-block py-1", one === calculator && "font-semibold")}
                >
                  {t(`productListCalculators:names.${one}`)}
                </TextLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The form of a calculator. It is sent by GET: the address holds what was asked. */
export function CalculatorForm({ calculator, asOf, fields }: Place & { readonly fields: readonly ShownField[] }) {
  const t = useTranslate();
  const lines = [...new Set(fields.map(({ lineNumber }) => lineNumber))].filter((number) => number !== null);
  return (
    <Form key={calculator} method="get" action={paths.productListCalculators()}>
      <input type="hidden" name="calculator" value={calculator} />
      {asOf === null ? null : <input type="hidden" name="edition" value={asOf} />}
      <FieldStack isWide>
        {lines.length === 0 ? null : <p className="text-sm text-ink-muted">{t("productListCalculators:lineHint")}</p>}
        {lines.map((number) => (
          <LineFrame key={number} number={number} isOpen={isFilled(fields, number)}>
            <fieldset>
              <legend className="sr-only">{t("productListCalculators:lineOf", { number })}</legend>
              <div className="grid gap-3 sm:grid-cols-2">
                {fields
                  .filter(({ lineNumber }) => lineNumber === number)
                  .map((field, index) => (
                    <div key={field.name} className={index === 0 ? "sm:col-span-2" : undefined}>
                      <CalculatorInput field={field} />
                    </div>
                  ))}
              </div>
            </fieldset>
          </LineFrame>
        ))}
        {fields
          .filter(({ lineNumber }) => lineNumber === null)
          .map((field) => (
            <CalculatorInput key={field.name} field={field} />
          ))}
        <FormActions>
          <Button variant="primary">{t("productListCalculators:submit")}</Button>
        </FormActions>
      </FieldStack>
    </Form>
  );
}

/** The first line and those that are filled in stand open. */
function isFilled(fields: readonly ShownField[], number: number): boolean {
  return (
    number === 1 ||
    fields.some(({ lineNumber, name, value }) => lineNumber === number && name.startsWith("quantity") && value !== "0")
  );
}

type LineFrameProps = { readonly number: number; readonly isOpen: boolean; readonly children: ReactNode };

function LineFrame({ number, isOpen, children }: LineFrameProps) {
  const t = useTranslate();
  return (
    <details open={isOpen} className="rounded-lg border border-line">
      <summary className="cursor-pointer px-3 py-2 text-sm font-medium">
        {t("productListCalculators:lineOf", { number })}
      </summary>
      <div className="px-3 pb-3">{children}</div>
    </details>
  );
}

const optionalField = "existingEndOn";

function CalculatorInput({ field: { name, kind, value, label, options } }: { readonly field: ShownField }) {
  const t = useTranslate();
  const field = { id: `calculator-${name}`, name, initialValue: value };
  if (kind === "select") return <SelectField field={field} label={label} options={options} />;
  if (kind === "box") return <CheckboxField field={field} label={label} />;
  // A day that may be left out begins empty; all others begin with today.
  const optionalWord = name === optionalField ? t("common:optional") : undefined;
  if (kind === "day") return <InputField field={field} label={label} type="date" optionalWord={optionalWord} />;
  return <InputField field={field} label={label} type="number" min={0} step={1} />;
}
