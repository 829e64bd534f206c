export type WithFootnotes = {
  readonly text: string;
  /** Footnote marks that were glued to the text. */
  readonly marks: readonly string[];
  /** Whether digits at the end could not be told apart safely; the text is kept as printed then. */
  readonly isUnsure: boolean;
};

/** Ends of product names that are or end in a digit themselves: only these let a glued mark be told from the name. */
const endings = "Office 365|\\b[EK]\\d|\\bA\\d|\\bR2|\\b(?:19|20)\\d{2}|\\bPlan \\d";
const marksPattern = "(\\d(?:\\s?,\\s?\\d)*)";
const afterNumber = new RegExp(`(?:${endings})${marksPattern}$`);
const afterWord = new RegExp(`\\p{L}{2,}${marksPattern}$`, "u");
const wholeName = new RegExp(`(?:${endings}|\\b\\d|\\d\\.\\d)$`);

/** Splits footnote marks off the end of a text: `Office 3652, 3` is “Office 365” with the marks 2 and 3. */
export function splitFootnotes(printed: string): WithFootnotes {
  const text = printed.trim();
  const match = afterNumber.exec(text) ?? (wholeName.test(text) ? null : afterWord.exec(text));
  if (match === null) {
    return { text, marks: [], isUnsure: /\d{2,}$/.test(text) && !wholeName.test(text) };
  }
  const marks = match[1] ?? "";
  return { text: text.slice(0, -marks.length).trim(), marks: marks.split(/\s?,\s?/), isUnsure: false };
}
