import { connectToMailServer, mailSource } from "#app/adapters/smtp-mail-server.ts";
import type { MailEnv } from "#app/http/mail-env.server.ts";
import { productName } from "#app/i18n/product-name.ts";
import type { MailServices } from "#app/services/notices/mail-ports.ts";
import type { AttachmentStore } from "#app/services/ports.ts";

/**
 * Wires what brings notices out of the house. What draws mails is loaded with the first of them: the web server starts
 * without it.
 *
 * @param origin the portal's own address, for the links in a mail
 * @param attachmentStore where forms are kept that were signed by hand
 */
export function createMailServices(env: MailEnv, origin: string, attachmentStore: AttachmentStore): MailServices {
  const { smtp, sender } = env;
  return {
    write: async (db, notice, reader) => {
      const { writeNoticeMail } = await import("#app/emails/write-notice-mail.tsx");
      return writeNoticeMail(db, notice, reader, origin);
    },
    writeLetter: async (db, letter, token) => {
      const { writeLetterMail } = await import("#app/emails/write-letter-mail.tsx");
      const { filesOfLetter } = await import("#app/emails/letter-files.server.ts");
      const files = await filesOfLetter(db, attachmentStore, letter);
      return { ...(await writeLetterMail(letter, token, origin)), files };
    },
    sender: { ...sender, name: sender.name === "" ? productName : sender.name },
    connect: smtp === undefined ? undefined : () => connectToMailServer(smtp),
    sourceOf: mailSource,
    chance: Math.random,
  };
}
