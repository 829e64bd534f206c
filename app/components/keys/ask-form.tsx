import { Form, useFetcher } from "@remix-run/react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Dialog } from "#app/ui/dialog.tsx";
import { Answer, titleOfAnswer } from "./answer.tsx";
import type { KeysAnswer } from "./answers.ts";
import { useForgetOnLeave } from "./forget-on-leave.ts";

type AskFormProps = {
  readonly fields: Readonly<Record<string, string>>;
  /** The button, which is told whether an answer is on its way. */
  readonly children: (isBusy: boolean) => ReactNode;
  /** What is shown before anything is sent: the question for a password that will be needed anyway. */
  readonly first?: KeysAnswer | null;
};

/**
 * A form whose answer comes up in a dialog. Without scripts it is a form like any other, and its answer a page.
 *
 * The answer is held by the dialog alone: it is gone when the dialog is closed, and when the page is left, so that
 * neither *Back* nor the page's own state brings it up again.
 */
export function AskForm({ fields, children, first = null }: AskFormProps) {
  const t = useTranslate();
  const id = useId();
  const [round, setRound] = useState(0);
  const [isAsked, setAsked] = useState(false);
  const fetcher = useFetcher<KeysAnswer>({ key: `${id}${round}` });
  const answer = (fetcher.data as KeysAnswer | undefined) ?? (isAsked ? first : null);
  const isBusy = fetcher.state !== "idle";
  const forget = () => {
    setRound((last) => last + 1);
    setAsked(false);
  };
  useForgetOnLeave(forget);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (first === null) fetcher.submit(event.currentTarget);
    else setAsked(true);
  };
  return (
    <>
      {/* Not the fetcher's own form: that is another one after each answer, and its button could not get the focus back. */}
      <Form method="post" onSubmit={send}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children(isBusy)}
      </Form>
      <Dialog
        isOpen={answer !== null}
        onClose={forget}
        title={answer === null ? "" : titleOfAnswer(answer, t)}
        closeLabel={t("common:close")}
      >
        {answer === null ? null : <Answer answer={answer} Form={fetcher.Form} isBusy={isBusy} />}
      </Dialog>
    </>
  );
}
