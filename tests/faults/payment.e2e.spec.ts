import { itSurvives } from './it-survives.js';
import { row11 } from './rows/11-payment-hung.js';
import { row12 } from './rows/12-payment-declines.js';
import { row13 } from './rows/13-payment-dies-after-capture.js';
import { row15 } from './rows/15-registration-dies-before-confirm.js';
import { row16 } from './rows/16-late-charge.js';
import { row17 } from './rows/17-refund-fails.js';
import { row35 } from './rows/35-hold-expires-while-paying.js';

itSurvives([row11, row12, row13, row15, row16, row17, row35]);
