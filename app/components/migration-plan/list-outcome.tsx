import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, StatRow } from "#app/ui/stat.tsx";
import type { MigrationListDraftView } from "#app/views/migration-list-draft.ts";

type View = Omit<MigrationListDraftView, "refusal" | "refusals" | "links"> & {
  readonly refusal: { readonly title: string; readonly text: string } | null;
};

type ListOutcomeProps = { readonly view: View; readonly problem: string | undefined };

/** What taking a list over will do, in numbers, and the way on. */
export function ListOutcome({ view, problem }: ListOutcomeProps) {
  const t = useTranslate();
  const { devices, merged, effect, refused } = view;
  const mergedText = t("migration:draft.merged", { count: merged.value, text: merged.text });
  return (
    <>
      <Verdict view={view} />
      <StatRow>
        <Stat
          label={t("migration:draft.devices")}
          value={devices.text}
          remark={merged.value === 0 ? t("migration:draft.devicesRemark") : mergedText}
        />
        {effect === null ? null : (
          <>
            <Stat
              label={t("migration:draft.added")}
              value={effect.added.text}
              remark={t("migration:draft.addedRemark")}
            />
            <Stat
              label={t("migration:draft.moved")}
              value={effect.moved.text}
              remark={
                effect.done.value === 0
                  ? t("migration:draft.movedRemark")
                  : `${t("migration:draft.done")}: ${effect.done.text}, ${t("migration:draft.doneRemark")}`
              }
            />
          </>
        )}
        <Stat
          label={t("migration:draft.refused")}
          value={refused.text}
          remark={t(refused.value > 0 ? "migration:draft.refusedRemark" : "migration:draft.refusedNone")}
          icon={refused.value > 0 ? "circle-alert" : "circle-check"}
          tone={refused.value > 0 ? "danger" : "success"}
        />
      </StatRow>
      {view.importedAt === null ? <Decision view={view} problem={problem} /> : null}
    </>
  );
}

function Verdict({
  view: { customer, importedAt, refused, refusal, devices, effect },
}: Pick<ListOutcomeProps, "view">) {
  const t = useTranslate();
  const total = effect?.total.text ?? "";
  if (importedAt !== null)
    return (
      <Notice
        tone="success"
        title={t("migration:draft.importedTitle")}
        actions={<ButtonLink to={paths.volumeLicensing(customer.id)}>{t("migration:draft.toPlan")}</ButtonLink>}
      >
        {t("migration:draft.importedText", { at: importedAt.local })}
      </Notice>
    );
  if (devices.value === 0)
    return (
      <Notice tone="danger" title={t("migration:draft.allTitle")}>
        {t("migration:draft.allText")}
      </Notice>
    );
  if (refusal !== null)
    return (
      <Notice tone="danger" title={refusal.title}>
        {refusal.text}
      </Notice>
    );
  return refused.value === 0 ? (
    <Notice tone="success" title={t("migration:draft.readyTitle")}>
      {t("migration:draft.readyText", { total })}
    </Notice>
  ) : (
    <Notice tone="warning" title={t("migration:draft.someTitle", { count: refused.value, text: refused.text })}>
      {t("migration:draft.someText", { total })}
    </Notice>
  );
}

function Decision({ view: { customer, devices, refused, refusal }, problem }: ListOutcomeProps) {
  const t = useTranslate();
  return (
    <Section>
      <Form method="post" className="flex flex-col gap-3">
        {refused.value === 0 || refusal !== null ? null : (
          <CheckboxField
            field={{ id: "leave-out-refused", name: "leaveOutRefused", errors: problem === undefined ? [] : [problem] }}
            label={t("migration:draft.leaveOut", { count: refused.value, text: refused.text })}
          />
        )}
        <FormActions>
          {refusal === null ? (
            <Button name="intent" value="import" variant="primary" icon="check">
              {t("migration:draft.takeOver", { count: devices.value, text: devices.text })}
            </Button>
          ) : (
            <ButtonLink to={paths.importDevices(customer.id)} variant="primary" icon="upload">
              {t("migration:draft.again")}
            </ButtonLink>
          )}
          <Button name="intent" value="discard" variant="quiet" icon="trash">
            {t("migration:draft.discard")}
          </Button>
        </FormActions>
      </Form>
    </Section>
  );
}
