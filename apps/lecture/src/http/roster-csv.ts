import type { RosterEntry } from '#contracts';
import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { activePlaces } from '../domain/seating.js';

const COLUMNS = ['registrationId', 'studentId', 'name', 'email', 'confirmedAt'];

/** RFC 4180 in UTF-8 with a byte order mark; a cell that a spreadsheet would calculate gets a leading `'`. */
export function rosterCsv(entries: AsyncIterable<RosterEntry>, columns?: 'all'): Readable {
  const csv = stringify({
    header: true,
    columns: columns === 'all' ? [...COLUMNS, 'places', 'seats', 'participants'] : COLUMNS,
    bom: true,
    record_delimiter: 'windows',
    // Spreadsheets of many countries separate cells at `;` or tab, which could make a formula of the rest of a cell.
    quoted_match: /[;\t\r\n]/,
    escape_formulas: true,
  });
  // A failure on either side destroys the other, so a failed download is visible and rows are no longer read.
  pipeline(Readable.from(rowsOf(entries)), csv, (error) => error && csv.destroy(error));
  return csv;
}

async function* rowsOf(entries: AsyncIterable<RosterEntry>) {
  for await (const { registrationId, student, confirmedAt, places } of entries) {
    const active = activePlaces(places ?? []);
    yield {
      ...{ registrationId, studentId: student.id, name: student.name, email: student.email, confirmedAt },
      places: places ? active.length : 1,
      seats: active.flatMap(({ seat }) => seat ?? []).join(' '),
      participants: active.flatMap(({ participant }) => participant?.name ?? []).join(', '),
    };
  }
}

/** Whether the client would rather have CSV than JSON (RFC 9110, 12.5.1; of equals, JSON). */
export const prefersCsv = (accept: string | undefined): boolean =>
  accept !== undefined && qualityOf('text/csv', accept) > qualityOf('application/json', accept);

function qualityOf(type: string, accept: string): number {
  const ranges = accept.split(',').map((part) => part.split(';').map((piece) => piece.trim().toLowerCase()));
  const wanted = [type, `${type.split('/')[0]}/*`, '*/*'];
  for (const name of wanted) {
    const range = ranges.find(([media]) => media === name);
    if (range) return weightOf(range.slice(1));
  }
  return 0;
}

function weightOf(parameters: string[]): number {
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return weight === undefined ? 1 : Number(weight) || 0;
}
