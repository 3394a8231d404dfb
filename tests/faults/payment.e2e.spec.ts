import { itSurvives } from './it-survives.js';
import { row12 } from './rows/12-payment-declines.js';
import { row13 } from './rows/13-payment-dies-after-capture.js';
import { row16 } from './rows/16-late-charge.js';
import { row35 } from './rows/35-hold-expires-while-paying.js';

itSurvives([row12, row13, row16, row35]);
