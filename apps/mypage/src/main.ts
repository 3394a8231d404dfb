import { openWiring } from '#messaging';
import { runService } from '#platform';
import { MyPageModule } from './mypage.module.js';
import { myPageSettings } from './settings.js';

await runService({
  name: 'mypage',
  settings: myPageSettings,
  wiring: openWiring,
  module: (settings, wiring) => MyPageModule.with(settings, wiring),
});
