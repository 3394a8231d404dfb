import type { Texts } from './texts.js';

export const en: Texts = {
  'payment-awaited': {
    title: 'Sugang: your payment is awaited',
    body: '{name}, a seat in “{lecture}” is held for you until {payBy}. Please pay {amount} by then.',
  },
  'payment-deferred': {
    title: 'Sugang: your payment has not gone through yet',
    body: '{name}, your payment of {amount} for “{lecture}” has not gone through yet. Your seat is held until {payBy}: please try again in a little while.',
  },
  confirmed: {
    title: 'Sugang: your registration is confirmed',
    body: '{name}, your registration for “{lecture}” is confirmed. It begins on {firstSession}.',
  },
  'payment-declined': {
    title: 'Sugang: your payment was declined',
    body: '{name}, your payment of {amount} for “{lecture}” was declined, so you are not registered. You can register again with another card.',
  },
  expired: {
    title: 'Sugang: the time to pay is over',
    body: '{name}, your seat in “{lecture}” was given back, because the time to pay is over. You can register again while there are seats.',
  },
  'canceled-by-student': {
    title: 'Sugang: you canceled your registration',
    body: '{name}, your registration for “{lecture}” is canceled, as you asked.',
  },
  'canceled-by-lecture': {
    title: 'Sugang: your lecture is canceled',
    body: '{name}, “{lecture}” is canceled, and your registration with it. What you have paid will be refunded.',
  },
  refunded: {
    title: 'Sugang: you have been refunded',
    body: '{name}, your payment of {amount} for “{lecture}” has been refunded.',
  },
  'lecture-changed': {
    title: 'Sugang: your lecture has changed',
    body: '{name}, “{lecture}”, for which you are registered, has changed. It begins on {firstSession}. My Page has the details.',
  },
};
