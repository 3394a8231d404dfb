import { itSurvives } from './it-survives.js';
import { row19 } from './rows/19-everything-fifty-times.js';
import { row26 } from './rows/26-relay-killed.js';
import { row27 } from './rows/27-two-relays.js';

itSurvives([row26, row27, row19]);
