import { z } from "zod";
import { rowsPerPage } from "#app/views/cursor.ts";
import {
  changeDevices,
  type ChangeDevicesInput,
  deviceChanges,
  type DevicesChanged,
} from "#app/services/migration-plan/change-devices.server.ts";
import { refuse, type SignedInVisitor } from "./auth.server.ts";
import { deviceFilterOf } from "./device-filter.ts";
import { redirectWithNotice } from "./flash-notice.server.ts";
import { idempotencyKeyField, parseForm } from "./form.server.ts";
import { paths } from "./paths.ts";
import type { RequestArgs } from "./request-facts.server.ts";

const nameKey = z.string().max(700);

const schema = z.object({
  idempotencyKey: idempotencyKeyField,
  state: z.string().max(100).default(""),
  search: z.string().max(100).default(""),
  scope: z.enum(["chosen", "found"]).default("chosen"),
  device: z.array(nameKey).max(rowsPerPage).default([]),
  /** A button for several devices. */
  act: z.enum(deviceChanges).optional(),
  /** The button of one device: `done name` or `reopen name`. */
  one: z.string().max(800).optional(),
});

type DevicesForm = z.output<typeof schema>;

/** Answers the form of the plan's list: changes the devices, and goes back to the list as it was filtered. */
export async function answerDevicesForm(
  args: RequestArgs,
  visitor: SignedInVisitor,
  customerId: string,
): Promise<Response> {
  const form = await parseForm(args.request, schema, visitor);
  const wish = form.ok ? wishOf(form.value) : null;
  if (!form.ok || wish === null) throw new Response("The body is not a form of this page.\n", { status: 422 });
  const { idempotencyKey } = form.value;
  const filter = filterOf(form.value);
  const changed = await changeDevices(visitor.deps, visitor.actor, { idempotencyKey, customerId, ...wish }, visitor.at);
  const list = paths.volumeLicensing(customerId, filter);
  if (!changed.ok && changed.refusal.code === "devices-not-chosen")
    return redirectWithNotice(args, list, { tone: "warning", ...visitor.say(changed.refusal) });
  if (!changed.ok) throw refuse(changed.refusal, visitor);
  return redirectWithNotice(args, list, noticeOf(changed.value, visitor));
}

function filterOf({ state, search }: DevicesForm) {
  return deviceFilterOf(new URLSearchParams({ state, search }));
}

function wishOf(form: DevicesForm): Pick<ChangeDevicesInput, "change" | "devices"> | null {
  const [, single, name] = /^(done|reopen) (.+)$/s.exec(form.one ?? "") ?? [];
  if (single !== undefined && name !== undefined)
    return { change: single === "done" ? "done" : "reopen", devices: { nameKeys: [name] } };
  if (form.act === undefined) return null;
  const devices = form.scope === "found" ? filterOf(form) : { nameKeys: form.device };
  return { change: form.act, devices };
}

function noticeOf({ change, devices, name }: DevicesChanged, { t, format }: SignedInVisitor) {
  if (devices === 0)
    return {
      tone: "info" as const,
      title: t("migration:change.result.none"),
      text: t("migration:change.result.noneText"),
    };
  const title = t(`migration:change.result.${change}`, {
    count: devices,
    name: name ?? "",
    text: format.number(devices),
  });
  return { tone: "success" as const, title };
}
