import type { Row } from '../row.js';
import { row11 } from './11-payment-hung.js';
import { row13 } from './13-payment-dies-after-capture.js';

/** Every row of the matrix that runs here, by its number. */
export const rows: readonly Row[] = [row11, row13];
