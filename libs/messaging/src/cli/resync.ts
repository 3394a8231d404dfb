import { processCommandLine } from './command-line.js';
import { resyncCommand } from './resync-command.js';

process.exitCode = await resyncCommand(processCommandLine);
