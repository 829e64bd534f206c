import { type DeviceState, deviceStates } from "#app/domain/migration-plan/device-states.ts";
import { oneOfOrNone, searchText } from "./search-params.ts";

/** Which devices an address, or a form's hidden fields, speak of; what cannot be used is left out. */
export function deviceFilterOf(parameters: URLSearchParams): { state: DeviceState | null; search: string } {
  return {
    state: oneOfOrNone(parameters, "state", deviceStates) ?? null,
    search: searchText(parameters) ?? "",
  };
}
