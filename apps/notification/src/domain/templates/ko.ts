import type { Texts } from './texts.js';

export const ko: Texts = {
  'payment-awaited': {
    title: '[수강] 결제를 기다리고 있습니다',
    body: '{name}님, “{lecture}” 강의의 자리를 {payBy}까지 맡아 두었습니다. 그때까지 {amount}을 결제해 주세요.',
  },
  'payment-deferred': {
    title: '[수강] 결제가 아직 끝나지 않았습니다',
    body: '{name}님, “{lecture}” 강의의 결제 {amount}이 아직 끝나지 않았습니다. 자리는 {payBy}까지 맡아 두었으니 잠시 후 다시 결제해 주세요.',
  },
  confirmed: {
    title: '[수강] 수강 등록이 확정되었습니다',
    body: '{name}님, “{lecture}” 강의의 수강 등록이 확정되었습니다. 첫 수업은 {firstSession}입니다.',
  },
  'payment-declined': {
    title: '[수강] 결제가 거절되었습니다',
    body: '{name}님, “{lecture}” 강의의 결제 {amount}이 거절되어 수강 등록이 이루어지지 않았습니다. 다른 결제 수단으로 다시 등록하실 수 있습니다.',
  },
  expired: {
    title: '[수강] 결제 기한이 지났습니다',
    body: '{name}님, “{lecture}” 강의의 결제 기한이 지나 맡아 둔 자리가 풀렸습니다. 자리가 남아 있으면 다시 등록하실 수 있습니다.',
  },
  'canceled-by-student': {
    title: '[수강] 수강 등록을 취소했습니다',
    body: '{name}님, 요청하신 대로 “{lecture}” 강의의 수강 등록을 취소했습니다.',
  },
  'canceled-by-lecture': {
    title: '[수강] 강의가 취소되었습니다',
    body: '{name}님, “{lecture}” 강의가 취소되어 수강 등록도 취소되었습니다. 결제하신 금액이 있으면 환불됩니다.',
  },
  refunded: {
    title: '[수강] 환불이 완료되었습니다',
    body: '{name}님, “{lecture}” 강의의 결제 {amount}이 환불되었습니다.',
  },
  'lecture-changed': {
    title: '[수강] 강의 내용이 변경되었습니다',
    body: '{name}님, 등록하신 “{lecture}” 강의의 내용이 변경되었습니다. 첫 수업은 {firstSession}입니다. 자세한 내용은 마이페이지에서 확인해 주세요.',
  },
};
