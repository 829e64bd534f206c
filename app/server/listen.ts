import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Starts to listen and answers the address, with the port the system chose when 0 was asked for. */
export function listen(
  server: Server,
  host: string,
  port: number,
): Promise<{ host: string; port: number; url: string }> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address() as AddressInfo;
      const shownHost = address.family === "IPv6" ? `[${address.address}]` : address.address;
      resolve({ host, port: address.port, url: `http://${shownHost}:${address.port}` });
    });
  });
}
