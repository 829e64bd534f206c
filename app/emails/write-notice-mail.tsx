import { render } from "@react-email/render";
import type { Notice } from "#app/domain/notices/notices.ts";
import { noticePath } from "#app/http/notice-path.ts";
import { paths } from "#app/http/paths.ts";
import { productName } from "#app/i18n/product-name.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import type { MailContent, MailReader } from "#app/services/notices/mail-ports.ts";
import { noticeNames } from "#app/views/notices/notice-names.ts";
import { noticeTextOf } from "#app/views/notices/notice-text.ts";
import type { Db } from "#db/client.ts";
import { NoticeMail, type NoticeMailProps } from "./notice-mail.tsx";

/** Puts a notice into words for one reader, as HTML and as text that says the same. */
export async function writeNoticeMail(
  db: Db,
  notice: Notice,
  reader: MailReader,
  origin: string,
): Promise<MailContent> {
  const t = translateTo(reader.language);
  const { subject, text, advice, facts, target, targetLabel } = noticeTextOf(
    notice,
    await noticeNames(db, [notice]),
    reader,
  );
  const props: NoticeMailProps = {
    language: reader.language,
    productName,
    greeting: t("notices:mail.greeting", { name: oneLine(reader.displayName) }),
    subject: oneLine(subject),
    text,
    advice,
    facts,
    button: { label: targetLabel, url: origin + noticePath(target) },
    footer: t("notices:mail.footer", { product: productName }),
    preferences: { label: t("notices:mail.preferences"), url: origin + paths.noticeSettings() },
  };
  return { subject: props.subject, html: await render(<NoticeMail {...props} />), text: plainText(props) };
}

/** Written by hand, so that it reads like a letter: taken from the HTML, a table of facts becomes a row of words. */
export function plainText({ greeting, text, advice, facts, button, footer, preferences }: NoticeMailProps): string {
  return [
    greeting,
    text,
    advice,
    facts.map(({ label, value }) => `${label}: ${oneLine(value)}`).join("\n"),
    button === null ? "" : `${button.label}: ${button.url}`,
    `-- \n${footer}\n${preferences === null ? "" : `${preferences.label}: ${preferences.url}\n`}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Names come from people: one with a line break must not begin a line of its own. */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly these are to go
  return text.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim();
}
