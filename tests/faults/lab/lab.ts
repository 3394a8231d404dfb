import type { ServiceName } from '../../support/distributed-system.js';
import type { ServiceProcess } from '../../support/service-process.js';
import type { FailPoint, Guard } from '../preload/names.js';
import type { History } from './history.js';
import type { Load, LoadOptions } from './load.js';
import type { Student } from './student.js';
import type { Tap } from './tap.js';

/** The size of a run: `ci` shortens long freezes, `full` has the figures of the matrix. */
export type Size = 'ci' | 'full';

export interface LabOptions {
  /** Processes per service (1). */
  replicas?: Partial<Record<ServiceName, number>>;
  /** Lines that go through a proxy, such as `registration-mariadb`; all others are direct. */
  lines?: LineName[];
  /** Settings of every service, beside the short periods that the lab gives them. */
  env?: Record<string, string>;
  /** Where My Page keeps its views (`sqlite`); `mongodb` is the stand-in. */
  views?: 'sqlite' | 'mongodb';
  /** Whether identity runs too (no): students have tokens of the lab's own key. */
  identity?: boolean;
}

/** From whom to whom; the gateway has lines to the services, `mypage-mongodb` needs `views: 'mongodb'`. */
export type LineName = `${ServiceName}-${'mariadb' | 'rabbitmq' | 'mongodb'}` | `gateway-${ServiceName}`;

/** A whole Sugang on servers of its own, whose every part can be harmed. */
export interface Lab {
  readonly size: Size;
  /** Address of the gateway. */
  readonly url: string;
  readonly mariadb: Mariadb;
  readonly rabbitmq: Rabbitmq;
  readonly history: History;
  readonly tap: Tap;

  service(name: ServiceName | 'gateway', replica?: number): LabService;
  /** A line named in the options. */
  line(name: LineName): Line;
  /** Students nobody knew before, whose requests are in the history. */
  students(amount: number): Student[];
  /** A new lecture; registration knows it already. */
  openLecture(changes?: LectureWish): Promise<string>;
  cancelLecture(lectureId: string): Promise<void>;
  /** Rows of one service's schema (`payment` also has the provider's ledger). */
  rows<Row = any>(service: ServiceName, sql: string): Promise<Row[]>;
  /** Students who register, so many per second, for lectures of their own with seats enough, until stopped. */
  load(options: LoadOptions): Promise<Load>;
  /** Takes every harm back: lines pass, guards are back, everything runs, all points are disarmed. */
  heal(): Promise<void>;
  /** Heals, ends loads, and waits (120 s at most) until nothing is under way: outboxes and queues empty, sweeps run. @throws Unmet */
  quiesce(): Promise<void>;
  /** What is broken after `quiesce`, each as a sentence that begins with its invariant; `within` (ms) for what may still settle. */
  check(options?: { within?: number }): Promise<string[]>;
  /** Resolves once `holds` answers true; @throws Unmet with `otherwise` after `within` ms (30,000) */
  until(holds: () => boolean | Promise<boolean>, otherwise: string, within?: number): Promise<void>;
}

export interface LectureWish {
  capacity?: number;
  /** In won (49,000). */
  fee?: number;
  title?: string;
}

/** A service as a process, with what test builds can do to it. Arming lasts until the process ends; guards and skew outlast it. */
export interface LabService extends ServiceProcess {
  freeze(): void;
  thaw(): void;
  /** Whether the process is alive; frozen is alive. */
  readonly runs: boolean;
  /** From the (`after` + 1)-th time on that it comes by, `times` times. */
  arm(point: FailPoint, action: FailAction, when?: { after?: number; times?: number }): Promise<void>;
  disarm(point?: FailPoint): Promise<void>;
  /** How often it came by since its process began. */
  passed(point: FailPoint): Promise<number>;
  /** Sets its clock off by that many milliseconds. */
  skew(ms: number): Promise<void>;
  /** Takes a guard out. */
  weaken(guard: Guard): Promise<void>;
  strengthen(): Promise<void>;
}

/** `hang` never goes on (until disarmed), `fail` throws a plain error. */
export type FailAction = 'kill' | 'hang' | 'fail' | { delayMs: number };

/** A connection that a test can spoil. Towards the server is `up`, from it `down`. */
export interface Line {
  pass(): void;
  latency(ms: number): void;
  blackhole(direction?: 'up' | 'down'): void;
  /** Ends every connection with a reset; new ones pass. */
  reset(): void;
  /** Resets, and refuses new connections until `pass`. */
  refuse(): void;
  cutAfter(bytes: number, direction?: 'up' | 'down'): void;
  /** Requests arrive, answers do not. */
  dropAnswers(): void;
}

interface Server {
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again with its data; resolves when it lets one in. */
  restart(): Promise<void>;
  freeze(): void;
  thaw(): void;
  readonly url: string;
}

export interface Mariadb extends Server {
  rows<Row = any>(schema: string, sql: string): Promise<Row[]>;
}

export interface Rabbitmq extends Server {
  /** `rabbitmqctl` with the environment of this very node; answers what it printed. */
  ctl(...args: string[]): Promise<string>;
}
