const disabled = new Set();

/** Whether a guard has been disabled. */
export const isGuardDisabled = (guard) => disabled.has(guard);
export const disableGuard = (guard) => disabled.add(guard);
export const enableGuards = () => disabled.clear();
