import { BlockList, isIP } from "node:net";
import type { TargetReach } from "#app/domain/webhooks/target.ts";

/** IPv4 networks that no public server lives in. Source: the special-purpose registry, RFC 6890 and its followers. */
const notPublicV4 = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  notPublicV4.addSubnet(network, bits, "ipv4");

/** Of IPv6 only what is given out to the world counts as public, without the parts of it that carry something else. */
const givenOutV6 = new BlockList();
givenOutV6.addSubnet("2000::", 3, "ipv6");
const notPublicV6 = new BlockList();
for (const [network, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  notPublicV6.addSubnet(network, bits, "ipv6");

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/**
 * Whether the portal may open a connection to an address. Everything that is no plain public address is refused: own
 * machine, private networks, link-local ones with the addresses where clouds hand out credentials, and addresses of
 * IPv4 in the clothes of IPv6.
 *
 * @param address as a name server answers it
 */
export function isAllowedAddress(address: string, reach: TargetReach): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (reach === "any") return true;
  const kind = family === 4 ? "ipv4" : "ipv6";
  // A zone names an interface of this machine.
  if (address.includes("%")) return false;
  if (reach === "public-and-loopback" && loopback.check(address, kind)) return true;
  if (family === 4) return !notPublicV4.check(address, "ipv4");
  return givenOutV6.check(address, "ipv6") && !notPublicV6.check(address, "ipv6");
}
