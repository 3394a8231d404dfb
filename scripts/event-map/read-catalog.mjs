import { constantOf, parse } from './read-source.mjs';

const CATALOG = 'libs/contracts/src/events/catalog.ts';

/** Every event of the catalog: its name, the state it carries, and the service that publishes it. */
export function readCatalog() {
  const source = parse(CATALOG);
  const sources = new Map(entriesOf(source, 'eventSources'));
  return entriesOf(source, 'eventCatalog').map(([name, carries]) => ({
    name,
    carries,
    publishedBy: (sources.get(name.slice(0, name.indexOf('.'))) ?? 'nobody').replace(/['"]/g, ''),
  }));
}

function entriesOf(source, constant) {
  const found = constantOf(source, constant);
  if (!found?.properties) throw new Error(`${CATALOG} has no object named ${constant}`);
  return found.properties.map((each) => [
    each.name.getText(source).replace(/['"]/g, ''),
    each.initializer.getText(source),
  ]);
}
