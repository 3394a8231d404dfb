import { itSurvives } from './it-survives.js';
import { row18 } from './rows/18-consumer-killed-before-ack.js';
import { row21 } from './rows/21-poison-message.js';
import { row22 } from './rows/22-foreign-messages.js';

itSurvives([row18, row21, row22]);
