// Bundles one of the apps as its documentation says, for production.
// node build.mjs preact|svelte FILE MODULES
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [which, outfile, modules] = process.argv.slice(2)
const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(join(modules, 'x'))
const { build } = require('esbuild')

const svelte = {
  name: 'svelte',
  async setup({ onLoad }) {
    const { compile } = await import(join(modules, 'svelte/src/compiler/index.js'))
    onLoad({ filter: /\.svelte$/ }, ({ path }) => {
      const { js } = compile(readFileSync(path, 'utf8'), { filename: path, dev: false, runes: true })
      return { contents: js.code, loader: 'js', resolveDir: dirname(path) }
    })
  },
}

await build({
  entryPoints: [join(here, which, which === 'svelte' ? 'main.js' : 'app.jsx')], outfile, bundle: true, minify: true, format: 'esm',
  jsx: 'automatic', jsxImportSource: 'preact', nodePaths: [modules], conditions: ['browser', 'production', 'svelte'],
  define: { 'process.env.NODE_ENV': '"production"' }, plugins: which === 'svelte' ? [svelte] : [],
})
