/** Where a command is called: its words, its environment, and where it writes. */
export interface Terminal {
  words: string[];
  env: Record<string, string | undefined>;
  /** Writes a line of the answer. */
  say: (line: string) => void;
  /** Writes what went wrong. */
  complain: (line: string) => void;
}

/** Exit codes; the higher ones are those of sysexits.h. */
export const EXIT = { ok: 0, failed: 1, usage: 64, config: 78 } as const;

/** The terminal of this process. */
export const thisTerminal: Terminal = {
  words: process.argv.slice(2),
  env: process.env,
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
};
