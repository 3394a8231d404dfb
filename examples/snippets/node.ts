import {
  createSugang,
  listLectures,
  logIn,
  paginate,
  register,
  SugangError,
  waitForRegistration,
} from '@sugang/client';

const sugang = createSugang({ url: 'http://localhost:8080' });
await logIn(sugang, { email: 'mina@sugang.dev', password: 'sugang-demo' });

for await (const lecture of paginate(listLectures, sugang, { q: 'algorithms' })) {
  try {
    const { id } = await register(sugang, { lectureId: lecture.id, payment: { method: 'card', token: 'tok_slow' } });
    const { status } = await waitForRegistration(sugang, id);
    console.log(`${lecture.title}: ${status}`);
  } catch (error) {
    if (!(error instanceof SugangError)) throw error;
    console.log(`${lecture.title}: ${error.code}, ${error.message}`);
  }
}
