import { Column } from 'typeorm';

/** Column of an instant: a `Date` in TypeScript, `datetime(3)` in the store, UTC, milliseconds kept. Never set by the store. */
export const InstantColumn = ({
  nullable = false,
  name,
}: { nullable?: boolean; name?: string } = {}): PropertyDecorator =>
  Column({ type: 'datetime', precision: 3, nullable, ...(name === undefined ? {} : { name }) });
