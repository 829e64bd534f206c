import type { design as english } from "../en/design.ts";

export const design: typeof english = {
  title: "Designsystem",
  intro: "Alle Teile, aus denen Seiten bestehen, im Gebrauch. Nur in der Sandbox.",
  openDialog: "Dialog öffnen",
};
