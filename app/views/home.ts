import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { formatFor, type InstantText } from "./format.ts";
import { type OperatorHome, operatorHome } from "./operator-home.ts";
import { homeDaysAhead, type PartnerHome, partnerHome } from "./partner-home.ts";
import type { ViewContext } from "./view-context.ts";

export type HomeView = {
  readonly at: InstantText;
  readonly daysAhead: number;
  /** Null for readers who may see no subscriptions. */
  readonly partner: PartnerHome | null;
  /** Null for everyone but the operator. */
  readonly operator: OperatorHome | null;
};

/** What needs its reader now. Never refused: whoever may see nothing of it gets an empty page. */
export async function homeView(context: ViewContext): Promise<HomeView> {
  const format = formatFor(context.reader);
  const scope = decidePartnerScope(context.actor, "see-subscriptions");
  const isOperator = context.actor.kind === "operator" && mayDo(context.actor, "see-job-runs");
  return {
    at: format.instant(context.at),
    daysAhead: homeDaysAhead,
    partner: scope.ok ? await partnerHome(context, scope.value.partnerId, format) : null,
    operator: isOperator ? await operatorHome(context, format) : null,
  };
}
