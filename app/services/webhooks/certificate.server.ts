import { createPublicKey, type KeyObject, sign, X509Certificate } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import {
  bits,
  context,
  integer,
  nothing,
  objectId,
  octets,
  sequence,
  setOf,
  utcTime,
  utf8,
  yes,
} from "./der.server.ts";

const validDays = 5 * 365;

/**
 * A certificate that the key signs for itself, so that whoever gets an event can check its signature with what any
 * library reads. It says nothing but the key's name and time, and is the same each time it is made.
 */
export function selfSignedCertificate(
  privateKey: KeyObject,
  { name, madeAt }: { readonly name: string; readonly madeAt: Temporal.Instant },
): X509Certificate {
  const sha256WithRsa = sequence(objectId("1.2.840.113549.1.1.11"), nothing());
  const who = sequence(setOf(sequence(objectId("2.5.4.3"), utf8(name))));
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  const serial = Buffer.from(madeAt.epochMilliseconds.toString(16).padStart(16, "0"), "hex");
  const signatureOnly = sequence(objectId("2.5.29.15"), yes(), octets(bits(Buffer.from([0x80]), 7)));
  const noAuthority = sequence(objectId("2.5.29.19"), yes(), octets(sequence()));
  const content = sequence(
    context(0, integer(Buffer.from([2]))),
    integer(serial),
    sha256WithRsa,
    who,
    sequence(utcTime(madeAt.toString()), utcTime(madeAt.add({ hours: validDays * 24 }).toString())),
    who,
    publicKey,
    context(3, sequence(noAuthority, signatureOnly)),
  );
  const signature = sign("sha256", content, privateKey);
  return new X509Certificate(sequence(content, sha256WithRsa, bits(signature)));
}
