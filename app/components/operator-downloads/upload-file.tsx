import { Form } from "@remix-run/react";
import type { FormEvent } from "react";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { InputField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { Section } from "#app/ui/section.tsx";
import type { AddFileView } from "#app/views/shelf/download-file.ts";
import { fileSizeText } from "#app/views/file-size.ts";
import { useTranslate } from "../use-translate.ts";
import { type Sending, useSending } from "./use-sending.ts";

type UploadFileProps = {
  readonly view: AddFileView;
  readonly sizeMax: string;
  readonly language: "en" | "de";
  /** Why the form is shown again. */
  readonly error: string | undefined;
  readonly routeId: string;
};

/**
 * The file itself, for a choice that is made, and what becomes of the one before it. With scripts its way is shown as
 * a bar; without them the browser sends the form like any other.
 */
export function UploadFile({ view, sizeMax, language, error: answered, routeId }: UploadFileProps) {
  const t = useTranslate();
  const { product, choice, current } = view;
  const words = { failed: t("files:add.failed"), stopped: t("files:add.stopped") };
  const { sending, send, stop } = useSending(routeId, words);
  const field = { id: "download-file", name: "file", errors: answered === undefined ? [] : [answered] };
  const isOnItsWay = sending.state === "sending";
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    if (send(event.currentTarget)) event.preventDefault();
  };
  return (
    <Section>
      {/* Where scripts do not take over, the browser shows its own progress only when it loads the page itself. */}
      <Form
        method="post"
        action={paths.addFile(product.id, { ...choice })}
        encType="multipart/form-data"
        reloadDocument
        onSubmit={onSubmit}
      >
        {/* What a file is for stands before it in the form, so that it is known when the file begins to come in. */}
        {Object.entries(choice).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <FieldStack>
          {sending.state === "refused" ? (
            <Notice tone="danger" isAnnounced>
              {sending.error}
            </Notice>
          ) : null}
          <InputField
            field={field}
            label={t("files:add.file")}
            hint={t("files:add.fileHint", { size: sizeMax })}
            type="file"
            disabled={isOnItsWay}
          />
          {isOnItsWay ? (
            <OnItsWay sending={sending} language={language} onStop={stop} />
          ) : (
            <FormActions>
              <Button variant="primary" icon="upload">
                {t(current === null ? "files:add.submit" : "files:add.submitReplace")}
              </Button>
              <ButtonLink to={paths.filesOfProduct(product.id)} variant="quiet">
                {t("common:cancel")}
              </ButtonLink>
            </FormActions>
          )}
        </FieldStack>
      </Form>
    </Section>
  );
}

type OnItsWayProps = {
  readonly sending: Extract<Sending, { state: "sending" }>;
  readonly language: "en" | "de";
  readonly onStop: () => void;
};

function OnItsWay({ sending: { sentBytes, totalBytes }, language, onStop }: OnItsWayProps) {
  const t = useTranslate();
  const done = fileSizeText(sentBytes, language);
  const isThere = totalBytes > 0 && sentBytes >= totalBytes;
  return (
    <div className="flex flex-col gap-3">
      <Progress
        label={t("files:add.uploading")}
        value={sentBytes}
        max={Math.max(1, totalBytes)}
        text={t("files:add.uploadingText", { done, total: fileSizeText(totalBytes, language) })}
      />
      <p role="status" className="text-sm text-ink-muted">
        {t(isThere ? "files:add.storing" : "files:add.uploading")}
      </p>
      <FormActions>
        <Button type="button" icon="x" onClick={onStop}>
          {t("files:add.stop")}
        </Button>
      </FormActions>
    </div>
  );
}

/** What becomes of the file that is there already. */
export function Replaces({ current }: Pick<AddFileView, "current">) {
  const t = useTranslate();
  if (current === null) return null;
  const { fileName, size, uploadedAt, links } = current;
  return (
    <Notice tone="warning" title={t("files:add.replacesTitle")}>
      <p className="wrap-anywhere">{t("files:add.replaces", { fileName, size, since: uploadedAt.local })}</p>
      <p>{t("files:add.replacesWhat")}</p>
      <p>{t("files:add.replacesLinks", { count: links.value })}</p>
    </Notice>
  );
}
