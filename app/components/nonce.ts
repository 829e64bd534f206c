import { createContext, useContext } from "react";

/**
 * The nonce of the answer being rendered. It is there on the server only: handed to the browser as data,
 * a script could read it. Browsers hide the attribute, so the empty one there is no difference.
 */
const NonceContext = createContext("");

export const NonceProvider = NonceContext.Provider;

export function useNonce(): string {
  return useContext(NonceContext);
}
