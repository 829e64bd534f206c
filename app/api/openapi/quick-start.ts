/** The way from a token to a first subscription, as it is typed into a shell. A test types it too. */

export const quickStartSteps = ["settings", "token", "customer", "offer", "cart", "checkout", "subscription"] as const;
export type QuickStartStep = (typeof quickStartSteps)[number];

type Settings = {
  /** Where the portal is reached: `https://…` */
  readonly root: string;
  /** The partner's id. */
  readonly tenantId: string;
};

/** The commands of each step; each goes on with what those before it left in the shell. */
export function quickStartCommands({ root, tenantId }: Settings): Readonly<Record<QuickStartStep, string>> {
  return {
    settings: `ROOT=${root}
TENANT=${tenantId}
CLIENT_ID=…
CLIENT_SECRET=…
# The first value of a name in an answer.
first() { grep -o "\\"$1\\":\\"[^\\"]*\\"" | head -n 1 | cut -d '"' -f 4; }`,
    token: `TOKEN=$(curl -s "$ROOT/$TENANT/oauth2/token" \\
  --data-urlencode "grant_type=client_credentials" \\
  --data-urlencode "client_id=$CLIENT_ID" \\
  --data-urlencode "client_secret=$CLIENT_SECRET" \\
  --data-urlencode "resource=https://api.partnercenter.microsoft.com" | first access_token)
AUTH="Authorization: Bearer $TOKEN"`,
    customer: `curl -s "$ROOT/v1/customers?size=5" -H "$AUTH"
CUSTOMER=$(curl -s "$ROOT/v1/customers?size=5" -H "$AUTH" | first id)`,
    offer: `SHOP="$ROOT/v1/customers/$CUSTOMER/products"
PRODUCT=$(curl -s "$SHOP?targetView=SoftwareSubscriptions" -H "$AUTH" | first id)
SKU=$(curl -s "$SHOP/$PRODUCT/skus" -H "$AUTH" | first id)
ITEM=$(curl -s "$SHOP/$PRODUCT/skus/$SKU/availabilities" -H "$AUTH" | first catalogItemId)
echo "$ITEM"`,
    cart: `CART=$(curl -s -X POST "$ROOT/v1/customers/$CUSTOMER/carts" -H "$AUTH" \\
  -H "Content-Type: application/json" \\
  -d "{\\"lineItems\\":[{\\"catalogItemId\\":\\"$ITEM\\",\\"quantity\\":1}]}" | first id)
curl -s "$ROOT/v1/customers/$CUSTOMER/carts/$CART" -H "$AUTH"`,
    checkout: `REQUEST_ID=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen)
SUBSCRIPTION=$(curl -s -X POST "$ROOT/v1/customers/$CUSTOMER/carts/$CART/checkout" -H "$AUTH" \\
  -H "MS-RequestId: $REQUEST_ID" | first subscriptionId)`,
    subscription: `curl -s "$ROOT/v1/customers/$CUSTOMER/subscriptions/$SUBSCRIPTION" -H "$AUTH"`,
  };
}
