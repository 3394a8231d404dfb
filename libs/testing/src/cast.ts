/** The people of the tests. */
export const cast = {
  mina: { sub: '0193a5b0-0000-7000-8000-00000000a001', role: 'student', name: 'Mina', email: 'mina@sugang.dev' },
  joon: { sub: '0193a5b0-0000-7000-8000-00000000a002', role: 'student', name: 'Joon', email: 'joon@sugang.dev' },
  drPark: {
    sub: '0193a5b0-0000-7000-8000-00000000b001',
    role: 'instructor',
    name: 'Dr. Park',
    email: 'park@sugang.dev',
  },
  drLee: { sub: '0193a5b0-0000-7000-8000-00000000b002', role: 'instructor', name: 'Dr. Lee', email: 'lee@sugang.dev' },
  admin: { sub: '0193a5b0-0000-7000-8000-00000000c001', role: 'admin', name: 'Admin', email: 'admin@sugang.dev' },
} as const;
