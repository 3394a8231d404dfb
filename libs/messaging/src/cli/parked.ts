import { processCommandLine } from './command-line.js';
import { parkedCommand } from './parked-command.js';

process.exitCode = await parkedCommand(processCommandLine);
