import { useState } from "react";
import type { KeysAnswer } from "#app/components/keys/answers.ts";
import { useForgetOnLeave } from "#app/components/keys/forget-on-leave.ts";

/** The answer to the form, until the page is left: *Back* shows the page without the key. */
export function useShownKey(answer: KeysAnswer | undefined): {
  readonly answer: KeysAnswer | undefined;
  readonly isForgotten: boolean;
} {
  const [isForgotten, setForgotten] = useState(false);
  useForgetOnLeave(() => setForgotten(answer !== undefined));
  return isForgotten ? { answer: undefined, isForgotten } : { answer, isForgotten };
}
