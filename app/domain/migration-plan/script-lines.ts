/**
 * The commands that give a device its MAK. A device's name comes from a file that anybody may have written, and a
 * command line is where it would do harm: a name that is not made of the characters of host names is in no line.
 */

const hostNameLengthMax = 253;
/** Labels of letters, digits, inner hyphens and underlines. None begins with a hyphen: that would be an option. */
const hostName = /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$/;

/** Whether a name can stand in a command line as it is. */
export function isHostName(name: string): boolean {
  return name.length <= hostNameLengthMax && hostName.test(name);
}

/** Stands where the key goes for whoever has not asked to see it. */
export const keyPlaceholder = "XXXXX-XXXXX-XXXXX-XXXXX-XXXXX";

/** What a key is made of; anything else in its place goes into no line. */
const keyText = /^[A-Za-z0-9-]{1,64}$/;

const command = String.raw`cscript //nologo C:\Windows\System32\slmgr.vbs`;

/**
 * The two commands for a device, to be run on an administrator's machine: enter the key, activate. Without a name the
 * commands for the device that they are typed on. Null for a name, or a key, that must not stand in a command.
 */
export function scriptLines(deviceName: string | null, key: string): readonly [string, string] | null {
  if (!keyText.test(key) || (deviceName !== null && !isHostName(deviceName))) return null;
  const start = deviceName === null ? command : `${command} ${deviceName}`;
  return [`${start} /ipk ${key}`, `${start} /ato`];
}
