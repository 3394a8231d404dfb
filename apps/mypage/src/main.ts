import { openWiring } from '#messaging';
import { runService } from '#platform';
import { MyPageModule } from './mypage.module.js';
import { MyPageSettings } from './settings.js';

await runService({
  name: 'mypage',
  settings: MyPageSettings,
  wiring: openWiring,
  module: (settings, wiring) => MyPageModule.with(settings, wiring),
});
