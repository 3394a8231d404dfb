import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { RosterEntry } from '#contracts';

/** RFC 4180 in UTF-8 with a byte order mark; a cell that a spreadsheet would calculate gets a leading `'`. */
export function rosterCsv(entries: AsyncIterable<RosterEntry>): Readable {
  const csv = stringify({
    header: true,
    columns: ['registrationId', 'studentId', 'name', 'email', 'confirmedAt'],
    bom: true,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
    escape_formulas: true,
  });
  // A failure on either side destroys the other: the download breaks off visibly, the reading of rows ends.
  pipeline(Readable.from(rowsOf(entries)), csv, (error) => error && csv.destroy(error));
  return csv;
}

async function* rowsOf(entries: AsyncIterable<RosterEntry>) {
  for await (const { registrationId, student, confirmedAt } of entries) {
    yield { registrationId, studentId: student.id, name: student.name, email: student.email, confirmedAt };
  }
}
