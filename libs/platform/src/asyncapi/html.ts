/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

type Filling = string | number | null | undefined | Html | Filling[];

/** HTML from a template: what is filled in is escaped, unless it is HTML already; lists are joined. */
export function html(strings: TemplateStringsArray, ...fillings: Filling[]): Html {
  return new Html(strings.reduce((all, text, n) => `${all}${filledIn(fillings[n - 1])}${text}`));
}

function filledIn(filling: Filling): string {
  if (Array.isArray(filling)) return filling.map(filledIn).join('');
  if (filling instanceof Html) return filling.text;
  return String(filling ?? '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
