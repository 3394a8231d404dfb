import {
  createStreamTicket,
  createSugang,
  followAvailability,
  listLectures,
  logIn,
  type Schemas,
} from '@sugang/client';

const url = 'http://localhost:8080';
const sugang = createSugang({ url });
await logIn(sugang, { email: 'mina@sugang.dev', password: 'sugang-demo' });

/** `EventSource` cannot send a token: each connection needs a new ticket. */
async function connect(lastEventId?: string) {
  const { ticket } = await createStreamTicket(sugang);
  const query = new URLSearchParams({ ticket, ...(lastEventId && { lastEventId }) });
  const source = new EventSource(`${url}/api/v1/mypage/stream?${query}`);
  source.addEventListener('registration', (message) => {
    lastEventId = message.lastEventId;
    const view = JSON.parse(message.data as string) as Schemas['ViewDocument'];
    document.title = `${view.lecture.title}: ${view.status}`;
  });
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2_000, lastEventId);
  });
}
await connect();

const { items } = await listLectures(sugang, { q: 'databases' });
for await (const { data } of followAvailability(sugang, { id: items[0]!.id })) {
  document.body.textContent = `${data.available} free`;
}
