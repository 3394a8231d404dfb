import { itSurvives } from './it-survives.js';
import { row7 } from './rows/07-commit-unanswered.js';
import { row9 } from './rows/09-locks.js';

itSurvives([row7, row9]);
