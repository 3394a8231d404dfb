import { choosePreferences, getPreferences } from '#client';
import { m } from '../messages/messages.js';
import { Preferences } from '../notifications/preferences-form.js';
import { sugang } from '../session/session.js';
import { MyPageFrame } from './my-page-frame.js';

export default function PreferencesPage() {
  return (
    <MyPageFrame keepsOpen>
      <Preferences
        queryKey={['my-page', 'preferences']}
        read={(signal) => getPreferences(sugang, {}, { signal })}
        save={(values) => choosePreferences(sugang, values)}
        listName={m.channel_log()}
      />
    </MyPageFrame>
  );
}
