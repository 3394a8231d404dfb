import { describe, expect, it } from '@jest/globals';
import { svgOf, type Chart } from './chart.js';

const chart: Chart = {
  title: 'Payment <down>',
  kind: 'lines',
  x: 'seconds',
  y: 'per second',
  series: [{ name: '201', values: [0, 5, 10] }],
  spans: [{ from: 1, to: 2, name: 'down' }],
};

describe('a chart', () => {
  it('draws its line from edge to edge, with the maximum at the top', () => {
    expect(svgOf(chart)).toContain('points="56,236 380,138 704,40"');
  });

  it('shades the span of the fault', () => {
    expect(svgOf(chart)).toContain('<rect x="380" y="40" width="324" height="196" fill="#ffe3e3"/>');
  });

  it('escapes text', () => {
    expect(svgOf(chart)).toContain('<title>Payment &lt;down&gt;</title>');
  });

  it('draws a bar per label, as high as its value', () => {
    const bars = svgOf({
      ...chart,
      kind: 'bars',
      labels: ['1', '2'],
      series: [{ name: 'per second', values: [10, 5] }],
    });
    expect([...bars.matchAll(/height="([\d.]+)" fill="#1864ab"/g)].map(([, height]) => Number(height))).toEqual([
      196, 98, 10,
    ]);
  });

  it('draws a series of zeros', () => {
    expect(svgOf({ ...chart, series: [{ name: 'none', values: [0, 0] }] })).not.toContain('NaN');
  });
});
