import { onlyVersion } from "#app/domain/entitlement/entitlement.ts";
import { issueDownloadLink } from "#app/services/downloads/issue-download-link.server.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { type EntitlementDetail, entitlementDetail } from "#app/views/records/entitlement-records.ts";
import { instantText } from "../wire/dates.ts";
import { softwareEntitlementOnWire, softwareOptionsOnWire, versionIdOf, versionOfId } from "../wire/entitlements.ts";
import { readEnum } from "../wire/enums.ts";
import { ApiFault, invalidProperty, notFound } from "../wire/fault.ts";
import { readText } from "../wire/trade-words.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";

const keyTypes = ["mak", "kms"] as const;
const purposes = ["download", "copyLink"] as const;
const linkKinds = { download: "own", copyLink: "copied" } as const;

type LineIds = { readonly customerId: string; readonly orderId: string; readonly lineNumber: number };

function idsOf(call: ApiCall): LineIds {
  const text = call.param("lineItemId");
  const lineNumber = /^\d{1,6}$/.test(text) ? Number(text) : -1;
  return { customerId: call.param("customerId"), orderId: call.param("orderId"), lineNumber };
}

/** An entitlement of the caller's; a line that its order does not have is said as such. */
async function detailOf(call: ApiCall): Promise<{ ids: LineIds; detail: EntitlementDetail }> {
  const ids = idsOf(call);
  const found = await entitlementDetail(call.view, ids);
  if (!found.ok && found.refusal.code === "not-found" && found.refusal.what === "order") {
    const first = await entitlementDetail(call.view, { ...ids, lineNumber: 0 });
    if (first.ok) throw new ApiFault({ status: 400, code: 800_071, description: "The line item number is invalid." });
  }
  return { ids, detail: orRefuse(found) };
}

/** What is answered here may be kept by nobody on the way: the server says so of every page and every call. */
export async function readEntitlement(call: ApiCall): Promise<ApiAnswer> {
  const { detail } = await detailOf(call);
  return { body: softwareEntitlementOnWire(detail) };
}

export async function readOptions(call: ApiCall): Promise<ApiAnswer> {
  const { detail } = await detailOf(call);
  if (detail.entitlement.kind === "azure-reservation") throw notFound("This line is no software.");
  return { body: softwareOptionsOnWire(detail) };
}

/** The body of a POST that may have none. */
function optionalBody(call: ApiCall): Readonly<Record<string, unknown>> {
  return call.body() === undefined ? {} : call.bodyObject();
}

/**
 * The product key. Whoever calls has proved a second factor for the token, or an application its secret: that stands
 * for the password that a page asks for again.
 */
export async function postKey(call: ApiCall): Promise<ApiAnswer> {
  const { ids, detail } = await detailOf(call);
  const body = optionalBody(call);
  const keyKind = body["keyType"] === undefined ? "mak" : readEnum("keyType", body["keyType"], keyTypes);
  const version = versionOfId(readText("versionId", body["versionId"], 100), detail.versions);
  const { deps, actor, at } = call;
  // A version that is not there is left to the service: whoever may not see keys learns nothing by it.
  const wished = version ?? unknownVersion;
  const input = { ...ids, version: wished, keyKind, authenticatedAt: at };
  const key = orRefuse(await revealKey(deps, actor, input, at));
  return {
    body: {
      orderId: ids.orderId,
      lineItemId: String(ids.lineNumber),
      versionId: versionIdOf(key.version),
      productId: detail.entitlement.productId,
      skuId: detail.entitlement.skuId,
      keyType: "mak",
      key: key.key,
      issuedDateTime: instantText(key.issuedAt),
      attributes: { objectType: "SoftwareKey" },
    },
    isSecret: true,
  };
}

/** No product has a version of this name. */
const unknownVersion = `${onlyVersion}\u007f`;

/** A signed link to a file, for the caller or to be sent on. */
export async function postDownload(call: ApiCall): Promise<ApiAnswer> {
  const { ids } = await detailOf(call);
  const body = call.bodyObject();
  const fileId = readText("fileId", body["fileId"], 100);
  if (fileId === undefined || fileId === "") throw invalidProperty("fileId", "Take one of the options of this line.");
  const purpose = readEnum("purpose", body["purpose"] ?? "download", purposes);
  const { deps, actor, at, root } = call;
  const issued = orRefuse(await issueDownloadLink(deps, actor, { ...ids, fileId, kind: linkKinds[purpose] }, at));
  const { file, path, expiresAt } = issued;
  return {
    body: {
      orderId: ids.orderId,
      lineItemId: String(ids.lineNumber),
      fileId: file.id,
      fileName: file.fileName,
      sizeInBytes: file.sizeBytes,
      sha256: file.sha256,
      uri: root + path,
      expiresDateTime: instantText(expiresAt),
      expiresAfterFirstUse: "P5D",
      attributes: { objectType: "SoftwareDownload" },
    },
    isSecret: true,
  };
}
