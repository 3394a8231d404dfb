import type { Payment } from '#contracts';
import type { Invariant } from './invariant.js';
import { wronglyShown } from './my-page-shows.js';
import type { KeptPayment, RegistrationDossier } from './things.js';

export const myPageShowsPayments: Invariant<RegistrationDossier> = {
  numbers: ['8', 'F7'],
  rule: 'My Page shows exactly the published states of payments; of a pending one it knows nothing.',
  broken({ payments, shownPayments }) {
    const published = payments.filter(({ status }) => status !== 'PENDING');
    const ids = new Set([...published, ...shownPayments].map(({ id }) => id));
    return [...ids].flatMap((id) => {
      const payment = published.find((each) => each.id === id);
      const shown = shownPayments.find((each) => each.id === id);
      return wronglyShown('payment', id, shown, payment && publishedOf(payment), payment?.version);
    });
  },
};

const publishedOf = ({ nextCheckAt: _check, provider: _provider, ...payment }: KeptPayment): Payment => payment;
