import type { HeadersFunction } from "@remix-run/node";

/**
 * A route's `headers`: the page that an action answers with says when it may be tried again. Remix takes a page's
 * headers from the route alone, and those of its action only where they are handed on.
 */
export const retryAfter: HeadersFunction = ({ actionHeaders }) => {
  const seconds = actionHeaders.get("Retry-After");
  return seconds === null ? new Headers() : { "Retry-After": seconds };
};
