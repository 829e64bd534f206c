import type { GroupPart, ListParts } from "./list-parts.ts";
import { firstEdition, writeList } from "./write-list.ts";

/** Two editions of our own: the second edits some groups of the first, so that there is something to compare. */
export const demoEditions: readonly { readonly fileName: string; readonly text: string }[] = [
  { fileName: "produktliste-2015-06.txt", text: writeList(firstEdition) },
  { fileName: "produktliste-2015-09.txt", text: writeList(editedEdition(firstEdition)) },
];

function editedEdition(parts: ListParts): ListParts {
  const edits: Readonly<Record<string, (text: string) => string>> = {
    // Changed: an attribute, a prior version. Clarified: a note that says the same in other words.
    biztalk: (text) => text.replace("Alle bis auf Branch IDC", "Alle"),
    skype: (text) => text.replace("Plus CAL", "Zusatz-CAL (Plus CAL)"),
    "sc-om": (text) => text.replace("Gezählt wird je verwaltetem Endpunkt.", "Gezählt wird jeder verwaltete Endpunkt."),
    windows: (text) => text.replace("1. Mai 2015", "1. September 2015"),
    // Another name, and the same prior version: whether it is the group of the edition before is for the operator to say.
    fim: (text) => text.replace('"Forefront Identity Manager"', '"Microsoft Identity Manager"'),
  };
  const edited = (group: GroupPart): GroupPart => {
    const edit = edits[group.id];
    return edit === undefined ? group : (JSON.parse(edit(JSON.stringify(group))) as GroupPart);
  };
  return {
    ...parts,
    software: parts.software.map(edited),
    // Removed: a service. Added: a step-up.
    services: parts.services.map(edited).filter(({ id }) => id !== "parature"),
    stepUps: {
      ...parts.stepUps,
      rows: [...parts.stepUps.rows, ["Windows Embedded Standard", "Windows Embedded Enterprise"]],
    },
    promotion: {
      ...parts.promotion,
      text: parts.promotion.text.replace("30. Juni 2015", "30. September 2015"),
    },
  };
}
