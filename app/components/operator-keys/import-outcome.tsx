import { Form } from "@remix-run/react";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat } from "#app/ui/stat.tsx";
import type { KeyImportView } from "#app/views/shelf/key-pool.ts";
import { useTranslate } from "../use-translate.ts";

type ViewProps = { readonly view: KeyImportView };

/** What a checked file would bring, or has brought, in numbers, and the way on. */
export function ImportOutcome({ view }: ViewProps) {
  return (
    <>
      <Verdict view={view} />
      <Numbers view={view} />
      {view.file.state === "checked" ? <Decide view={view} /> : null}
    </>
  );
}

function Verdict({ view: { pool, file } }: ViewProps) {
  const t = useTranslate();
  const toPool = <ButtonLink to={paths.keyPool(pool.poolId)}>{t("pools:draft.seePool")}</ButtonLink>;
  if (file.state === "imported")
    return (
      <Notice
        tone="success"
        title={t("pools:draft.importedTitle", { count: file.importedKeys.value })}
        actions={toPool}
      >
        {t("pools:draft.importedText")}
      </Notice>
    );
  if (file.state === "discarded")
    return (
      <Notice
        tone="info"
        title={t("pools:draft.discardedTitle", { fileName: file.fileName })}
        actions={
          <>
            {toPool}
            <ButtonLink to={paths.importKeys(pool.poolId)} variant="quiet">
              {t("pools:draft.uploadAgain")}
            </ButtonLink>
          </>
        }
      >
        {t("pools:draft.discardedText")}
      </Notice>
    );
  if (file.goodLines.value === 0)
    return (
      <Notice tone="danger" title={t("pools:draft.noneTitle")}>
        {t("pools:draft.noneText")}
      </Notice>
    );
  if (file.refusedLines.value > 0)
    return (
      <Notice tone="warning" title={t("pools:draft.partTitle", { count: file.refusedLines.value })}>
        {t("pools:draft.partText")}
      </Notice>
    );
  return <Notice tone="success" title={t("pools:draft.readyTitle", { count: file.goodLines.value })} />;
}

function Numbers({ view: { file, reasons, kept } }: ViewProps) {
  const t = useTranslate();
  const refused = [
    ["twice", reasons["twice-in-file"]],
    ["known", reasons["known-already"]],
    ["malformed", reasons["wrong-format"]],
  ] as const;
  const isCapped = file.refusedLines.value > kept.value;
  return (
    <section aria-label={t("pools:draft.summary")}>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
        <Stat label={t("pools:draft.lines")} value={file.lines.text} remark={t("pools:draft.linesRemark")} />
        <Stat
          label={t("pools:draft.good")}
          value={file.state === "imported" ? file.importedKeys.text : file.goodLines.text}
          remark={t(file.state === "imported" ? "pools:draft.goodRemarkDone" : "pools:draft.goodRemark")}
          icon={file.goodLines.value > 0 ? "circle-check" : undefined}
          tone="success"
        />
        {refused.map(([name, lines]) => (
          <Stat
            key={name}
            label={t(`pools:draft.${name}`)}
            value={lines.text}
            remark={isCapped ? t("pools:draft.ofKept", { kept: kept.text }) : t(`pools:draft.${name}Remark`)}
            icon={lines.value > 0 ? "triangle-alert" : undefined}
            tone="warning"
          />
        ))}
      </div>
    </section>
  );
}

function Decide({ view: { file } }: ViewProps) {
  const t = useTranslate();
  const { value: good } = file.goodLines;
  const isPart = file.refusedLines.value > 0;
  return (
    <Section title={t("pools:draft.confirmTitle")}>
      <Form method="post" className="flex flex-col gap-3">
        {good === 0 ? null : (
          <p className="max-w-prose text-ink-muted">{t("pools:draft.confirmText", { count: good })}</p>
        )}
        <FormActions>
          {good === 0 ? null : (
            <Button name="intent" value={isPart ? "import-rest" : "import"} variant="primary" icon="check">
              {t(isPart ? "pools:draft.confirmPart" : "pools:draft.confirm", { count: good })}
            </Button>
          )}
          <Button name="intent" value="discard" variant={good === 0 ? "secondary" : "quiet"} icon="trash">
            {t("pools:draft.discard")}
          </Button>
        </FormActions>
      </Form>
    </Section>
  );
}
