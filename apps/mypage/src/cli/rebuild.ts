import { processCommandLine } from '#messaging';
import { rebuildCommand } from './rebuild-command.js';

process.exitCode = await rebuildCommand(processCommandLine);
