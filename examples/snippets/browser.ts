import { createSugang, followMyPage, logIn, myPage, restoreSession } from '@sugang/client';

const sugang = createSugang({ url: 'http://localhost:8080', session: 'cookie' });
const session =
  (await restoreSession(sugang)) ?? (await logIn(sugang, { email: 'mina@sugang.dev', password: 'sugang-demo' }));
document.title = session.account.name;

const { upcoming } = await myPage(sugang);
document.body.textContent = `${upcoming.length} upcoming`;

for await (const { event, data } of followMyPage(sugang)) {
  if (event === 'registration') document.body.textContent = `${data.lecture.title}: ${data.status}`;
}
