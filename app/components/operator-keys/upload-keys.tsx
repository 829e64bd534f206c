import { Form } from "@remix-run/react";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { InputField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import type { KeyImportText } from "#app/views/shelf/key-pool.ts";
import { useTranslate } from "../use-translate.ts";

type UploadKeysProps = {
  readonly poolId: string;
  /** A file that is on its way into the pool already. */
  readonly open: KeyImportText | null;
  readonly limits: { readonly size: string; readonly lines: string };
  readonly field: FieldState;
};

/** Choosing a key file, and what will happen with it. */
export function UploadKeys({ poolId, open, limits, field }: UploadKeysProps) {
  const t = useTranslate();
  const isBusy = open !== null && open.state !== "checked" && open.state !== "interrupted";
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
      <Section>
        {/* The browser shows its own progress of a long upload only when it loads the page itself. */}
        <Form method="post" encType="multipart/form-data" reloadDocument>
          <FieldStack>
            {open?.state === "checked" ? (
              <Notice tone="warning">{t("pools:upload.replaces", { fileName: open.fileName })}</Notice>
            ) : null}
            <InputField
              field={field}
              label={t("pools:upload.file")}
              hint={t("pools:upload.fileHint", limits)}
              type="file"
              accept=".txt,.csv,text/plain,text/csv"
            />
            <FormActions>
              <Button
                variant="primary"
                icon="upload"
                {...(isBusy ? { disabledReason: t("pools:upload.running") } : {})}
              >
                {t("pools:upload.submit")}
              </Button>
              <ButtonLink to={paths.keyPool(poolId)} variant="quiet">
                {t("common:cancel")}
              </ButtonLink>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
      <Section title={t("pools:upload.rulesTitle")}>
        <ul className="flex list-disc flex-col gap-2 pl-5 text-ink-muted marker:text-line-strong">
          {(["sealed", "twice", "lines", "delete"] as const).map((rule) => (
            <li key={rule}>{t(`pools:upload.rules.${rule}`)}</li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
