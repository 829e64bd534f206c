import type { NoticeTarget } from "#app/views/notices/notice-text.ts";
import { paths } from "./paths.ts";

/** The page that a notice is about. */
export function noticePath(target: NoticeTarget): string {
  switch (target.to) {
    case "subscription":
      return paths.subscription(target.customerId, target.subscriptionId);
    case "order":
      return paths.order(target.customerId, target.orderId);
    case "customer":
      return paths.customer(target.customerId);
    case "request":
      return paths.supportRequest(target.requestId);
    case "installation":
      return paths.installation(target.installationId);
    case "imaging":
      return paths.imaging(target.installationId);
    case "installationToLookAt":
      return paths.installationToLookAt(target.installationId);
    case "enrollmentService":
      return target.serviceId === null
        ? paths.enrollment(target.enrollmentId)
        : paths.enrollmentService(target.enrollmentId, target.serviceId);
    case "activationDesk":
      return paths.activationDesk();
    case "invoice":
      return paths.invoices();
    case "keyPools":
      return paths.keyPools();
    case "edition":
      return paths.productListEdition(target.editionNumber);
    case "switches":
      return paths.activity({ action: "perpetual-sales-switched", from: target.fromOn });
    case "seals":
      return paths.activityChains();
  }
}
