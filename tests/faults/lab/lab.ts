import { startMongoStandIn, type Line, type MongoStandIn } from '#testing';
import { DistributedSystem, type ServiceName } from '../../support/distributed-system.js';
import { Client, lectureBody, type Answer } from '../../support/client.js';
import { RequirementNotMet } from '../requirement-not-met.js';
import { balance, type Balancer } from './balancer.js';
import { brokenIn, brokenNow } from './check.js';
import { History, type Asked } from './history.js';
import { LabService } from './lab-service.js';
import { Lines, type LineName } from './lines.js';
import type { LabOptions, LectureWish, Size } from './options.js';
import { Load, type LoadOptions } from './load.js';
import { quiesced } from './quiesce.js';
import type { Mariadb, Rabbitmq, Servers } from './server-controls.js';
import { Student } from './student.js';
import { Tap } from './tap.js';
import { openTokens, subjectOf, type Tokens } from './tokens.js';

const VIEWS = 'mypage';
const SHORT_PERIODS = {
  SUGANG_SWEEP_MS: '200',
  SUGANG_PAYMENT_BREAKER_PAUSE_MS: '1000',
  FAULTS_IDEMPOTENCY_LEASE_MS: '5000',
};

export type { FailAction, LabOptions, LectureWish, Size } from './options.js';

/** A complete system on private servers; faults can be injected into every part. */
export class Lab {
  readonly history = new History();
  readonly mariadb: Mariadb;
  readonly rabbitmq: Rabbitmq;
  mongodb: MongoStandIn | undefined;
  /** `<consumer>:<message id>` of messages that a row has parked on purpose. */
  readonly allowedParked = new Set<string>();
  private system: DistributedSystem<LabService>;
  private tokens: Tokens;
  /** Of every lecture that rows open; its requests are not recorded. */
  instructor: Client;
  private openTap: Tap;
  private readonly lines: Lines;
  private readonly balancers: Balancer[] = [];
  private readonly loads: Load[] = [];
  /** Violations caused by earlier controls. */
  private known = new Set<string>();

  private constructor(
    readonly servers: Servers,
    readonly options: LabOptions,
    readonly size: Size,
  ) {
    this.mariadb = servers.mariadb;
    this.rabbitmq = servers.rabbitmq;
    this.lines = new Lines(options.lines ?? []);
  }

  static async open(servers: Servers, options: LabOptions, size: Size = 'ci'): Promise<Lab> {
    const lab = new Lab(servers, options, size);
    await lab.begin();
    return lab;
  }

  /** Address of the gateway. */
  get url(): string {
    return this.system.url;
  }

  get tap(): Tap {
    return this.openTap;
  }

  get services(): LabService[] {
    return this.system.all;
  }

  /** Direct addresses of every part, without proxies. */
  get addresses() {
    const at = (service: string) => this.system.schemaUrl(service);
    const databases = {
      registration: at('registration'),
      payment: at('payment'),
      lecture: at('lecture'),
      identity: at('identity'),
      ...(this.options.also?.includes('notification') && { notification: at('notification') }),
    };
    const views = this.mongodb?.urlOf(VIEWS) ?? 'sqlite:';
    return { databases, views, broker: this.system.brokerUrl, dataDir: this.system.dataDir };
  }

  /** Prefix of the queues and exchanges of this lab. */
  get namespace(): string {
    return this.system.id;
  }

  service(name: ServiceName | 'gateway', replica = 0): LabService {
    return this.system.service(name, replica);
  }

  /** A line named in the options. */
  line(name: LineName): Line {
    return this.lines.get(name);
  }

  /** New students, whose requests are recorded in the history. */
  students(amount: number, url = this.url): Student[] {
    return this.tokens.students(amount).map((token) => new Student(url, token, subjectOf(token), this.history));
  }

  /** Opens a lecture and waits until registration has its copy. */
  async openLecture(wanted: LectureWish = {}): Promise<string> {
    const { capacity, fee = 49_000, title = 'Algorithms 101', more = {} } = { capacity: 30, ...wanted };
    const wish = lectureBody({ title, capacity, fee: { amount: fee, currency: 'KRW' }, ...more });
    const { status, body } = await this.instructor.post('/admin/lectures', wish);
    if (status !== 201) throw new Error(`the lecture was not opened: ${status} ${JSON.stringify(body)}`);
    const known = async () => (await this.instructor.get(`/lectures/${body.id}/availability`)).status === 200;
    await this.until(known, 'registration does not come to know the lecture');
    return body.id as string;
  }

  async cancelLecture(lectureId: string, reason = 'Dr. Park is ill.'): Promise<void> {
    const { status, body } = await this.instructor.post(`/admin/lectures/${lectureId}/cancel`, { reason });
    if (status >= 300) throw new Error(`the lecture was not canceled: ${status} ${JSON.stringify(body)}`);
  }

  /** Rows of one service's schema (`payment` includes the provider's ledger). */
  rows<Row = any>(service: ServiceName, sql: string): Promise<Row[]> {
    return this.system.rows<Row>(service, sql);
  }

  /** New students register at a steady rate for a lecture with enough seats. */
  async load(options: LoadOptions): Promise<Load> {
    const lectureId = await this.openLecture({ capacity: 100_000 });
    return this.crowd(options, (student) => student.register(lectureId));
  }

  /** Sends requests at a steady rate; the n-th call gets `n`, from 0 on. */
  crowd(options: LoadOptions, ask: (student: Student, n: number) => Promise<Answer>): Load {
    const { againAfterMs } = options;
    const come = async (n: number): Promise<Asked> => {
      const [student] = this.students(1) as [Student];
      const last = () => this.history.asked.findLast((asked) => asked.student === student)!;
      await ask(student, n);
      if (last().known !== 'unknown' || againAfterMs === undefined) return last();
      await new Promise((wake) => setTimeout(wake, againAfterMs));
      await student.again(last());
      return last();
    };
    const load = new Load(options, come);
    this.loads.push(load);
    return load;
  }

  /** Removes every fault: proxies pass, servers and services run, guards are enabled, no fail point is armed. */
  async restore(): Promise<void> {
    this.lines.pass();
    await this.servers.restore();
    await Promise.all(this.services.map((each) => each.restore()));
  }

  /** Heals, stops the load, and waits (at most 120 s) until nothing is in flight. @throws RequirementNotMet */
  async quiesce(within = 120_000): Promise<void> {
    await Promise.all(this.loads.splice(0).map((load) => load.stop()));
    await this.restore();
    await quiesced(this, within);
  }

  /** Current violations, each a sentence that starts with its invariant; `within` is the time to settle in milliseconds. */
  check({ within = 30_000 } = {}): Promise<string[]> {
    return brokenIn(this, within, this.known);
  }

  /** Resolves once `holds`. @throws RequirementNotMet with `otherwise` after `within` ms */
  async until(holds: () => boolean | Promise<boolean>, otherwise: string, within = 30_000): Promise<void> {
    const end = performance.now() + within;
    while (!(await holds())) {
      if (performance.now() > end) throw new RequirementNotMet(otherwise);
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }

  /** Clears the history of earlier runs before a new run. */
  newRun(): void {
    this.history.forget();
    for (const service of this.services) service.crashes.length = 0;
  }

  /** The next control reuses stores that an earlier control has broken: what is broken by now is not reported again. */
  async passOverWhatIsBroken(): Promise<void> {
    await this.quiesce(30_000);
    this.known = new Set(await brokenNow(this));
  }

  async close(): Promise<void> {
    await Promise.all(this.loads.splice(0).map((load) => load.stop()));
    await this.servers.restore();
    await this.openTap?.close();
    await this.system?.kill();
    await Promise.all([...this.balancers.map((each) => each.close()), this.lines.close(), this.mongodb?.stop()]);
    this.tokens?.stop();
  }

  private async begin(): Promise<void> {
    this.tokens = await openTokens();
    try {
      if (this.options.views === 'mongodb') this.mongodb = await startMongoStandIn();
      this.system = await this.start();
      this.instructor = new Client(this.url, this.tokens.instructor());
      this.openTap = await Tap.open(this.rabbitmq.url, this.namespace);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  private async start(): Promise<DistributedSystem<LabService>> {
    const { also, replicas, env } = this.options;
    return DistributedSystem.start<LabService>({
      also,
      replicas,
      env: {
        ...SHORT_PERIODS,
        ...(this.mongodb && { VIEWS_URL: await this.lines.through('mypage-mongodb', this.mongodb.urlOf(VIEWS)) }),
        ...env,
      },
      servers: { mysql: this.mariadb.url, rabbitmq: this.rabbitmq.url },
      jwksUrl: this.tokens.url,
      // The demo accounts, but no demo lectures: each row opens its own.
      process: (name, own) => LabService.make(name, name === 'lecture' ? { ...own, SUGANG_DEMO: 'false' } : own),
      way: (service, server, url) => this.lines.through(`${service}-${server}`, url),
      upstream: async (service, processes) => this.lines.through(`gateway-${service}`, await this.reached(processes)),
      front: (gateways) => this.reached(gateways),
    });
  }

  /** Address of the only replica, or of the balancer in front of several. */
  private async reached(replicas: LabService[]): Promise<string> {
    if (replicas.length === 1) return replicas[0]!.url;
    const balancer = await balance(replicas, { blind: this.options.blind ?? false });
    this.balancers.push(balancer);
    return balancer.url;
  }
}
