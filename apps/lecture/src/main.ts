import { openWiring } from '#messaging';
import { runService } from '#platform';
import { LectureModule } from './lecture.module.js';
import { lectureSettings } from './settings.js';

await runService({
  name: 'lecture',
  settings: lectureSettings,
  wiring: openWiring,
  module: (settings, wiring) => LectureModule.with(settings, wiring),
});
