import { resyncCommand } from './resync-command.js';
import { thisTerminal } from './terminal.js';

process.exitCode = await resyncCommand(thisTerminal);
