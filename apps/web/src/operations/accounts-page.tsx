import type { Schemas } from '#client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useDeferredValue, useState } from 'react';
import { m } from '../messages/messages.js';
import { Field, Select } from '../ui/field.js';
import { Empty, Failure, ShowMore, Skeleton } from '../ui/states.js';
import { OperationsFrame, roleOptions, roleText, Tag } from './frame.js';
import { accounts, type AccountFilter } from './queries.js';

const AccountDialog = lazy(() => import('./account-dialog.js'));

export default function AccountsPage() {
  return (
    <OperationsFrame>
      <Accounts />
    </OperationsFrame>
  );
}

function Accounts() {
  const [filter, setFilter] = useState({ q: '', role: '', status: '' });
  const [chosen, setChosen] = useState<Schemas['AdminAccount'] | 'new'>();
  const q = useDeferredValue(filter.q.trim());
  const given = { q, role: filter.role, status: filter.status };
  const list = useInfiniteQuery(
    accounts(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')) as AccountFilter),
  );
  const { data, error, refetch } = list;
  const found = data?.pages.flatMap(({ items }) => items);
  return (
    <section aria-label={m.accounts()}>
      <div className="account-filters">
        <Field
          label={m.search_accounts()}
          type="search"
          value={filter.q}
          onChange={({ target }) => setFilter({ ...filter, q: target.value })}
        />
        <Select
          label={m.role()}
          options={[{ value: '', label: m.any_role() }, ...roleOptions()]}
          value={filter.role}
          onChange={({ target }) => setFilter({ ...filter, role: target.value })}
        />
        <Select
          label={m.account_status()}
          options={[
            { value: '', label: m.any_status() },
            { value: 'ACTIVE', label: m.account_active() },
            { value: 'DISABLED', label: m.account_disabled() },
          ]}
          value={filter.status}
          onChange={({ target }) => setFilter({ ...filter, status: target.value })}
        />
        <button type="button" className="primary" onClick={() => setChosen('new')}>
          {m.new_account()}
        </button>
      </div>
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!error && !found && <Skeleton lines={4} />}
      {found?.length === 0 && <Empty title={m.no_accounts()} />}
      <ul className="entries">
        {found?.map((account) => (
          <li key={account.id} className="account-row">
            <div>
              <h2>{account.name}</h2>
              <p className="meta">{account.email}</p>
            </div>
            <div className="actions">
              {account.disabled && <Tag tone="bad">{m.account_disabled()}</Tag>}
              <Tag tone="plain">{roleText(account.role)}</Tag>
              <button
                type="button"
                aria-label={m.change_account_of({ name: account.name })}
                onClick={() => setChosen(account)}
              >
                {m.change()}
              </button>
            </div>
          </li>
        ))}
      </ul>
      <ShowMore list={list} />
      {chosen && (
        <Suspense fallback={null}>
          <AccountDialog account={chosen === 'new' ? undefined : chosen} onClose={() => setChosen(undefined)} />
        </Suspense>
      )}
    </section>
  );
}
