import type { LabOptions } from '../lab/lab.js';

/** The lab of the rows that harm servers and the lines to them: one for all, because each takes a while to open. */
export const onLines: LabOptions = { lines: ['registration-mariadb', 'registration-rabbitmq'] };

export const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));
