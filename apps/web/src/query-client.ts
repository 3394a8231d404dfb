import { QueryClient } from '@tanstack/react-query';

/** The SDK already retries temporary failures; a second layer of retries would only delay the error message. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 10_000 }, mutations: { retry: false } },
});
