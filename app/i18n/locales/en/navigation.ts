/** The frame around every page: main navigation, user menu, sandbox badge. */
export const navigation = {
  main: "Main navigation",
  menu: "Menu",
  home: "Home",
  customers: "Customers",
  ownProducts: "Your products",
  ownAccesses: "Access history",
  users: "Users",
  invoices: "Invoices",
  taxRates: "Tax rates",
  activity: "Activity log",
  operator: "Operator",
  prices: "Prices",
  products: "Products",
  jobRuns: "Job runs",
  clock: "Clock",
  breadcrumbs: "You are here",
  userMenu: "Account menu",
  signedInAs: "Signed in as {{name}}",
  preferences: "Preferences",
  language: "Language",
  theme: "Theme",
  signOut: "Sign out",
  signOutEverywhere: "Sign out everywhere",
  signIn: "Sign in",
  sandbox: "Sandbox",
  sandboxTime: "portal time {{time}}",
  operatorOrganization: "Portal operator",
};

/** A place in the main navigation. */
export type NavigationPlace =
  | "home"
  | "customers"
  | "ownProducts"
  | "ownAccesses"
  | "preferences"
  | "users"
  | "invoices"
  | "taxRates"
  | "activity"
  | "prices"
  | "products"
  | "jobRuns"
  | "clock";
