import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEGABYTE = 1 << 20;
const TRIES = 20;

/** An in-memory file system that can be shrunk to the size of its content. */
export class SmallDisk {
  private isFull = false;

  private constructor(
    private readonly folder: string,
    private readonly megabytes: number,
    /** Why it could not be mounted, or undefined: mounting needs root. */
    readonly refused: string | undefined,
  ) {}

  /** A plain folder if no file system can be mounted. */
  static at(folder: string, megabytes: number): SmallDisk {
    mkdirSync(folder, { recursive: true });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'sugang-lab', folder], { stdio: 'pipe' });
      return new SmallDisk(folder, megabytes, undefined);
    } catch (error) {
      return new SmallDisk(folder, megabytes, `no small disk can be mounted here: ${String(error).split('\n')[0]}`);
    }
  }

  /** Why this machine has none, or undefined. */
  static refusal(): string | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'sugang-disk-'));
    const disk = SmallDisk.at(folder, 1);
    disk.remove();
    rmdirSync(folder);
    return disk.refused;
  }

  /** Leaves this many megabytes free; retried, because concurrent writes can win the race. */
  fill(leaving: number): void {
    if (this.refused !== undefined) throw new Error(this.refused);
    for (let tried = 1; ; tried += 1) {
      const { blocks, bfree, bsize } = statfsSync(this.folder);
      try {
        this.resize(`${(blocks - bfree) * bsize + Math.round(leaving * MEGABYTE)}`);
        break;
      } catch (error) {
        if (tried === TRIES) throw error;
      }
    }
    this.isFull = true;
  }

  free(): void {
    if (this.isFull) this.resize(`${this.megabytes}m`);
    this.isFull = false;
  }

  /** Processes that still have files open on it keep them until they end. */
  remove(): void {
    if (this.refused === undefined) execFileSync('umount', ['-l', this.folder]);
  }

  private resize(size: string): void {
    execFileSync('mount', ['-o', `remount,size=${size}`, this.folder], { stdio: 'pipe' });
  }
}
