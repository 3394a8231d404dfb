import { openWiring } from '#messaging';
import { runService } from '#platform';
import { LectureModule } from './lecture.module.js';
import { LectureSettings } from './settings.js';

await runService({
  name: 'lecture',
  settings: LectureSettings,
  wiring: openWiring,
  module: (settings, wiring) => LectureModule.with(settings, wiring),
});
