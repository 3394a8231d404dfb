const { sep } = require('node:path');

const inAPackage = `${sep}node_modules${sep}`;

/**
 * Finds modules as Node does for the built code: what is ours sees the bundles of dist/node_modules first, packages see
 * packages. Where nothing is built yet, packages are all there is.
 */
module.exports = (request, options) => {
  const bundles = options.basedir.includes(inAPackage) ? [] : ['dist/node_modules'];
  return options.defaultResolver(request, { ...options, moduleDirectory: [...bundles, 'node_modules'] });
};
