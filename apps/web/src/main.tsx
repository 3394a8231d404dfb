import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { getLocale } from './messages/runtime.js';
import { queryClient } from './query-client.js';
import { router } from './router.js';
import { SessionBoundary } from './session/session-boundary.js';
import './theme.css';
import './pages.css';

// After a deployment the parts of an older page are gone: the present page loads its own.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('sugang-reloaded'));
  if (Date.now() - last < 60_000) return;
  sessionStorage.setItem('sugang-reloaded', String(Date.now()));
  window.location.reload();
});

document.documentElement.lang = getLocale();
createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <SessionBoundary>
        <RouterProvider router={router} />
      </SessionBoundary>
    </QueryClientProvider>
  </StrictMode>,
);
