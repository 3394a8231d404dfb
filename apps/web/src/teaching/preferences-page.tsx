import { chooseStaffPreferences, showStaffPreferences } from '#client';
import { m } from '../messages/messages.js';
import { Preferences } from '../notifications/preferences-form.js';
import { sugang } from '../session/session.js';
import { TeachingFrame } from './teaching-frame.js';

export default function StaffPreferencesPage() {
  return (
    <TeachingFrame keepsOpen>
      <Preferences
        queryKey={['teaching', 'preferences']}
        read={(signal) => showStaffPreferences(sugang, {}, { signal })}
        save={(values) => chooseStaffPreferences(sugang, values)}
        listName={m.channel_list()}
      />
    </TeachingFrame>
  );
}
