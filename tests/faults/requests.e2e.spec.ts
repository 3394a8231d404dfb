import { itSurvives } from './it-survives.js';
import { row31 } from './rows/31-one-submit-a-hundred-times.js';
import { row32 } from './rows/32-same-key-other-request.js';
import { row33 } from './rows/33-lecture-canceled-during-registration.js';
import { row34 } from './rows/34-last-seat.js';
import { row36 } from './rows/36-client-disconnects.js';

itSurvives([row31, row32, row33, row34, row36], [row31, row32, row34, row36]);
