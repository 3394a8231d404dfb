import { markRead } from '#client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MessageList } from '../notifications/message-list.js';
import { sugang } from '../session/session.js';
import { MyPageFrame } from './my-page-frame.js';
import { notifications } from './queries.js';

export default function NotificationsPage() {
  return (
    <MyPageFrame>
      <Notifications />
    </MyPageFrame>
  );
}

function Notifications() {
  return (
    <MessageList
      list={useInfiniteQuery(notifications())}
      queryKey={notifications().queryKey}
      markRead={() => markRead(sugang, {})}
      titleOf={({ title, registrationId }) => (
        <Link to="/my-page/registrations/$id" params={{ id: registrationId }}>
          {title}
        </Link>
      )}
    />
  );
}
