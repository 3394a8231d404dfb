export const SORTS = ['-createdAt', 'startsAt', 'title', 'fee', '-fee'] as const;
export type Sort = (typeof SORTS)[number];
export const FEES = ['0', '50000', '100000'] as const;

/** The filters of the list, stored in the query of the page so that its address can be shared. */
export interface LectureSearch {
  q?: string | undefined;
  category?: string | undefined;
  instructor?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  fee?: string | undefined;
  /** The day by which registration is open. */
  opens?: string | undefined;
  /** `1`: only lectures with a free place. */
  places?: string | undefined;
  sort?: Sort | undefined;
}

/** Ignores invalid filters, so that a broken link shows a list instead of an error. */
export function parseSearch(search: Record<string, unknown>): LectureSearch {
  const text = (name: string, longest = 200) => {
    const value = search[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined;
  };
  const date = (name: string) => {
    const value = text(name);
    return value && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
  };
  const sort = SORTS.find((each) => each === search['sort'] && each !== SORTS[0]);
  const found = {
    q: text('q'),
    category: text('category', 50),
    instructor: text('instructor', 128),
    from: date('from'),
    to: date('to'),
    fee: FEES.find((each) => each === search['fee']),
    opens: date('opens'),
    places: search['places'] === '1' ? '1' : undefined,
    sort,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

export const hasFilters = ({ sort: _, ...filters }: LectureSearch): boolean => Object.keys(filters).length > 0;
