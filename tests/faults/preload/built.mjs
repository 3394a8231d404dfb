/** A module of the build, the very one that the service itself loads. */
export const built = (path) => import(new URL(`../../../dist/${path}.js`, import.meta.url).href);

/** Replaces a method by what `wrap` makes of it: called with the object and a call of the original. */
export function around({ prototype }, method, wrap) {
  const original = prototype[method];
  if (typeof original !== 'function') throw new Error(`there is no ${method} to wrap`);
  prototype[method] = function (...asked) {
    return wrap.call(this, (...changed) => original.apply(this, changed), ...asked);
  };
}
