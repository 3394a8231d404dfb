import { processCommandLine } from './command-line.js';
import { republishCommand } from './republish-command.js';

process.exitCode = await republishCommand(processCommandLine);
