import type { Charge } from '../invariants/records.js';
import type { Stores } from './stores.js';
import { rangesOf, valuesOf, within } from './store.js';

export async function* charges({ provider, payment }: Stores): AsyncGenerator<Charge> {
  for await (const range of rangesOf(provider, 'provider_ledger', 'charge_key')) {
    const sql = `SELECT charge_key AS \`key\`, state, amount FROM provider_ledger WHERE ${within('charge_key')}`;
    const entries = await provider.rows<Omit<Charge, 'isKnown'>>(sql, valuesOf(range));
    const known = await payment.rows<{ id: string }>(`SELECT id FROM payments WHERE ${within('id')}`, valuesOf(range));
    const ids = new Set(known.map(({ id }) => id));
    for (const entry of entries) yield { ...entry, isKnown: ids.has(entry.key) };
  }
}
