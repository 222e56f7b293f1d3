import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Plugin, type PreRenderedChunk, rolldown } from 'rolldown'
import type { Options } from 'rollup-plugin-license'
import { ENTRIES } from './entries.ts'

/**
 * `script/build [DIR]`: bundles src/ to `dist/` (or DIR): one shared bundle, of which each action loads the chunks that it
 * needs, and a small entry for each step of an action. Types are stripped, not checked: `script/lint` checks them.
 */
const root = path.join(import.meta.dirname, '..')
const out = path.resolve(process.argv[2] ?? path.join(root, 'dist'))
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

// Its types say `default`, its module is the function itself; and it is written for Rollup, whose plugins Rolldown runs.
const license: (options: Options) => Plugin = createRequire(import.meta.url)('rollup-plugin-license')
const licenses = license({
  cwd: root,
  thirdParty: { output: { file: path.join(out, 'licenses.txt') }, allow: { test: isAllowed, failOnViolation: true } },
})
const bundle = await rolldown({
  input: { index: path.join(root, 'src/index.ts') },
  cwd: root,
  platform: 'node',
  // They only define what they export: @actions/core brings an HTTP client of 700 kB along for identity tokens, which are not
  // used here; it took most of the time until an error of the inputs is shown.
  treeshake: {
    moduleSideEffects: [{ test: /node_modules\/(@actions\/(core|http-client)|undici|tunnel)\//, sideEffects: false }],
  },
  plugins: [licenses],
})
await bundle.write({
  dir: out,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: nameOfChunk,
  // A reviewer reads the difference, and it would not start faster.
  minify: false,
})
await bundle.close()

for (const { file, call } of ENTRIES) {
  const first = file === 'cli' ? '#!/usr/bin/env node\n' : ''
  writeFileSync(path.join(out, `${file}.js`), `${first}import { ${call} } from './index.js'\n\nawait ${call}()\n`)
}
writeFileSync(path.join(out, 'package.json'), '{ "type": "module" }\n')

/** A name that stays when other chunks come and go: the module's path, or that of the last module in the chunk. */
function nameOfChunk({ facadeModuleId, moduleIds }: PreRenderedChunk): string {
  const id = facadeModuleId ?? moduleIds.at(-1) ?? 'chunk'
  const file = path.relative(root, id).replace(/^(?:src|.*node_modules)\//, '')
  return `chunks/${file
    .replace(/\.[cm]?[jt]s$/, '')
    .replaceAll(/\W+/g, '-')
    .replace(/^-/, '')}.js`
}

/** Licences under which code may be in a bundle that others run. */
function isAllowed({ license: name }: { readonly license: string | null }): boolean {
  return /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD)$/.test(name ?? '')
}
