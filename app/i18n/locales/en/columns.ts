/** Which columns of a list its reader sees. */
export const columns = {
  title: "Columns",
  titleSome_one: "Columns: {{count}} left out",
  titleSome_other: "Columns: {{count}} left out",
  legend: "Show these columns",
  hint: "Kept for you, on every device. The name is always there, and files have all columns.",
  save: "Show",
};
