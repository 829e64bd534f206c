import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether scripts are at work on the page: for controls that do nothing without them. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
