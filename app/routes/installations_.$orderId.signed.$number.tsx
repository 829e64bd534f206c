import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { openSignedForm } from "#app/services/upgrade-verification/open-signed-form.server.ts";

/** A form that was signed by hand, or with `file=answer` the recorded answer to it, for whoever may see its order: to be saved, never to be shown. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const { orderId = "", number = "" } = args.params;
  const which = new URL(args.request.url).searchParams.get("file") === "answer" ? "answer" : "signed";
  const wish = { orderId, number: /^\d{1,6}$/.test(number) ? Number(number) : 0, which } as const;
  const { headers, body } = orThrow(await openSignedForm(visitor.deps, visitor.actor, wish), visitor);
  return new Response(createReadableStreamFromReadable(body), { headers });
}
