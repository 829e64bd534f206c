import type { LoaderFunctionArgs } from "@remix-run/node";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { verificationPdf } from "#app/http/verification-form/verification-pdf.server.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { contentDisposition } from "#app/services/downloads/content-disposition.server.ts";
import { installationView } from "#app/views/upgrade-verification/installation.ts";

/**
 * The form to sign, filled in, in German or English; or a version that was signed, as it was. For the order's customer
 * and partner, and for the installer that it was handed over to.
 */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-installations");
  const { orderId = "" } = args.params;
  const own = await installationView(visitor.view, "customer", { orderId });
  const handedOver = own.ok ? own : await installationView(visitor.view, "installer", { orderId });
  const order = orThrow(handedOver.ok ? handedOver : own, visitor);
  const { searchParams } = new URL(args.request.url);
  const wanted = order.versions.find(({ number }) => String(number) === searchParams.get("version"));
  const version = wanted ?? order.pending ?? order.versions.at(-1);
  if (version === undefined) throw refuse({ code: "installation-wrong-state", state: order.state }, visitor);
  const asked = searchParams.get("language");
  const language = asked === "de" || asked === "en" ? asked : version.language;
  const t = translateTo(language);
  const bytes = await verificationPdf(order, version, { t, language, atMs: visitor.at.epochMilliseconds });
  const fileName = t("installations:pdf.fileName", { id: order.id, number: version.number });
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Length": String(bytes.length),
      "Content-Disposition": contentDisposition(`${fileName}.pdf`),
    },
  });
}
