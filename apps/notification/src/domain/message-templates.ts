import type { Language, NotificationTemplate } from '#contracts';

export interface Text {
  title: string;
  body: string;
}

export type Placeholders =
  | 'name'
  | 'lecture'
  | 'nextSession'
  | 'reason'
  | 'amount'
  | 'payBy'
  | 'decideBy'
  | 'title'
  | 'text'
  | 'capacity'
  | 'canceled'
  | 'canceledPlaces'
  | 'allPlaces'
  | 'refund';

/** Parts that a message contains only where they apply; `student` and `instructor` replace a name that could be mistaken for our text. */
export const phrases: Record<
  Language,
  Record<'student' | 'instructor' | 'firstSession' | 'laterSession' | 'reason' | 'refund' | 'continued', string>
> = {
  ko: {
    student: '수강생',
    instructor: '강사',
    firstSession: ' 첫 수업은 {at}입니다.',
    laterSession: ' 다음 수업은 {at}입니다.',
    reason: ' 사유: “{reason}”.',
    refund: ' 환불 금액은 총 {amount}입니다.',
    continued: '… (전체 내용은 마이페이지에서 확인해 주세요.)',
  },
  en: {
    student: 'Dear student',
    instructor: 'Dear instructor',
    firstSession: ' The first session is on {at}.',
    laterSession: ' The next session is on {at}.',
    reason: ' Reason given: “{reason}”.',
    refund: ' In total, {amount} will be refunded.',
    continued: '… (Read the full message on My Page.)',
  },
};

const en: Record<NotificationTemplate, Text> = {
  'payment-awaited': {
    title: 'Sugang: please complete your payment',
    body: '{name}, we are holding a seat in “{lecture}” for you until {payBy}. Please pay {amount} on My Page by then.',
  },
  'payment-deferred': {
    title: 'Sugang: your payment has not been confirmed yet',
    body: '{name}, your payment of {amount} for “{lecture}” has not been confirmed yet. We are holding your seat until {payBy}. If it is still not confirmed in a few minutes, please pay again on My Page by then. You will not be charged twice.',
  },
  confirmed: {
    title: 'Sugang: your registration is confirmed',
    body: '{name}, your registration for “{lecture}” is confirmed.{nextSession}',
  },
  'payment-declined': {
    title: 'Sugang: your payment was declined',
    body: '{name}, your payment of {amount} for “{lecture}” was declined, so you are not registered. You can register again with a different payment method.',
  },
  'payment-declined-held': {
    title: 'Sugang: your payment was declined',
    body: '{name}, your payment of {amount} for “{lecture}” was declined. We are holding your seat until {payBy}. Please pay with a different card on My Page by then.',
  },
  expired: {
    title: 'Sugang: your seat was released because the time to pay has ended',
    body: '{name}, we did not receive your payment for “{lecture}” in time, so your seat has been released. You can register again while seats are available.',
  },
  canceled: {
    title: 'Sugang: your registration is canceled',
    body: '{name}, your registration for “{lecture}” was canceled. If you have paid, you will receive a refund.{reason}',
  },
  'canceled-by-student': {
    title: 'Sugang: your registration is canceled',
    body: '{name}, we have canceled your registration for “{lecture}” as you requested. If a refund is due, we will notify you when it is complete.',
  },
  'canceled-by-lecture': {
    title: 'Sugang: your lecture is canceled',
    body: '{name}, “{lecture}” has been canceled, and so has your registration. If you have paid, you will receive a refund.{reason}',
  },
  'canceled-by-instructor': {
    title: 'Sugang: your registration was canceled by the instructor',
    body: '{name}, the instructor has canceled your registration for “{lecture}”. If you have paid, you will receive a refund.{reason}',
  },
  'approval-requested': {
    title: 'Sugang: your registration awaits approval',
    body: '{name}, we have received your registration for “{lecture}”. The instructor will accept or reject it by {decideBy}, and your seat is held until then. If it is not accepted, anything you have paid will be refunded in full. You do not need to do anything now.',
  },
  'approval-expired': {
    title: 'Sugang: your registration was not approved in time',
    body: '{name}, your registration for “{lecture}” was not approved in time, so your seat has been released. If you have paid, you will receive a full refund.',
  },
  rejected: {
    title: 'Sugang: your registration was not accepted',
    body: '{name}, your registration for “{lecture}” was not accepted. If you have paid, you will receive a full refund.{reason}',
  },
  removed: {
    title: 'Sugang: your registration was canceled by the instructor',
    body: '{name}, the instructor has canceled your registration for “{lecture}”. If you have paid, you will receive a full refund.{reason}',
  },
  'cancel-refused': {
    title: 'Sugang: your cancellation was refused',
    body: '{name}, your request to cancel “{lecture}” was refused, so you are still registered.{reason}',
  },
  'approval-needed': {
    title: 'Sugang: a registration needs your decision',
    body: '{name}, a student has registered for “{lecture}”. Please accept or reject the registration on the Teaching page by {decideBy}. Without a decision, it will expire and any payment will be refunded.',
  },
  'cancellation-requested': {
    title: 'Sugang: a student wants to cancel',
    body: '{name}, a student wants to cancel a registration for “{lecture}”.{reason} Please agree to or refuse the cancellation on the Teaching page by {decideBy}. Without a decision, the registration will be canceled then.',
  },
  refunded: {
    title: 'Sugang: your payment has been refunded',
    body: '{name}, we have refunded your payment of {amount} for “{lecture}”.',
  },
  'partially-refunded': {
    title: 'Sugang: part of your payment has been refunded',
    body: '{name}, we have refunded part of your payment for “{lecture}”. Refunded so far: {amount}.',
  },
  'places-canceled': {
    title: 'Sugang: some of your places are canceled',
    body: '{name}, we have canceled places for “{lecture}” as you requested. Canceled so far: {canceledPlaces} of {allPlaces}.{refund}',
  },
  'lecture-changed': {
    title: 'Sugang: your lecture has changed',
    body: '{name}, “{lecture}”, for which you are registered, has changed.{nextSession} If the session times changed, you can cancel within 7 days. See My Page for the details and your refund.',
  },
  announcement: {
    title: 'Sugang: {title}',
    body: '{name}, this is a message to the students of “{lecture}”: {title}\n\n{text}',
  },
  'lecture-full': {
    title: 'Sugang: your lecture is full',
    body: '{name}, “{lecture}” is full: every seat is taken (capacity: {capacity}). You can raise the capacity to admit more students.',
  },
  'lecture-canceled': {
    title: 'Sugang: the cancellation of your lecture is complete',
    body: '{name}, “{lecture}” is canceled.{reason} Registrations canceled with it: {canceled}. Students will be notified and refunded in full.',
  },
};

const ko: Record<NotificationTemplate, Text> = {
  'payment-awaited': {
    title: '[수강] 결제를 완료해 주세요',
    body: '{name}님, “{lecture}” 강의의 좌석을 {payBy}까지 확보해 두었습니다. 그때까지 마이페이지에서 {amount}을 결제해 주세요.',
  },
  'payment-deferred': {
    title: '[수강] 결제가 아직 확인되지 않았습니다',
    body: '{name}님, “{lecture}” 강의의 결제 {amount}이 아직 확인되지 않았습니다. 좌석은 {payBy}까지 유지됩니다. 몇 분 뒤에도 확인되지 않으면 그때까지 마이페이지에서 다시 결제해 주세요. 중복으로 결제되지 않습니다.',
  },
  confirmed: {
    title: '[수강] 수강 신청이 확정되었습니다',
    body: '{name}님, “{lecture}” 강의의 수강 신청이 확정되었습니다.{nextSession}',
  },
  'payment-declined': {
    title: '[수강] 결제가 거절되었습니다',
    body: '{name}님, “{lecture}” 강의의 결제 {amount}이 거절되어 수강 신청이 완료되지 않았습니다. 다른 결제 수단으로 다시 신청하실 수 있습니다.',
  },
  'payment-declined-held': {
    title: '[수강] 결제가 거절되었습니다',
    body: '{name}님, “{lecture}” 강의의 결제 {amount}이 거절되었습니다. 좌석은 {payBy}까지 유지되니 그때까지 마이페이지에서 다른 카드로 결제해 주세요.',
  },
  expired: {
    title: '[수강] 결제 기한이 지났습니다',
    body: '{name}님, “{lecture}” 강의의 결제 기한이 지나 확보해 둔 좌석이 해제되었습니다. 남은 좌석이 있으면 다시 신청하실 수 있습니다.',
  },
  canceled: {
    title: '[수강] 수강 신청이 취소되었습니다',
    body: '{name}님, “{lecture}” 강의의 수강 신청이 취소되었습니다. 결제하신 금액이 있으면 환불해 드립니다.{reason}',
  },
  'canceled-by-student': {
    title: '[수강] 수강 신청이 취소되었습니다',
    body: '{name}님, 요청하신 대로 “{lecture}” 강의의 수강 신청을 취소했습니다. 환불 금액이 있으면 환불이 완료될 때 알려 드립니다.',
  },
  'canceled-by-lecture': {
    title: '[수강] 강의가 폐강되었습니다',
    body: '{name}님, “{lecture}” 강의가 폐강되어 수강 신청도 함께 취소되었습니다. 결제하신 금액이 있으면 환불해 드립니다.{reason}',
  },
  'canceled-by-instructor': {
    title: '[수강] 강사가 수강 신청을 취소했습니다',
    body: '{name}님, 강사가 “{lecture}” 강의의 수강 신청을 취소했습니다. 결제하신 금액이 있으면 환불해 드립니다.{reason}',
  },
  'approval-requested': {
    title: '[수강] 수강 신청이 승인을 기다리고 있습니다',
    body: '{name}님, “{lecture}” 강의의 수강 신청이 접수되었습니다. 강사가 {decideBy}까지 승인 여부를 결정하며, 그때까지 좌석이 유지됩니다. 승인되지 않으면 결제하신 금액을 전액 환불해 드립니다. 지금 하실 일은 없습니다.',
  },
  'approval-expired': {
    title: '[수강] 수강 신청이 기한 내에 승인되지 않았습니다',
    body: '{name}님, “{lecture}” 강의의 수강 신청이 기한 내에 승인되지 않아 좌석이 해제되었습니다. 결제하신 금액이 있으면 전액 환불해 드립니다.',
  },
  rejected: {
    title: '[수강] 수강 신청이 승인되지 않았습니다',
    body: '{name}님, “{lecture}” 강의의 수강 신청이 승인되지 않았습니다. 결제하신 금액이 있으면 전액 환불해 드립니다.{reason}',
  },
  removed: {
    title: '[수강] 강사가 수강 신청을 취소했습니다',
    body: '{name}님, 강사가 “{lecture}” 강의의 수강 신청을 취소했습니다. 결제하신 금액이 있으면 전액 환불해 드립니다.{reason}',
  },
  'cancel-refused': {
    title: '[수강] 취소 요청이 거절되었습니다',
    body: '{name}님, “{lecture}” 강의의 취소 요청이 거절되어 수강 신청이 유지됩니다.{reason}',
  },
  'approval-needed': {
    title: '[수강] 승인이 필요한 수강 신청이 있습니다',
    body: '{name}님, “{lecture}” 강의에 수강 신청이 접수되었습니다. {decideBy}까지 ‘강의 관리’에서 승인하거나 거절해 주세요. 그때까지 결정하지 않으면 신청이 만료되고, 결제한 금액이 있으면 환불됩니다.',
  },
  'cancellation-requested': {
    title: '[수강] 수강 취소 요청이 있습니다',
    body: '{name}님, “{lecture}” 강의의 수강생이 취소를 요청했습니다.{reason} {decideBy}까지 ‘강의 관리’에서 취소에 동의하거나 거절해 주세요. 그때까지 결정하지 않으면 수강 신청이 취소됩니다.',
  },
  refunded: {
    title: '[수강] 환불이 완료되었습니다',
    body: '{name}님, “{lecture}” 강의의 결제 금액 {amount}이 환불되었습니다.',
  },
  'partially-refunded': {
    title: '[수강] 결제 금액의 일부가 환불되었습니다',
    body: '{name}님, “{lecture}” 강의의 결제 금액 중 일부를 환불했습니다. 지금까지 환불된 금액은 총 {amount}입니다.',
  },
  'places-canceled': {
    title: '[수강] 자리 일부가 취소되었습니다',
    body: '{name}님, 요청하신 대로 “{lecture}” 강의의 자리 일부를 취소했습니다. 지금까지 취소된 자리: {allPlaces}자리 중 {canceledPlaces}자리.{refund}',
  },
  'lecture-changed': {
    title: '[수강] 강의 내용이 변경되었습니다',
    body: '{name}님, 신청하신 “{lecture}” 강의의 내용이 변경되었습니다.{nextSession} 수업 시간이 바뀐 경우 7일 안에 취소할 수 있습니다. 자세한 내용과 환불 금액은 마이페이지에서 확인해 주세요.',
  },
  announcement: {
    title: '[수강] {title}',
    body: '{name}님, “{lecture}” 수강생에게 보내는 메시지입니다: {title}\n\n{text}',
  },
  'lecture-full': {
    title: '[수강] 강의 정원이 모두 찼습니다',
    body: '{name}님, “{lecture}” 강의의 정원 {capacity}명이 모두 찼습니다. 정원을 늘리면 신청을 더 받을 수 있습니다.',
  },
  'lecture-canceled': {
    title: '[수강] 폐강 처리가 완료되었습니다',
    body: '{name}님, “{lecture}” 강의가 폐강되었습니다.{reason} 함께 취소된 수강 신청: {canceled}건. 수강생에게 알림을 보내고 결제 금액을 전액 환불합니다.',
  },
};

export const messageTemplates: Record<Language, Record<NotificationTemplate, Text>> = { ko, en };
