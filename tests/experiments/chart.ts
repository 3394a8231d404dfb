/** A line chart over equal steps, or one bar per label. */
export interface Chart {
  readonly title: string;
  readonly kind: 'lines' | 'bars';
  /** Unit of the x axis, such as `seconds`; bars are labeled below. */
  readonly x: string;
  readonly y: string;
  readonly series: Series[];
  /** Names of the bars. */
  readonly labels?: string[];
  /** Spans of the x axis with a fault. */
  readonly spans?: { from: number; to: number; name: string }[];
}

export interface Series {
  readonly name: string;
  readonly values: number[];
}

const [WIDTH, HEIGHT] = [720, 300];
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 16, 40, 64];
const COLORS = ['#1864ab', '#e8590c', '#2b8a3e', '#862e9c'];
const INNER = { width: WIDTH - LEFT - RIGHT, height: HEIGHT - TOP - BOTTOM };

/** The chart as a self-contained SVG. */
export function svgOf(chart: Chart): string {
  const most = niceTop(Math.max(1, ...chart.series.flatMap(({ values }) => values)));
  const y = (value: number) => round(TOP + INNER.height * (1 - value / most));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${text(chart.title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="20" font-size="14" font-weight="bold">${text(chart.title)}</text>`,
    ...grid(most, chart.y, y),
    ...(chart.kind === 'lines' ? lines(chart, y) : bars(chart, y)),
    ...legend(chart.series),
    '</svg>',
    '',
  ].join('\n');
}

function grid(most: number, unit: string, y: (value: number) => number): string[] {
  const steps = [0, 0.25, 0.5, 0.75, 1].map((share) => share * most);
  return [
    ...steps.map(
      (value) => `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}" stroke="#dee2e6"/>`,
    ),
    ...steps.map((value) => `<text x="${LEFT - 6}" y="${y(value) + 4}" text-anchor="end">${round(value)}</text>`),
    `<text x="${LEFT}" y="${TOP - 6}" fill="#495057">${text(unit)}</text>`,
  ];
}

function lines({ series, spans = [], x: unit }: Chart, y: (value: number) => number): string[] {
  const length = Math.max(2, ...series.map(({ values }) => values.length));
  const x = (at: number) => round(LEFT + (INNER.width * at) / (length - 1));
  const bottom = TOP + INNER.height;
  const marks = Array.from({ length: 6 }, (_, n) => Math.round(((length - 1) * n) / 5));
  return [
    ...spans.map(
      ({ from, to, name }) =>
        `<rect x="${x(from)}" y="${TOP}" width="${round(Math.max(1, x(to) - x(from)))}" height="${INNER.height}" fill="#ffe3e3"/>` +
        `<text x="${x(from) + 4}" y="${TOP + 14}" fill="#c92a2a">${text(name)}</text>`,
    ),
    ...series.map(({ values }, n) => {
      const points = values.map((value, at) => `${x(at)},${y(value)}`).join(' ');
      return `<polyline points="${points}" fill="none" stroke="${COLORS[n % COLORS.length]}" stroke-width="2"/>`;
    }),
    ...marks.map((at) => `<text x="${x(at)}" y="${bottom + 16}" text-anchor="middle">${at}</text>`),
    `<text x="${WIDTH - RIGHT}" y="${bottom + 32}" text-anchor="end" fill="#495057">${text(unit)}</text>`,
  ];
}

function bars({ series, labels = [] }: Chart, y: (value: number) => number): string[] {
  const group = INNER.width / Math.max(1, labels.length);
  const width = (group * 0.7) / series.length;
  const bottom = TOP + INNER.height;
  return labels.flatMap((label, place) => [
    ...series.flatMap(({ values }, n) => {
      const value = values[place] ?? 0;
      const x = round(LEFT + group * (place + 0.15) + width * n);
      return [
        `<rect x="${x}" y="${y(value)}" width="${round(width - 2)}" height="${round(bottom - y(value))}" fill="${COLORS[n % COLORS.length]}"/>`,
        `<text x="${round(x + width / 2)}" y="${y(value) - 4}" text-anchor="middle">${round(value)}</text>`,
      ];
    }),
    `<text x="${round(LEFT + group * (place + 0.5))}" y="${bottom + 16}" text-anchor="middle">${text(label)}</text>`,
  ]);
}

const legend = (series: Series[]): string[] =>
  series.flatMap(({ name }, n) => {
    const x = LEFT + n * 160;
    return [
      `<rect x="${x}" y="${HEIGHT - 18}" width="10" height="10" fill="${COLORS[n % COLORS.length]}"/>`,
      `<text x="${x + 16}" y="${HEIGHT - 9}">${text(name)}</text>`,
    ];
  });

/** The next of 1, 2, 2.5, 4, 5, 8, 10 times a power of ten. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return power * [1, 2, 2.5, 4, 5, 8, 10].find((times) => times * power >= most)!;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const text = (words: string): string =>
  words.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!);
