const weak = new Set();

/** Whether a guard has been disabled. */
export const isWeak = (guard) => weak.has(guard);
export const weaken = (guard) => weak.add(guard);
export const strengthen = () => weak.clear();
