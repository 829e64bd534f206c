import { Form } from "@remix-run/react";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { InputField, RadioGroup, SelectField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import type { AddPoolView } from "#app/views/shelf/key-pools.ts";
import { useTranslate } from "../use-translate.ts";

/** First the product: versions and editions follow from it. */
export function ChooseProduct({ products }: Pick<AddPoolView, "products">) {
  const t = useTranslate();
  return (
    <Section>
      <Form method="get">
        <FieldStack>
          <SelectField
            field={{ id: "product", name: "product" }}
            label={t("pools:new.product")}
            hint={t("pools:new.productHint")}
            placeholder={t("pools:new.choose")}
            options={products.map(({ id, title }) => ({ value: id, label: title }))}
          />
          <FormActions>
            <Button variant="primary" icon="arrow-right">
              {t("pools:new.next")}
            </Button>
            <ButtonLink to={paths.keyPools()} variant="quiet">
              {t("common:cancel")}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
    </Section>
  );
}

type NewPoolFormProps = {
  readonly product: NonNullable<AddPoolView["product"]>;
  readonly formId: string;
  readonly fields: Readonly<Record<"version" | "edition" | "keyFormat" | "lowStockMark", FieldState>>;
};

/** What kind of pool it is, for a product that is chosen. */
export function NewPoolForm({ product, formId, fields }: NewPoolFormProps) {
  const t = useTranslate();
  const hasVersions = product.versions.some(({ version }) => version !== "");
  return (
    <Section
      title={product.title}
      actions={
        <ButtonLink to={paths.addKeyPool()} size="sm" variant="quiet">
          {t("pools:new.other")}
        </ButtonLink>
      }
    >
      <Form method="post" id={formId} noValidate>
        <input type="hidden" name="productId" value={product.id} />
        <FieldStack>
          {hasVersions ? (
            <SelectField
              field={fields.version}
              label={t("pools:new.version")}
              options={product.versions.map(({ version, hasPool }) => ({
                value: version,
                label: hasPool ? t("pools:new.hasPool", { version }) : version,
              }))}
            />
          ) : (
            <input type="hidden" name="version" value="-" />
          )}
          {product.skus.length > 1 ? (
            <RadioGroup
              field={fields.edition}
              label={t("pools:new.edition")}
              hint={t("pools:new.editionHint")}
              options={[
                { value: "-", label: t("pools:allEditions") },
                ...product.skus.map(({ skuId, title }) => ({ value: skuId, label: title })),
              ]}
            />
          ) : null}
          <RadioGroup
            field={fields.keyFormat}
            label={t("pools:new.keyFormat")}
            hint={t("pools:new.keyFormatHint")}
            options={(["5x5", "32-digits"] as const).map((format) => ({
              value: format,
              label: t(`pools:format.${format}`),
              hint: t(`pools:new.formatExample.${format}`),
            }))}
          />
          <InputField
            field={fields.lowStockMark}
            label={t("pools:new.mark")}
            hint={t("pools:new.markHint")}
            type="number"
            min={0}
            max={1_000_000}
          />
          <FormActions>
            <Button variant="primary" icon="plus">
              {t("pools:new.submit")}
            </Button>
            <ButtonLink to={paths.keyPools()} variant="quiet">
              {t("common:cancel")}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
    </Section>
  );
}
