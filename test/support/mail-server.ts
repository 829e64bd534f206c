import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import { connectToMailServer, mailSource, type MailTimes } from "#app/adapters/smtp-mail-server.ts";
import type { MailServices, MailWriter } from "#app/services/notices/mail-ports.ts";

/** What the server does with the n-th mail, counted from 1: takes it, says a code, hangs up in the middle, or says nothing. */
export type MailBehaviour = (n: number, recipient: string) => "take" | "hang-up" | "stall" | { readonly code: number };

export type ReceivedMail = { readonly messageId: string; readonly recipient: string; readonly source: string };

export type TestMailServer = {
  readonly port: number;
  /** What it took, in order. */
  readonly taken: ReceivedMail[];
  close(): Promise<void>;
};

/** A real SMTP server on loopback, without encryption. */
export async function startMailServer(behaviour: MailBehaviour = () => "take"): Promise<TestMailServer> {
  const taken: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let count = 0;
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 50,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        count += 1;
        const recipient = session.envelope.rcptTo[0]?.address ?? "";
        const does = behaviour(count, recipient);
        if (does === "stall") return;
        if (does === "hang-up") {
          for (const socket of sockets) socket.destroy();
          return;
        }
        if (does !== "take") {
          callback(Object.assign(new Error("no room for it, user secret-password"), { responseCode: does.code }));
          return;
        }
        const source = Buffer.concat(chunks).toString("utf8");
        taken.push({ messageId: /^Message-ID: (\S+)/im.exec(source)?.[1] ?? "", recipient, source });
        callback();
      });
    },
  });
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  // Clients that hang up in the middle are what these tests are about.
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A notice by its id alone, for tests that are not about words. */
export const plainWriter: MailWriter = async (_db, notice) => ({
  subject: `${notice.kind} ${notice.id}`,
  text: `notice ${notice.id}\n`,
  html: `<p>notice ${notice.id}</p>`,
});

/**
 * What sends mails to a server on loopback. It waits as long as the portal does, unless a test is about waiting: on a
 * busy machine a mail may take a second, and one that was given up would be sent again.
 */
export function mailTo(
  port: number,
  options: { readonly write?: MailWriter; readonly times?: MailTimes } = {},
): MailServices {
  return {
    write: options.write ?? plainWriter,
    sender: { name: "Turnus", address: "notices@portal.example" },
    connect: () => connectToMailServer({ host: "127.0.0.1", port, security: "none", signIn: undefined }, options.times),
    sourceOf: mailSource,
    chance: () => 0.5,
  };
}
