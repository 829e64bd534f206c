/** The frame around every page: main navigation, user menu, sandbox badge. */
export const navigation = {
  main: "Main navigation",
  more: "More",
  menu: "Menu",
  home: "Home",
  customers: "Customers",
  subscriptions: "Subscriptions",
  ownProducts: "Your products",
  ownAccesses: "Access history",
  users: "Users",
  invoices: "Invoices",
  support: "Support",
  supportQueue: "Support",
  agreements: "Volume licensing",
  activationDesk: "Activation",
  installations: "Upgrades",
  imaging: "Imaging",
  installationsToLookAt: "Upgrades",
  productList: "Product list",
  apiClients: "API clients",
  apiDocs: "API docs",
  webhooks: "Webhook",
  activity: "Activity log",
  operator: "Operator",
  prices: "Prices",
  pools: "Keys",
  files: "Downloads",
  products: "Products",
  partners: "Partners",
  jobRuns: "Job runs",
  mails: "Mail",
  noticesNone: "Notices: none unread",
  noticesUnread: "Notices: {{count}} unread",
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
  | "subscriptions"
  | "ownProducts"
  | "ownAccesses"
  | "preferences"
  | "users"
  | "invoices"
  | "support"
  | "supportQueue"
  | "agreements"
  | "activationDesk"
  | "installations"
  | "imaging"
  | "installationsToLookAt"
  | "productList"
  | "apiClients"
  | "apiDocs"
  | "webhooks"
  | "activity"
  | "prices"
  | "products"
  | "partners"
  | "pools"
  | "files"
  | "jobRuns"
  | "mails"
  | "clock";
