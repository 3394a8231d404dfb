import { describeFaultRows } from './fault-rows.js';
import { row13 } from './rows/13-payment-dies-after-capture.js';
import { row16 } from './rows/16-late-charge.js';
import { row31 } from './rows/31-one-submit-a-hundred-times.js';
import { row33 } from './rows/33-lecture-canceled-during-registration.js';
import { row35 } from './rows/35-hold-expires-while-paying.js';
import { row36 } from './rows/36-client-disconnects.js';
import { row43 } from './rows/43-killed-around-a-shared-commit.js';

// These rows need neither proxies nor replicas, so they share one lab. Other suites cover declines, keys and last seats.
describeFaultRows([row13, row16, row31, row33, row35, row36, row43], [row31, row36]);
