import { rowsOf } from './stores.js';

interface Registration {
  id: string;
  lecture_id: string;
  student_id: string;
  status: string;
  fee_amount: number;
  payment_id: string | null;
}

interface Payment {
  id: string;
  registration_id: string;
  amount: number;
  status: string;
  cancel_requested_at: string | null;
}

const LIVE = ['AWAITING_PAYMENT', 'CONFIRMED'];

/** Every invariant of the domain that the embedded stores break at this moment, each as a sentence; none, once all queues are empty. */
export function brokenInvariants(dataDir: string): string[] {
  const stores = read(dataDir);
  return [
    ...ledgerFigures(stores),
    ...paidForEnrolments(stores),
    ...oneCapturePerRegistration(stores),
    ...oneLiveRegistration(stores),
    ...rosters(stores),
    ...nothingLiveOfCanceledLectures(stores),
    ...views(stores),
    ...emptyQueues(stores),
  ];
}

function read(dataDir: string) {
  const rows = <Row>(service: string, sql: string) => rowsOf<Row>(dataDir, service, sql);
  return {
    registrations: rows<Registration>('registration', 'SELECT * FROM registration'),
    ledger: rows<{ lecture_id: string; status: string; held: number; taken: number; capacity: number }>(
      'registration',
      'SELECT * FROM seat_ledger',
    ),
    payments: rows<Payment>('payment', 'SELECT * FROM payments'),
    provider: rows<{ charge_key: string; state: string }>('provider', 'SELECT * FROM provider_ledger'),
    roster: rows<{ registration_id: string }>('lecture', "SELECT * FROM roster WHERE status = 'CONFIRMED'"),
    views: rows<{ id: string; status: string }>(
      'mypage',
      "SELECT * FROM registrations WHERE generation = (SELECT id FROM generations WHERE status = 'ACTIVE')",
    ),
    waiting: [
      ...['identity', 'lecture', 'registration', 'payment'].flatMap((service) =>
        rows<{ id: string }>(service, "SELECT id FROM outbox WHERE status = 'PENDING'").map(
          () => `${service}'s outbox`,
        ),
      ),
      ...rows<{ queue: string; state: string }>('broker', 'SELECT queue, state FROM delivery').map(
        ({ queue, state }) => `${queue}'s queue (${state})`,
      ),
    ],
  };
}

type Stores = ReturnType<typeof read>;

const ledgerFigures = ({ ledger, registrations }: Stores): string[] =>
  ledger.flatMap(({ lecture_id, held, taken, capacity }) => {
    const of = (status: string) =>
      registrations.filter((each) => each.lecture_id === lecture_id && each.status === status).length;
    const counted = `${of('AWAITING_PAYMENT')} held, ${of('CONFIRMED')} taken`;
    const figures = `${held} held, ${taken} taken`;
    return [
      ...(counted === figures ? [] : [`ledger of ${lecture_id} says ${figures}; counted: ${counted}`]),
      ...(held + taken > capacity ? [`${lecture_id} has given out more than its ${capacity} seats`] : []),
    ];
  });

const paidForEnrolments = ({ registrations, payments }: Stores): string[] => {
  const confirmed = registrations.filter(({ status }) => status === 'CONFIRMED');
  const completed = payments.filter((payment) => payment.status === 'COMPLETED' && !payment.cancel_requested_at);
  return [
    ...confirmed
      .filter(({ fee_amount }) => fee_amount > 0)
      .filter((each) => !completed.some(({ id, amount }) => id === each.payment_id && amount === each.fee_amount))
      .map(({ id }) => `registration ${id} is confirmed without a completed payment of its fee`),
    ...payments
      .filter(({ status }) => status === 'COMPLETED')
      .filter((payment) => !confirmed.some(({ id }) => id === payment.registration_id))
      .map(({ id }) => `payment ${id} is completed but belongs to no confirmed registration`),
  ];
};

const oneCapturePerRegistration = ({ payments, provider }: Stores): string[] => {
  const captured = new Set(provider.filter(({ state }) => state === 'CAPTURED').map(({ charge_key }) => charge_key));
  const registrations = payments.filter(({ id }) => captured.has(id)).map((payment) => payment.registration_id);
  return [
    ...repeated(registrations).map((id) => `registration ${id} holds more than one captured payment`),
    ...payments
      .filter(({ id, status }) => captured.has(id) !== (status === 'COMPLETED'))
      .map(
        ({ id, status }) =>
          `payment ${id} is ${status}, the provider ${captured.has(id) ? 'has' : 'has not'} the money`,
      ),
  ];
};

const oneLiveRegistration = ({ registrations }: Stores): string[] =>
  repeated(
    registrations
      .filter(({ status }) => LIVE.includes(status))
      .map((each) => `${each.student_id} for ${each.lecture_id}`),
  ).map((who) => `more than one live registration of ${who}`);

const rosters = ({ registrations, roster }: Stores): string[] => {
  const confirmed = registrations.filter(({ status }) => status === 'CONFIRMED').map(({ id }) => id);
  const listed = roster.map((row) => row.registration_id);
  return [
    ...confirmed.filter((id) => !listed.includes(id)).map((id) => `${id} is confirmed but on no roster`),
    ...listed.filter((id) => !confirmed.includes(id)).map((id) => `${id} is on a roster but not confirmed`),
  ];
};

const nothingLiveOfCanceledLectures = ({ ledger, registrations }: Stores): string[] => {
  const canceled = new Set(ledger.filter(({ status }) => status === 'CANCELED').map((row) => row.lecture_id));
  return registrations
    .filter(({ lecture_id, status }) => canceled.has(lecture_id) && LIVE.includes(status))
    .map(({ id }) => `registration ${id} lives although its lecture is canceled`);
};

const views = ({ registrations, views: shown }: Stores): string[] => {
  const statuses = new Map(shown.map(({ id, status }) => [id, status]));
  return registrations
    .filter(({ id, status }) => statuses.get(id) !== status)
    .map(
      ({ id, status }) => `My Page shows ${statuses.get(id) ?? 'nothing'} of registration ${id}, which is ${status}`,
    );
};

const emptyQueues = ({ waiting }: Stores): string[] =>
  [...new Set(waiting)].map((queue) => `something waits in ${queue}`);

const repeated = (values: string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];
