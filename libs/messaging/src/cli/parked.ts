import { parkedCommand } from './parked-command.js';
import { thisTerminal } from './terminal.js';

process.exitCode = await parkedCommand(thisTerminal);
