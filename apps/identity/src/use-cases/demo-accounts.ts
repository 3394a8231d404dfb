import type { NewAccount } from './new-accounts.js';

export const DEMO_PASSWORD = 'sugang-demo';
const password = DEMO_PASSWORD;

export const demoAccounts: NewAccount[] = [
  { email: 'admin@sugang.dev', password, name: 'Admin', role: 'admin' },
  { email: 'park@sugang.dev', password, name: 'Dr. Park', role: 'instructor' },
  { email: 'mina@sugang.dev', password, name: 'Mina', role: 'student' },
  { email: 'joon@sugang.dev', password, name: 'Joon', role: 'student' },
];
