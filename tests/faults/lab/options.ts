import type { ServiceName } from '../../support/distributed-system.js';
import type { LineName } from './lines.js';

/** The size of a run: `ci` shortens long freezes, `full` uses the durations of the matrix. */
export type Size = 'ci' | 'full';

export interface LabOptions {
  /** Additional services (default: none). */
  also?: ServiceName[];
  /** Replicas per service (1); with several, requests go to ready ones. */
  replicas?: Partial<Record<ServiceName | 'gateway', number>>;
  /** Whether the balancer ignores readiness (default: no). */
  blind?: boolean;
  /** Lines that go through a proxy, such as `registration-mariadb`; all others are direct. */
  lines?: LineName[];
  /** Settings of every service, in addition to the short intervals that the lab sets. */
  env?: Record<string, string>;
  /** Store of My Page's views (`sqlite`); `mongodb` is the stand-in server. */
  views?: 'sqlite' | 'mongodb';
}

export interface LectureWish {
  /** Undefined with a seating plan. */
  capacity?: number | undefined;
  /** In won (49,000). */
  fee?: number;
  title?: string;
  /** Fields of package 1, as the API names them. */
  more?: Record<string, unknown>;
}

/** `hang` lasts until disarmed, `fail` throws a plain error. */
export type FailAction = 'kill' | 'hang' | 'fail' | { delayMs: number };
