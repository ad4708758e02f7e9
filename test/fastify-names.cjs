/**
 * Fastify looks for the name of a plugin among the files of `require.cache`, which Jest makes up anew for every look:
 * a third of the start of a service. So a plugin gets its name before Fastify looks; only messages show it.
 */
const plugins = require('fastify/lib/plugin-utils.js');

const NAME = Symbol.for('fastify.display-name');
const { registerPlugin, getFuncPreview } = plugins;

plugins.registerPlugin = function registerNamed(plugin) {
  plugin[NAME] ??= plugin.name || getFuncPreview(plugin);
  return registerPlugin.call(this, plugin);
};
