import { openDatabase } from "#db/client.ts";
import { checksum } from "./support/fingerprint.ts";
import { runScriptedYear } from "./support/scripted-year.ts";

/** Runs the scripted year on a copy of the book in the zone of this process, and prints zone and checksum. */
const [url = ""] = process.argv.slice(2);
const db = openDatabase(url, { poolMax: 2, synchronous: "normal" });
await runScriptedYear(db);
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const offsets = new Set([0, 3, 6, 9].map((month) => new Date(2024, month, 1).getTimezoneOffset()));
process.stdout.write(JSON.stringify({ zone, offsets: [...offsets], checksum: await checksum(db) }));
await db.destroy();
