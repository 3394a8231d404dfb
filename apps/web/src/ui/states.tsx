import { SugangError } from '#client';
import type { ReactNode } from 'react';
import { m } from '../messages/messages.js';

/** What the server said, the code to quote, and the way out. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const known = error instanceof SugangError ? error : undefined;
  return (
    <div className="notice failure" role="alert">
      <p>{known && known.status > 0 ? known.message : m.not_reachable()}</p>
      <p className="small">
        {known?.code} {known?.correlationId}
      </p>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {m.try_again()}
        </button>
      )}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

export const ExternalAccounts = ({ issuer }: { issuer: string }) => (
  <Empty title={m.external_accounts({ issuer })}>
    <p>{m.external_accounts_hint()}</p>
  </Empty>
);

interface PagedList {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

export function ShowMore({ list: { hasNextPage, isFetchingNextPage, fetchNextPage } }: { list: PagedList }) {
  if (!hasNextPage) return null;
  return (
    <button type="button" className="more" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      {m.show_more()}
    </button>
  );
}

/** Lines in the place of what is being read, so that nothing moves when it arrives. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div className="skeleton" role="status" aria-label={m.loading()}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} />
      ))}
    </div>
  );
}
