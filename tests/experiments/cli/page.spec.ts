import { expect, it } from '@jest/globals';
import type { Experiment } from '../experiment.js';
import { indexOf, pageOf, type Report } from './page.js';

const experiment: Experiment = {
  name: 'payment-down',
  title: 'Payment down and back',
  question: 'Can students register?',
  run: () => Promise.reject(new Error('not here')),
};
const report: Report = {
  done: ['payment was stopped', 'payment was started'],
  measurements: [{ what: 'success', here: '100.00 %', original: '66.62 %' }],
  charts: [{ title: 'Answers', kind: 'lines', x: 's', y: 'n', series: [] }],
  seconds: 12.3,
  broken: [],
  checked: 1,
  machine: 'two cores',
};

it('the report of an experiment lists steps, measurements, charts and invariants', () => {
  const page = pageOf(experiment, report);
  expect(page).toContain('1. payment was stopped\n2. payment was started');
  expect(page).toContain('| success | 100.00 % | 66.62 % |');
  expect(page).toContain('![Answers](payment-down-1.svg)');
  expect(page).toContain('All hold (one system checked');
});

it('the report of an experiment shows violated invariants', () => {
  expect(pageOf(experiment, { ...report, broken: ['6: a seat is lost'] })).toContain('- BROKEN 6: a seat is lost');
});

it('the index of experiments links to each report', () => {
  expect(indexOf([experiment])).toContain('| [Payment down and back](payment-down.md) | Can students register? |');
});
