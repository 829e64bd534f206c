import type { columns as english } from "../en/columns.ts";

export const columns: typeof english = {
  title: "Spalten",
  titleSome_one: "Spalten: {{count}} ausgeblendet",
  titleSome_other: "Spalten: {{count}} ausgeblendet",
  legend: "Diese Spalten anzeigen",
  hint: "Gilt für Sie, auf jedem Gerät. Der Name steht immer da, und Dateien haben alle Spalten.",
  save: "Anzeigen",
};
