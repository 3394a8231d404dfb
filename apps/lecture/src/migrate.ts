import { migrate, storeAt } from '#platform';
import { openLectureStore } from './persistence/lecture-store.js';

await migrate('lecture', (settings) => openLectureStore(storeAt(settings)));
