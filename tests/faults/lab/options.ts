import type { ServiceName } from '../../support/distributed-system.js';
import type { LineName } from './lines.js';

/** The size of a run: `ci` shortens long freezes, `full` uses the durations of the matrix. */
export type Size = 'ci' | 'full';

export interface LabOptions {
  /** Services beside those that every lab has (none). */
  also?: ServiceName[];
  /** Processes per service (1); where there are several, those that are ready are reached. */
  replicas?: Partial<Record<ServiceName | 'gateway', number>>;
  /** Whether replicas are reached without asking whether they are ready (no). */
  blind?: boolean;
  /** Lines that go through a proxy, such as `registration-mariadb`; all others are direct. */
  lines?: LineName[];
  /** Settings of every service, beside the short periods that the lab gives them. */
  env?: Record<string, string>;
  /** Where My Page keeps its views (`sqlite`); `mongodb` is the stand-in. */
  views?: 'sqlite' | 'mongodb';
}

export interface LectureWish {
  capacity?: number;
  /** In won (49,000). */
  fee?: number;
  title?: string;
}

/** `hang` lasts until disarmed, `fail` throws a plain error. */
export type FailAction = 'kill' | 'hang' | 'fail' | { delayMs: number };
