import { connectToMailServer, mailSource } from "#app/adapters/smtp-mail-server.ts";
import type { MailEnv } from "#app/http/mail-env.server.ts";
import { productName } from "#app/i18n/product-name.ts";
import type { MailServices } from "#app/services/notices/mail-ports.ts";

/**
 * Wires what brings notices out of the house. What draws mails is loaded with the first of them: the web server starts
 * without it.
 *
 * @param origin the portal's own address, for the links in a mail
 */
export function createMailServices(env: MailEnv, origin: string): MailServices {
  const { smtp, sender } = env;
  return {
    write: async (db, notice, reader) => {
      const { writeNoticeMail } = await import("#app/emails/write-notice-mail.tsx");
      return writeNoticeMail(db, notice, reader, origin);
    },
    writeLetter: async (letter, token) => {
      const { writeLetterMail } = await import("#app/emails/write-letter-mail.tsx");
      return writeLetterMail(letter, token, origin);
    },
    sender: { ...sender, name: sender.name === "" ? productName : sender.name },
    connect: smtp === undefined ? undefined : () => connectToMailServer(smtp),
    sourceOf: mailSource,
    chance: Math.random,
  };
}
