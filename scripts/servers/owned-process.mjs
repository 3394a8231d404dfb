import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A server that this script started, and which it alone may stop. */
export class OwnedProcess {
  constructor(name, command, args, { env, logFile }) {
    const log = openSync(logFile, 'a');
    this.name = name;
    this.logFile = logFile;
    this.child = spawn(command, args, { env, stdio: ['ignore', log, log], detached: false });
    closeSync(log);
    this.gone = new Promise((resolve) => {
      this.child.once('exit', resolve);
      this.child.once('error', resolve);
    });
  }

  get pid() {
    return this.child.pid;
  }

  /** Throws with the end of its log when it has died. */
  assertAlive() {
    if (this.child.exitCode === null && this.child.signalCode === null) return;
    throw new Error(`${this.name} ended at once:\n${readFileSync(this.logFile, 'utf8').slice(-1500)}`);
  }

  /** Asks it to end, and ends it after ten seconds; answers whether that was necessary. */
  async stop() {
    this.child.kill('SIGTERM');
    let wasForced = false;
    const timer = setTimeout(() => (wasForced = this.child.kill('SIGKILL')), 10_000);
    await this.gone;
    clearTimeout(timer);
    return wasForced;
  }
}
