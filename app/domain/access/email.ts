/** The longest address that mail can be sent to. */
const emailLengthMax = 254;

/** An e-mail address as accounts know it (lower case, no blanks around), or undefined where it is none. */
export function normalEmail(text: string): string | undefined {
  const email = text.trim().toLowerCase();
  if (email.length > emailLengthMax) return undefined;
  return /^[^\s@"<>(),;:\\[\]]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email) ? email : undefined;
}
