/**
 * The `handle` of a route whose page does everything without scripts: none are sent with it. Menus, forms and errors
 * work as they do where scripts are switched off.
 */
export const plainPage = { isPlain: true } as const;

/** Whether a route's handle is that of a plain page. */
export function isPlain(handle: unknown): boolean {
  return handle === plainPage;
}
