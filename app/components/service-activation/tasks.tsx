import { useTranslate } from "#app/components/use-translate.ts";
import type { ServiceAccountView } from "#app/views/service-activation/service-account.ts";

/** What is left for the global admins of an account to do. */
export function Tasks({ tasks }: { readonly tasks: ServiceAccountView["tasks"] }) {
  const t = useTranslate();
  if (tasks.length === 0) return <p>{t("activation:account.noTasks")}</p>;
  return (
    <ul className="flex list-disc flex-col gap-2 ps-5">
      {tasks.map((task) => {
        const { names, more } = task.users;
        const users = more === null ? names : `${names} ${t("activation:account.more", { others: more })}`;
        return (
          <li key={`${task.kind} ${task.service}`}>
            {task.kind === "switch"
              ? t("activation:account.switchTask", { service: task.service, on: task.on, users })
              : t("activation:account.assignTask", {
                  service: task.service,
                  count: task.count,
                  text: task.quantity,
                  assigned: task.assigned,
                })}
            {task.kind === "assign" && names !== "" ? (
              <p className="text-sm text-ink-muted">{t("activation:account.without", { users })}</p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
