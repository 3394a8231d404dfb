/** The built module, the same instance that the service loads. */
export const built = (path) => import(new URL(`../../../dist/${path}.js`, import.meta.url).href);

/** Wraps a method: `wrap` is called on the object with the original method and its arguments. */
export function around({ prototype }, method, wrap) {
  const original = prototype[method];
  if (typeof original !== 'function') throw new Error(`there is no ${method} to wrap`);
  prototype[method] = function (...asked) {
    return wrap.call(this, (...changed) => original.apply(this, changed), ...asked);
  };
}
