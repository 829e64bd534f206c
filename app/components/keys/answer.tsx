import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { InputField } from "#app/ui/inputs.tsx";
import type { KeysAnswer, PasswordWanted } from "./answers.ts";
import { ShownKey } from "./shown-key.tsx";
import { ShownLink } from "./shown-link.tsx";

/** A form that posts to the page: of a dialog, or of the document. */
export type PostForm = (props: {
  readonly method: "post";
  readonly children: ReactNode;
  readonly className?: string;
}) => ReactNode;

type AnswerProps = {
  readonly answer: KeysAnswer;
  readonly Form: PostForm;
  readonly isBusy?: boolean;
};

/** What an answer is headed by, in a dialog and on a page. */
export function titleOfAnswer(answer: KeysAnswer, t: Translate): string {
  switch (answer.kind) {
    case "key":
      return t("keys:shown.title");
    case "link":
      return t("keys:link.title");
    case "password":
      return t("keys:password.title");
    case "refused":
      return answer.title;
  }
}

/** What came of a form of this page. */
export function Answer({ answer, Form, isBusy = false }: AnswerProps) {
  switch (answer.kind) {
    case "key":
      return <ShownKey answer={answer} />;
    case "link":
      return <ShownLink answer={answer} />;
    case "password":
      return <PasswordForm answer={answer} Form={Form} isBusy={isBusy} />;
    case "refused":
      return (
        <Notice tone="warning" isAnnounced>
          {answer.text}
        </Notice>
      );
  }
}

/** Asks for the password, and goes on to the key with the same click. */
function PasswordForm({
  answer,
  Form,
  isBusy,
}: {
  readonly answer: PasswordWanted;
  readonly Form: PostForm;
  readonly isBusy: boolean;
}) {
  const t = useTranslate();
  const { version, email, problem } = answer;
  return (
    <Form method="post" className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="reveal" />
      <input type="hidden" name="version" value={version} />
      {/* Tells password managers which account this is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <p className="text-ink-muted">{t("keys:password.text")}</p>
      {problem === null ? null : (
        <div role="alert" className="sr-only">
          {problem}
        </div>
      )}
      <InputField
        field={{ id: "key-password", name: "password", ...(problem === null ? {} : { errors: [problem] }) }}
        label={t("keys:password.label")}
        type="password"
        autoComplete="current-password"
        data-first-focus
      />
      <div>
        <Button variant="primary" icon="key">
          {isBusy ? t("keys:key.getting") : t("keys:password.submit")}
        </Button>
      </div>
    </Form>
  );
}
