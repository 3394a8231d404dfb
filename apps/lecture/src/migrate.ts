import { migrate, databaseOptionsOf } from '#platform';
import { openLectureStore } from './persistence/lecture-store.js';

await migrate('lecture', (settings) => openLectureStore(databaseOptionsOf(settings)));
