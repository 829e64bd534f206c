import type { InstallationNoticeFacts, Notice, NoticeKind } from "#app/domain/notices/notices.ts";
import type { Desk, NoticeTarget, Words } from "./notice-text.ts";

/** Kinds that tell of an upgrade installation, and where each leads: the customer's side, the installer, the operator. */
const targets = {
  "verification-to-sign": "installation",
  "verification-sent": "imaging",
  "verification-accepted": "installation",
  "verification-rejected": "installation",
  "installation-released": "imaging",
  "investigation-opened": "imaging",
  "investigation-to-follow": "installationToLookAt",
} as const satisfies { readonly [K in NoticeKind]?: NoticeTarget["to"] };

type InstallationKind = keyof typeof targets;

function isOfInstallation(kind: NoticeKind): kind is InstallationKind {
  return Object.hasOwn(targets, kind);
}

/** The page of a notice of an upgrade installation; null for other notices. */
export function installationTarget(notice: Notice): NoticeTarget | null {
  if (!isOfInstallation(notice.kind)) return null;
  const { installationId } = notice.facts as InstallationNoticeFacts;
  return { to: targets[notice.kind], installationId };
}

function wordsOf(kind: InstallationKind) {
  return ({ t, format }: Desk, facts: InstallationNoticeFacts): Words => {
    const { installationId, customerName: customer, devices, number, reason } = facts;
    const fact = (name: "installation" | "customer" | "devices" | "verification" | "reason", value: string) => ({
      label: t(`notices:fact.${name}`),
      value,
    });
    return {
      subject: t(`notices:subject.${kind}`, { customer }),
      text: t(`notices:text.${kind}`, { customer, id: installationId, devices: format.number(devices), reason }),
      advice: t(`notices:advice.${kind}`),
      facts: [
        fact("installation", installationId),
        fact("customer", customer),
        fact("devices", format.number(devices)),
        ...(number === 0 ? [] : [fact("verification", format.number(number))]),
        ...(reason === "" ? [] : [fact("reason", reason)]),
      ],
    };
  };
}

/** Their words: all are made of the same facts. */
export const installationWords = {
  "verification-to-sign": wordsOf("verification-to-sign"),
  "verification-sent": wordsOf("verification-sent"),
  "verification-accepted": wordsOf("verification-accepted"),
  "verification-rejected": wordsOf("verification-rejected"),
  "installation-released": wordsOf("installation-released"),
  "investigation-opened": wordsOf("investigation-opened"),
  "investigation-to-follow": wordsOf("investigation-to-follow"),
};
