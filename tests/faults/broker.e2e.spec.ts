import { itSurvives } from './it-survives.js';
import { row1 } from './rows/01-broker-killed.js';
import { row2 } from './rows/02-broker-restarted.js';
import { row3 } from './rows/03-broker-frozen.js';
import { row4 } from './rows/04-broker-partitioned.js';
import { row5 } from './rows/05-broker-blocked.js';

itSurvives([row1, row2, row3, row4, row5]);
