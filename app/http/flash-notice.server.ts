import { redirect } from "@remix-run/node";
import { z } from "zod";
import { cookiesOf } from "./cookies.server.ts";
import type { RequestArgs } from "./request-facts.server.ts";

/** What the next page says about what was just done. The id tells two equal notices apart. */
export type FlashNotice = {
  readonly id: string;
  readonly tone: "success" | "warning" | "danger" | "info";
  readonly title: string;
  readonly text?: string | undefined;
};

const schema = z.object({
  id: z.string(),
  tone: z.enum(["success", "warning", "danger", "info"]),
  title: z.string(),
  text: z.string().optional(),
});

/**
 * After a POST: 303 to another page, which shows the notice once. The notice travels in a signed cookie of two minutes,
 * so that reading it writes nothing.
 */
export async function redirectWithNotice(
  { context }: Pick<RequestArgs, "context">,
  to: string,
  notice: Omit<FlashNotice, "id">,
  headers: readonly (readonly [string, string])[] = [],
): Promise<Response> {
  const answer = new Headers(headers.map(([name, value]): [string, string] => [name, value]));
  const value: FlashNotice = { id: context.requestId, ...notice };
  answer.append("Set-Cookie", await noticeCookie(context.portal.env, value));
  return redirect(to, { status: 303, headers: answer });
}

/** Browsers drop a larger cookie without a word, and with it the notice. */
const cookieBytesMax = 4096;
const lettersOfLongTitle = 400;

/** A notice that is too long for a cookie loses its text, and then the end of its title. */
async function noticeCookie(env: Parameters<typeof cookiesOf>[0], value: FlashNotice): Promise<string> {
  const { notice } = cookiesOf(env);
  const whole = await notice.serialize(value);
  if (whole.length <= cookieBytesMax) return whole;
  const { text: _text, ...short } = value;
  const titleAlone = await notice.serialize(short);
  if (titleAlone.length <= cookieBytesMax) return titleAlone;
  const title = `${Array.from(value.title).slice(0, lettersOfLongTitle).join("")} …`;
  return notice.serialize({ ...short, title });
}

/** The notice waiting for this page, with the `Set-Cookie` value that takes it away; undefined if there is none. */
export async function takeNotice({
  request,
  context,
}: RequestArgs): Promise<{ readonly notice: FlashNotice; readonly clearing: string } | undefined> {
  const cookie = cookiesOf(context.portal.env).notice;
  const parsed = schema.safeParse(await cookie.parse(request.headers.get("cookie")));
  if (!parsed.success) return undefined;
  return { notice: parsed.data, clearing: await cookie.serialize("", { maxAge: 0 }) };
}
