import type { LoaderFunctionArgs } from "@remix-run/node";
import { deadlineCalendar } from "#app/http/deadline-calendar.server.ts";
import { orThrow } from "#app/http/auth.server.ts";
import { visitorOf } from "#app/http/visitor.server.ts";
import { productName } from "#app/i18n/product-name.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { openCalendarFeed } from "#app/services/notices/calendar-feed.server.ts";
import { deadlinesView } from "#app/views/notices/deadlines.ts";

const suffix = ".ics";

/**
 * The calendar behind a secret address, in its owner's language and zone. Calendar programs sign in nowhere: whoever
 * has the address is let in, and a session that happens to come along is not looked at.
 */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await visitorOf(args);
  const { deps, at } = visitor;
  const name = args.params["secret"] ?? "";
  const secret = name.endsWith(suffix) ? name.slice(0, -suffix.length) : "";
  const feed = await openCalendarFeed(deps, { secret, address: args.context.address }, at);
  const { actor, preferences } = orThrow(feed, visitor);
  const reader = { language: preferences.language, timeZone: preferences.timeZone };
  const view = orThrow(await deadlinesView({ db: deps.db, actor, at, reader }), visitor);
  const body = deadlineCalendar({
    name: translateTo(reader.language)("notices:calendar.name", { product: productName }),
    remark: view.remark,
    language: reader.language,
    origin: args.context.portal.env.origin ?? new URL(args.request.url).origin,
    atMs: at.epochMilliseconds,
    deadlines: view.deadlines,
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="deadlines.ics"',
      "X-Robots-Tag": "noindex",
    },
  });
}
