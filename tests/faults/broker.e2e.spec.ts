import { itSurvives } from './it-survives.js';
import { row1 } from './rows/01-broker-killed.js';
import { row3 } from './rows/03-broker-frozen.js';

itSurvives([row1, row3]);
