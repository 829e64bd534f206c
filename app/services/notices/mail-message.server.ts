import type { Notice } from "#app/domain/notices/notices.ts";
import type { Db } from "#db/client.ts";
import type { MailRecipient } from "#db/repositories/mails.ts";
import type { MailMessage, MailReader, MailServices } from "./mail-ports.ts";

/** Makes the mail of a row of the outbox, in the words of today: who changed the language since reads the new one. */
export async function messageOf(
  db: Db,
  mail: Pick<MailServices, "write" | "sender">,
  {
    id,
    notice,
    recipient,
    reader,
  }: {
    readonly id: string;
    readonly notice: Notice;
    readonly recipient: Pick<MailRecipient, "displayName" | "email">;
    readonly reader: MailReader;
  },
): Promise<MailMessage> {
  const content = await mail.write(db, notice, reader);
  return {
    ...content,
    messageId: messageIdOf(id, mail.sender.address),
    from: mail.sender,
    to: { name: recipient.displayName, address: recipient.email },
    date: notice.queuedAt,
  };
}

/** Made of the row's id alone, so that it is the same at every attempt. */
export function messageIdOf(mailId: string, senderAddress: string): string {
  return `<${mailId}@${senderAddress.slice(senderAddress.lastIndexOf("@") + 1)}>`;
}
