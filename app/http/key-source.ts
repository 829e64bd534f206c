/** A purchase and a version as an address names them: `order:line:version`. */
export type KeySourceId = { readonly orderId: string; readonly lineNumber: number; readonly version: string };

/** Undefined for whatever is none. The version is the rest and may hold anything. */
export function keySourceOf(text: string | null): KeySourceId | undefined {
  const [, orderId, line, version] = /^([\w-]{1,100}):(\d{1,6}):(.{0,100})$/s.exec(text ?? "") ?? [];
  if (orderId === undefined || line === undefined || version === undefined) return undefined;
  return { orderId, lineNumber: Number(line), version };
}
