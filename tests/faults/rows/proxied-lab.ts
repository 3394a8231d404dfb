import type { LabOptions } from '../lab/lab.js';

/** The lab shared by rows that inject faults into servers and connections, because a lab takes a while to start. */
export const proxiedLab: LabOptions = { lines: ['registration-mariadb', 'registration-rabbitmq'] };

export const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));
