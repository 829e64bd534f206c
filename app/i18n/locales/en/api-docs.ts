/** The documentation of the API: its frame, the quick start and the differences. The reference itself is English. */
export const apiDocs = {
  title: "API documentation",
  intro:
    "The REST API that your scripts and marketplaces call: the vendor's contract, version 1, and what this portal adds.",
  file: "OpenAPI file",
  parts: "Parts of the documentation",
  tab: { reference: "Reference", quickStart: "Quick start", differences: "Differences" },
  copy: "Copy",

  referenceIntro:
    "Every call with its parameters, body, answers and errors. The descriptions are English; the file of the same content can be read by tools.",
  sections: "Sections",
  method: "Method",
  path: "Address",
  what: "What it does",

  caller: "Who may call",
  callerName: {
    both: "An application, alone or for a user",
    user: "An application for a user only",
    nobody: "Anybody",
  },
  roles: "Roles",
  noToken: "No token needed",
  asBody: "Depends on what the body asks for",
  call: "Call",
  parameters: "Parameters",
  parameter: "Name",
  place: "Where",
  placeName: { path: "in the address", query: "in the query" },
  needed: "needed",
  optional: "optional",
  body: "Body",
  bodyHint: "Names are read in any case, null means absent, and what is not named here is ignored.",
  property: "Property",
  type: "Type",
  presence: "There",
  always: "always",
  sometimes: "not always",
  meaning: "Meaning",
  answer: "Answer",
  noAnswer: "There is none: every call is refused with one of the numbers below.",
  example: "Example",
  errors: "Errors",
  errorsHint: "Each has this number as code, and says in description what helps. Beside these 429 with Retry-After.",
  tokenErrors: "400 or 401 with an OAuth word as error; error_description says what to do.",
  code: "Number",
  status: "Status",

  quickStart: {
    intro:
      "From a secret to a first subscription with curl, step by step in one shell. Use a sandbox: the purchase is a real one otherwise.",
    toClients: "Open API clients",
    settings: {
      title: "Say who you are",
      text: "Client ID and secret come from an API client of your organisation that has the roles Admin agent or Global admin; the secret is shown once, when it is made.",
    },
    token: {
      title: "Get a token",
      text: "For the application alone. It is good for an hour; ask for a new one when a call answers 401.",
    },
    customer: {
      title: "Choose a customer",
      text: "The first five; the first of them goes on. The answer has a token for the next page where more follow.",
    },
    offer: {
      title: "Choose what to buy",
      text: "From product to edition to offer. An offer is one term and one billing cycle; its catalogItemId is what carts take.",
    },
    cart: {
      title: "Put it into a cart",
      text: "The answer has the price of now. Nothing is bought yet; the cart is kept for seven days.",
    },
    checkout: {
      title: "Buy it",
      text: "The request id makes it safe to repeat: the same id gives the first answer again, and buys once.",
    },
    subscription: {
      title: "Look at the subscription",
      text: "It is there at once, with the end of its term and the instant until which it can be cancelled.",
    },
    next: {
      title: "And then",
      text: "Switch auto-renew, schedule the next term or cancel with PATCH of the same address.",
      link: "How a subscription is changed",
    },
  },

  differences: {
    intro:
      "Scripts written for the vendor's API work here unchanged. Where an answer differs, this is why; most differences mend what users of the vendor's API complain about.",
    what: "What",
    vendor: "The vendor",
    ours: "Here, and why",
  },
  difference: {
    absent: {
      what: "PATCH of a subscription without a property",
      vendor: "Switches auto-renew off and deletes the scheduled next term, without a word.",
      ours: "Unchanged, and null means the same; only scheduledNextTermInstructions: null removes. Old and new clients both do what their user meant, and the log has old and new value.",
    },
    window: {
      what: "cancellationAllowedUntilDate",
      vendor: "Examples with 30 days, at the end of a day.",
      ours: "Start of the term and 168 hours, exclusive, to the millisecond in UTC. A refusal names that instant.",
    },
    notLate: {
      what: "When a change is seen",
      vendor: "Orders and cancellations up to 15 minutes late, events up to 48 hours.",
      ours: "The next call shows it, and the answer to a checkout has the ids of the subscriptions.",
    },
    checkout: {
      what: "Checkout of a cart that was bought",
      vendor: "Documented as safe to repeat, answered with 800065.",
      ours: "Gives the first answer again. 800065 answers only a PUT on such a cart.",
    },
    repetition: {
      what: "The same MS-RequestId again",
      vendor: "To be repeated after a timeout.",
      ours: "The first answer, refusals too, is kept for 24 hours and over restarts; it acts once and leaves one line in the log. A second call waits for the first.",
    },
    errors: {
      what: "Errors",
      vendor: "Often empty, or “The request is invalid.”",
      ours: "The documented number as a number, the documented sentence, then what helps: property, accepted forms, end of the window, role needed. data[].refusal has the portal's own code.",
    },
    retryAfter: {
      what: "429",
      vendor: "Without a time to wait, in places.",
      ours: "Always Retry-After in seconds.",
    },
    paging: {
      what: "Long lists",
      vendor: "More than 50 or 500 items were not to be reached in places.",
      ours: "Links that are followed lead to every item; tokens stay good for a week and while rows are added. Customers, users and invoices come whole without size, for clients that never page.",
    },
    links: {
      what: "Addresses in links",
      vendor: "In places with /v1, so that clients ask for /v1//v1/.",
      ours: "Never with /v1, and always with a list of headers.",
    },
    audit: {
      what: "Audit records",
      vendor: "90 days.",
      ours: "Kept and served for good.",
    },
    enumerations: {
      what: "Values of enumerations",
      vendor: "New ones came within a version and broke whole lists in typed clients.",
      ours: "Within version 1 none is added, renamed or changed. The file has them all.",
    },
    oldClients: {
      what: "Java clients of 2020",
      vendor: "Do not know the billing cycle triennial and the status expired, and lose a list that has them.",
      ours: "Both are documented and are sent. Take a newer client, or read such subscriptions one by one.",
    },
    keys: {
      what: "Product keys and downloads",
      vendor: "No public API.",
      ours: "Below entitlements: options, keys, downloads. Every call is one audit record, and the key stands in none.",
    },
    entitlements: {
      what: "Entitlements",
      vendor: "Cancelled lines are gone.",
      ours: "includeCancelled=true adds them with quantity 0; perpetual software and what was bought before 14 Oct 2021 are there too.",
    },
    optionalHeaders: {
      what: "MS-Contract-Version, If-Match",
      vendor: "Documented as required.",
      ours: "Optional, since most clients send neither. An If-Match that is sent and stale is refused with 2055.",
    },
    nextTermEdition: {
      what: "Another edition for the next term",
      vendor: "scheduledNextTermInstructions may name another SKU.",
      ours: "The next term keeps its edition: another SKU is 404/400018. Quantity, term and billing cycle can be changed.",
    },
    availabilities: {
      what: "Availabilities",
      vendor: "One for all terms and billing cycles of a SKU.",
      ours: "One for each term and billing cycle. A line may name another billing cycle of the same SKU, and gets the offer of that.",
    },
    perpetual: {
      what: "Who sells perpetual software",
      vendor: "Qualified partners only; others are refused with 403/2085.",
      ours: "Every partner, until the operator of the portal switches it off: then the catalogue leaves it out (404/400013 by id), and carts and orders answer 403/2085 with refusal perpetual-not-qualified. The same number with prerequisite-missing says that the customer needs another product first.",
    },
    mixedOrders: {
      what: "Orders that were bought on a page",
      vendor: "One order for each billing cycle.",
      ours: "One order for the whole cart. It shows the billing cycle of its first line, and billingType= finds it under each.",
    },
    supportContact: {
      what: "Support contact of a subscription",
      vendor: "Can be set to another partner.",
      ours: "Always the partner that sold it. PUT of that one is answered with it; another one is refused with 900141.",
    },
    directoryRoles: {
      what: "Directory roles of a customer's users",
      vendor: "All roles can be given.",
      ours: "Three are listed; Global Administrator, which opens keys and downloads, is the one that is given and taken.",
    },
    payments: {
      what: "Payments",
      vendor: "paidAmount and balance follow payments.",
      ours: "The portal keeps no payments: paidAmount is 0, and a balance is all that was invoiced.",
    },
    webhookRemoval: {
      what: "Taking a webhook back",
      vendor: "No way to.",
      ours: "DELETE of the registration.",
    },
    times: {
      what: "Times",
      vendor: "Seven digits after the second.",
      ours: "Three at most, always in UTC with Z.",
    },
    audience: {
      what: "Tokens for graph.windows.net",
      vendor: "Retired in August 2025.",
      ours: "Refused with 900420, which names the right one, unless the operator lets old applications use it (API_LEGACY_AUDIENCE).",
    },
    sandbox: {
      what: "Sandbox",
      vendor: "Runs in real time.",
      ours: "The clock can be moved forward, and what falls due on the way is renewed, charged and invoiced. One call goes back to the demo.",
    },
    notOffered: {
      what: "Promotions, agreements, price sheets",
      vendor: "There.",
      ours: "Not offered yet: lists are empty, everything else is 900141, so that clients go on.",
    },
  },
};
