import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { LabServer, type Running, type Started } from './lab-server.js';
import type { Rabbitmq } from './server-controls.js';
import type { SmallDisk } from './small-disk.js';

const run = promisify(execFile);
/** Debian's wrapper of the same name changes the user; this one runs as the owner of the node. */
const RABBITMQCTL = '/usr/lib/rabbitmq/bin/rabbitmqctl';
const WATERMARK = '0.4';
const PORT_MAPPER_TRIES = 20;
const PORT_MAPPER_PAUSE_MS = 100;

export interface StartedRabbitmq extends Started {
  readonly env: Record<string, string>;
  readonly pidFile: string;
}

export class LabRabbitmq extends LabServer implements Rabbitmq {
  private isShort = false;
  private known: { running: Running; pid: number } | undefined;

  constructor(
    private readonly node: StartedRabbitmq,
    disk: SmallDisk,
  ) {
    super(node, disk);
  }

  /** The Erlang process itself: a signal to its parent shell would not reach the node. */
  protected override get pid(): number {
    const { running } = this;
    if (this.known?.running !== running) this.known = { running, pid: Number(readFileSync(this.node.pidFile, 'utf8')) };
    return this.known.pid;
  }

  async ctl(...args: string[]): Promise<string> {
    const { stdout } = await run(RABBITMQCTL, ['--quiet', ...args], { env: this.node.env, timeout: 60_000 });
    return stdout;
  }

  async memoryIsShort(): Promise<void> {
    this.isShort = true;
    await this.ctl('set_vm_memory_high_watermark', '0.000001');
  }

  async memoryIsBack(): Promise<void> {
    await this.ctl('set_vm_memory_high_watermark', WATERMARK);
    this.isShort = false;
  }

  /** It checks its disk every half second from now on; the default is up to ten seconds. */
  override async fillDisk(leaving?: number): Promise<void> {
    await this.ctl('eval', 'rabbit_disk_monitor:set_max_check_interval(500).');
    await super.fillDisk(leaving);
  }

  override async restart(): Promise<void> {
    await super.restart();
    this.isShort = false;
  }

  /** Erlang's port mapper was started for this node only; it does not stop until it has noticed the node's death. */
  protected override endAtOnce(): void {
    super.endAtOnce();
    for (let tries = 0; tries < PORT_MAPPER_TRIES; tries += 1) {
      const { status } = spawnSync('epmd', ['-port', this.node.env.ERL_EPMD_PORT!, '-kill']);
      if (status === 0) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PORT_MAPPER_PAUSE_MS);
    }
  }

  override async restore(): Promise<void> {
    await super.restore();
    if (this.isShort) await this.memoryIsBack();
  }
}
