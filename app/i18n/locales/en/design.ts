/** The page that shows the parts of the design system, in a sandbox. Its sample data is not translated. */
export const design = {
  title: "Design system",
  intro: "Every part that pages are made of, in use. Only in the sandbox.",
  openDialog: "Open a dialog",
};
