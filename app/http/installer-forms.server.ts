import { z } from "zod";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import {
  closeInvestigation,
  decideQualification,
  openInvestigation,
} from "#app/services/upgrade-verification/investigate-installation.server.ts";
import { finishImaging, recordImaging } from "#app/services/upgrade-verification/record-imaging.server.ts";
import { answerVerification } from "#app/services/upgrade-verification/answer-verification.server.ts";
import type { SignedInVisitor } from "./auth.server.ts";
import { idempotencyKeyField } from "./form.server.ts";

const inWords = z.string().trim().min(1).max(2_000);
const id = z.string().min(1).max(100);
const key = { idempotencyKey: idempotencyKeyField };

const investigation = [
  z.object({ ...key, intent: z.literal("hold"), reason: inWords, serialNumber: z.string().trim().max(60).optional() }),
  z.object({ ...key, intent: z.literal("lift"), reason: inWords }),
] as const;

const answer = {
  ...key,
  intent: z.literal("answer"),
  number: z.coerce.number().int().min(1).max(999_999),
  decision: z.enum(["accept", "reject"]),
  text: inWords,
};

const images = [
  z.object({
    ...key,
    intent: z.literal("record"),
    serial: z.string().trim().min(1).max(60),
    image: z.string().trim().min(1).max(120),
    isBaseKept: z.literal("on").optional(),
    isFinished: z.literal("on").optional(),
  }),
  z.object({ ...key, intent: z.literal("finish"), recordId: id }),
] as const;

/** The forms of the installer's page, told apart by their intent. */
export const installerSchema = z.discriminatedUnion("intent", [z.object(answer), ...images, ...investigation]);

/** The forms of the page on which the partner records for an installer without access. */
export const forInstallerSchema = z.discriminatedUnion("intent", [
  z.object({ ...answer, name: z.string().trim().min(1).max(150), answeredOn: z.iso.date() }),
  ...images,
]);

/** The forms of the operator's page. */
export const deskSchema = z.discriminatedUnion("intent", [
  z.object({
    ...key,
    intent: z.literal("decide"),
    deviceId: id,
    decision: z.enum(["qualifies", "does-not-qualify"]),
    text: inWords,
  }),
  ...investigation,
]);

/** All fields that those forms have. */
export type InstallerFields = {
  decision: string;
  text: string;
  serial: string;
  image: string;
  isBaseKept: string;
  isFinished: string;
  reason: string;
  serialNumber: string;
  deviceId: string;
};

/** The same with what an answer on paper has beside. */
export type ForInstallerFields = InstallerFields & { name: string; answeredOn: string; attachments: string };

type Step = z.output<typeof installerSchema> | z.output<typeof deskSchema>;
type Done = { readonly title: string; readonly text: string };

/** Takes the step that a form asks for, and says what was done. */
export async function takeInstallerStep(
  { deps, actor, at, t }: SignedInVisitor,
  orderId: string,
  step: Step,
  isForInstaller = false,
): Promise<Result<Done, Refusal>> {
  const { idempotencyKey } = step;
  switch (step.intent) {
    case "answer": {
      const isAccepted = step.decision === "accept";
      const { number, text } = step;
      const answered = await answerVerification(deps, actor, { idempotencyKey, orderId, number, isAccepted, text }, at);
      if (!answered.ok) return answered;
      const what = isAccepted ? "accepted" : "rejected";
      return ok({
        title: t(`installations:imaging.${what}`, { number }),
        text: t(`installations:imaging.${what}Text`),
      });
    }
    case "record": {
      const { serial: serialNumber, image } = step;
      const [isBaseKept, isFinished] = [step.isBaseKept === "on", step.isFinished === "on"];
      const wish = { idempotencyKey, orderId, serialNumber, image, isBaseKept, isFinished, isForInstaller };
      const recorded = await recordImaging(deps, actor, wish, at);
      if (!recorded.ok) return recorded;
      const { serialNumber: serial } = recorded.value;
      return ok({
        title: t("installations:imaging.recorded", { serial }),
        text: t("installations:imaging.recordedText"),
      });
    }
    case "finish": {
      const { recordId } = step;
      const finished = await finishImaging(deps, actor, { idempotencyKey, orderId, recordId, isForInstaller }, at);
      if (!finished.ok) return finished;
      return ok({ title: t("installations:imaging.finished"), text: t("installations:imaging.finishedText") });
    }
    case "hold": {
      const { reason, serialNumber = "" } = step;
      const opened = await openInvestigation(deps, actor, { idempotencyKey, orderId, reason, serialNumber }, at);
      if (!opened.ok) return opened;
      return ok({ title: t("installations:investigation.opened"), text: t("installations:investigation.openedText") });
    }
    case "lift": {
      const lifted = await closeInvestigation(deps, actor, { idempotencyKey, orderId, reason: step.reason }, at);
      if (!lifted.ok) return lifted;
      return ok({ title: t("installations:investigation.lifted"), text: t("installations:investigation.liftedText") });
    }
    case "decide": {
      const isQualifying = step.decision === "qualifies";
      const wish = { idempotencyKey, orderId, deviceId: step.deviceId, isQualifying, reason: step.text };
      const decided = await decideQualification(deps, actor, wish, at);
      if (!decided.ok) return decided;
      return ok({
        title: t("installations:operator.decided", { serial: decided.value.serialNumber }),
        text: t("installations:operator.decidedText"),
      });
    }
  }
}
