import { describe, expect, it } from '@jest/globals';
import { asyncApiDocument, eventNames, routingKeyOf } from '#contracts';
import { eventsPage } from './events-page.js';

describe('eventsPage', () => {
  const page = eventsPage(asyncApiDocument());

  it('shows every event with its routing key and payload', () => {
    for (const name of eventNames) expect(page).toContain(`<code>${routingKeyOf(name)}</code> carries <a href="#`);
    expect(page).toContain('<h3 id="Registration">');
  });

  it('links only to existing anchors and loads nothing but its style sheet', () => {
    const targets = [...page.matchAll(/href="#(\w+)"/g)].map(([, id]) => id!);
    expect(targets.filter((id) => !page.includes(`id="${id}"`))).toEqual([]);
    expect(page).not.toMatch(/<script|src=/);
    expect(page.match(/href="[^#"]*"/g)).toEqual(['href="/docs/events.css"', 'href="/asyncapi.json"', 'href="/docs"']);
  });

  it('escapes HTML in texts', () => {
    const document = asyncApiDocument();
    document.info.title = '<script>alert(1)</script>';
    expect(eventsPage(document)).toContain('<h1>&#60;script&#62;');
  });
});
