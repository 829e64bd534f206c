import { render } from "@react-email/render";
import type { LetterDraft } from "#app/domain/agreements/letters.ts";
import { paths } from "#app/http/paths.ts";
import { productName } from "#app/i18n/product-name.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import type { MailContent } from "#app/services/notices/mail-ports.ts";
import { letterTextOf } from "#app/views/service-activation/letter-text.ts";
import { NoticeMail, type NoticeMailProps } from "./notice-mail.tsx";
import { oneLine, plainText } from "./write-notice-mail.tsx";

/** Puts a letter into words, in its recipient's language, as HTML and as text that says the same. */
export async function writeLetterMail(letter: LetterDraft, token: string | null, origin: string): Promise<MailContent> {
  const { language, name } = letter.recipient;
  const t = translateTo(language);
  const { subject, text, advice, facts, buttonLabel, footer } = letterTextOf(letter);
  const path =
    token !== null
      ? paths.activate({ token })
      : letter.enrollmentId === null
        ? paths.agreements()
        : letter.kind === "azure-offered"
          ? paths.azureOffer(letter.enrollmentId)
          : paths.enrollment(letter.enrollmentId);
  const props: NoticeMailProps = {
    language,
    productName,
    greeting: t("notices:mail.greeting", { name: oneLine(name) }),
    subject: oneLine(subject),
    text,
    advice,
    facts,
    button: buttonLabel === null ? null : { label: buttonLabel, url: origin + path },
    footer,
    preferences: null,
  };
  return { subject: props.subject, html: await render(<NoticeMail {...props} />), text: plainText(props) };
}
