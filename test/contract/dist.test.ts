import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { builtDist } from '../../script/setup/built-dist.ts'

const root = join(import.meta.dirname, '../..')

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return Object.fromEntries(names.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'utf8')]))
}

test('dist/ is what script/build makes of src/, file by file', { timeout: 300_000 }, async () => {
  const [committed, expected] = [filesOf(join(root, 'dist')), filesOf(await builtDist(text => console.log(text)))]
  expect(Object.keys(committed).sort()).toEqual(Object.keys(expected).sort())
  for (const [name, text] of Object.entries(expected)) {
    // Compared as a boolean: a megabyte of difference is of no use in a log.
    expect({ name, same: committed[name] === text }).toEqual({ name, same: true })
  }
})

test('nothing in dist/ is changed, missing or unknown to git', () => {
  const status = execFileSync('git', ['status', '--porcelain', '--untracked-files=all', '--ignored', '--', 'dist'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(status).toBe('')
})

test('a runner downloads at most 2 MB: neither the tests nor what only they need', () => {
  const archive = execFileSync('git', ['archive', '--format=tar.gz', 'HEAD'], { cwd: root, maxBuffer: 64 << 20 })
  expect(archive.byteLength).toBeLessThanOrEqual(2_000_000)
})

/** The files that the entry `file` loads before it goes on: those that it imports, and what these import. */
function loadedWith(chunks: Readonly<Record<string, string>>, file: string): Set<string> {
  const loaded = new Set<string>()
  const load = (name: string): void => {
    if (loaded.has(name)) return
    loaded.add(name)
    for (const [, next = ''] of (chunks[name] ?? '').matchAll(/^import (?:.* from )?"\.\/(?:chunks\/)?([^"]+)"/gm))
      load(next)
  }
  load(file)
  return loaded
}

test.each([
  ['deploy', ['actions-deploy-main.js', 'delivery-release-run.js', 'actions-deploy-deploy-effects.js']],
  ['notify-stale', ['actions-notify-stale-main.js', 'delivery-stale-run.js', 'github-client.js', 'slack-client.js']],
])('%s sends its first request before it loads what reads the policy', async (_action, files) => {
  const chunks = filesOf(await builtDist(text => console.log(text)))
  const loaded = files.flatMap(file => [...loadedWith(chunks, file)])
  expect(loaded).toEqual(expect.arrayContaining(['github-client.js', 'policy-policy-file.js']))
  expect(loaded.filter(name => /^(yaml|policy-policy\.js|github-octokit|slack-web-api)/.test(name))).toEqual([])
})
