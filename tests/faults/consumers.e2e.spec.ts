import { itSurvives } from './it-survives.js';
import { row18 } from './rows/18-consumer-killed-before-ack.js';
import { row20 } from './rows/20-out-of-order.js';
import { row21 } from './rows/21-poison-message.js';
import { row22 } from './rows/22-foreign-messages.js';
import { row40 } from './rows/40-parked-replayed-twice.js';

itSurvives([row18, row20, row21, row22, row40]);
