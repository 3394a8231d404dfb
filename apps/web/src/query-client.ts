import { QueryClient } from '@tanstack/react-query';

/** The SDK retries what a repetition can cure; a second layer of retries would only delay the message. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 10_000 }, mutations: { retry: false } },
});
