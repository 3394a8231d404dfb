import { markStaffNotificationsRead } from '#client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MessageList } from '../notifications/message-list.js';
import { sugang } from '../session/session.js';
import { staffNotifications } from './queries.js';
import { TeachingFrame } from './teaching-frame.js';

export default function StaffNotificationsPage() {
  return (
    <TeachingFrame>
      <Notifications />
    </TeachingFrame>
  );
}

function Notifications() {
  return (
    <MessageList
      list={useInfiniteQuery(staffNotifications())}
      queryKey={staffNotifications().queryKey}
      markRead={() => markStaffNotificationsRead(sugang, {})}
      titleOf={({ title, lectureId }) => (
        <Link to="/teaching/$id" params={{ id: lectureId }}>
          {title}
        </Link>
      )}
    />
  );
}
