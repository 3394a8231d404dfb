import type { Schemas } from '#client';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { number } from '../format.js';
import { m } from '../messages/messages.js';

const HEIGHT = 260;

interface Props {
  items: Schemas['IntervalStatistics'][];
  nameOf: (at: string) => string;
}

/** Hidden from assistive technology: the page has the same numbers in a table. */
export function Chart({ items, nameOf }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const isDark = useSyncExternalStore(onThemeChange, () => theme.matches);
  useEffect(() => {
    const target = place.current!;
    const plot = new uPlot(optionsFor(target, items, nameOf), dataOf(items), target);
    const resized = new ResizeObserver(() => plot.setSize({ width: target.clientWidth, height: HEIGHT }));
    resized.observe(target);
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [items, nameOf, isDark]);
  return <div className="chart" ref={place} aria-hidden="true" />;
}

const theme = matchMedia('(prefers-color-scheme: dark)');

function onThemeChange(changed: () => void): () => void {
  theme.addEventListener('change', changed);
  return () => theme.removeEventListener('change', changed);
}

const dataOf = (items: Props['items']): uPlot.AlignedData => [
  items.map(({ from }) => Date.parse(from) / 1_000),
  items.map(({ requested }) => requested),
  items.map(({ confirmed }) => confirmed),
  items.map(({ canceled }) => canceled),
];

function optionsFor(target: HTMLElement, items: Props['items'], nameOf: Props['nameOf']): uPlot.Options {
  const [ink, line, accent, wash, danger] = ['--ink-soft', '--line', '--accent', '--accent-wash', '--danger'].map(
    (name) => colorIn(target, name),
  ) as [string, string, string, string, string];
  const at = (seconds: number) => nameOf(new Date(seconds * 1_000).toISOString());
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { show: false }, font: '12px sans-serif' };
  const step = items.length > 1 ? Date.parse(items[1]!.from) / 1_000 - Date.parse(items[0]!.from) / 1_000 : 1;
  return {
    width: target.clientWidth,
    height: HEIGHT,
    scales: {
      x: { range: (_plot, min, max) => [min - step / 2, max + step / 2] },
      y: { range: (_plot, _min, max) => [0, Math.max(4, Math.ceil(max * 1.1))] },
    },
    axes: [
      { ...axis, grid: { show: false }, space: 70, values: (_plot, splits) => splits.map(at) },
      {
        ...axis,
        size: 44,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
        values: (_plot, splits) => splits.map(number),
      },
    ],
    series: [
      { label: m.interval(), value: (_plot, value) => (value === null ? '' : at(value)) },
      { label: m.count_requested(), stroke: ink, width: 1.5, points: { show: false } },
      {
        label: m.count_confirmed(),
        stroke: accent,
        fill: wash,
        width: 1,
        points: { show: false },
        paths: uPlot.paths.bars!({ size: [0.6, 28] }),
      },
      { label: m.count_canceled(), stroke: danger, width: 1.5, dash: [5, 4], points: { show: false } },
    ],
    cursor: { drag: { x: false, y: false } },
  };
}

/** A canvas needs the color itself, of the theme that applies. */
function colorIn(element: HTMLElement, name: string): string {
  element.style.color = `var(${name})`;
  const { color } = getComputedStyle(element);
  element.style.color = '';
  return color;
}
