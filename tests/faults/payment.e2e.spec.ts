import { itSurvives } from './it-survives.js';
import { row11 } from './rows/11-payment-hung.js';
import { row13 } from './rows/13-payment-dies-after-capture.js';

itSurvives([row11, row13]);
