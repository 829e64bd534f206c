/**
 * The states of a device in the order in which they ask for work. Apart from the rules of activation: a page that
 * offers them as a filter would otherwise bring their calendar into the browser.
 */
export const deviceStates = ["ran-out", "running-out", "due-next", "later", "done"] as const;
export type DeviceState = (typeof deviceStates)[number];
export type OpenDeviceState = Exclude<DeviceState, "done">;
