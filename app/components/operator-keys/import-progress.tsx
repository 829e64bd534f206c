import { Form } from "@remix-run/react";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { Section } from "#app/ui/section.tsx";
import type { KeyImportView } from "#app/views/shelf/key-pool.ts";
import { LookAgain } from "../look-again.tsx";
import { useTranslate } from "../use-translate.ts";

/** How far the check of a key file is, or its import; looks again by itself. */
export function ImportProgress({ view: { file, progress } }: { readonly view: KeyImportView }) {
  const t = useTranslate();
  if (progress === null) return null;
  const phase = file.state === "importing" ? "importing" : "reading";
  const { value, max, doneText: done, totalText: total } = progress;
  const text = max === null ? done : t("pools:draft.progress", { done, total });
  return (
    <Section title={t(`pools:draft.${phase}Title`)} description={t(`pools:draft.${phase}Text`)}>
      <div aria-live="polite">
        <Progress label={t(`pools:draft.${phase}Label`)} value={value} max={Math.max(1, max ?? value)} text={text} />
      </div>
      <LookAgain seconds={2} />
    </Section>
  );
}

/** Whoever worked on the file is gone: a file that was being read is lost, an import goes on. */
export function ImportStopped({ view: { pool, file, canGoOn } }: { readonly view: KeyImportView }) {
  const t = useTranslate();
  return (
    <Notice
      tone={canGoOn ? "warning" : "danger"}
      title={t("pools:draft.interruptedTitle")}
      actions={
        canGoOn ? (
          <Form method="post">
            <Button name="intent" value="import-rest" icon="play">
              {t("pools:draft.goOn")}
            </Button>
          </Form>
        ) : (
          <>
            <ButtonLink to={paths.importKeys(pool.poolId)} icon="upload">
              {t("pools:draft.uploadAgain")}
            </ButtonLink>
            <Form method="post">
              <Button name="intent" value="discard" variant="quiet" icon="trash">
                {t("pools:draft.discard")}
              </Button>
            </Form>
          </>
        )
      }
    >
      {canGoOn
        ? t("pools:draft.interruptedImporting", { done: file.importedKeys.text, total: file.goodLines.text })
        : t("pools:draft.interruptedReading")}
    </Notice>
  );
}
