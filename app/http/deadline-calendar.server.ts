import ical, { ICalCalendarMethod } from "ical-generator";
import { productName } from "#app/i18n/product-name.ts";
import type { Deadline } from "#app/views/notices/deadlines.ts";
import { noticePath } from "./notice-path.ts";

type DeadlineCalendar = {
  readonly name: string;
  readonly remark: string;
  readonly language: "en" | "de";
  /** The portal's own address. */
  readonly origin: string;
  readonly atMs: number;
  readonly deadlines: readonly Deadline[];
};

/** Of no machine: an event stays the same when the portal moves to another address. */
const uidDomain = "deadlines.turnus.invalid";

/** How long calendar programs are asked to wait before they ask again. */
const refreshSeconds = 6 * 3600;

/**
 * Deadlines as an iCalendar file (RFC 5545): each an event of its own at its instant, in UTC, which every program shows
 * in its reader's zone. No rule of repetition: a month on from the 31st is another day in each program.
 */
export function deadlineCalendar({ name, remark, language, origin, atMs, deadlines }: DeadlineCalendar): string {
  const calendar = ical({
    name,
    ...(remark === "" ? {} : { description: remark }),
    prodId: { company: productName, product: "deadlines", language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  });
  const stamp = new Date(atMs);
  for (const { uid, atMs: startMs, title, description, target, kind } of deadlines) {
    const start = new Date(startMs);
    calendar.createEvent({
      id: `${uid}@${uidDomain}`,
      stamp,
      // Without an end: a deadline has no extent, and RFC 5545 allows no end that is not later.
      start,
      summary: title,
      description,
      url: origin + noticePath(target),
      categories: [{ name: kind }],
    });
  }
  return calendar.toString();
}
