import { itSurvives } from './it-survives.js';
import { row6 } from './rows/06-database-killed.js';
import { row7 } from './rows/07-commit-unanswered.js';
import { row8 } from './rows/08-database-reset.js';
import { row9 } from './rows/09-locks.js';
import { row24 } from './rows/24-views-store-away.js';
import { row25 } from './rows/25-clock-skew.js';
import { row28 } from './rows/28-disk-full.js';

itSurvives([row6, row7, row8, row9, row25, row28, row24]);
