import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkCommits } from '../../../../script/commits/check.ts'
import { isSameFolder } from '../../../../script/commits/same-folder.ts'
import { installGitHooks } from '../../../../script/setup/git-hooks.ts'
import { root as repository } from '../../../../script/setup/places.ts'

let folder: string
let root: string
let env: NodeJS.ProcessEnv
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', env, stdio: 'pipe' }).trim()
const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}
function commit(title: string, files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries(files)) write(file, text)
  git('add', '--all')
  git('commit', '--quiet', '--message', title)
  return git('rev-parse', 'HEAD')
}

/** A repository with the rule, which each test gets a copy of. */
let original: string
function enter(): void {
  folder = mkdtempSync(path.join(tmpdir(), 'check-commits-'))
  root = path.join(folder, 'repository')
  const { PATH } = process.env
  const who = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b.c', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b.c' }
  env = { PATH, HOME: folder, ...who }
}
beforeAll(() => {
  enter()
  original = folder
  mkdirSync(root)
  git('init', '--quiet', '--initial-branch=main')
  commit('before the rule', { 'src/a.ts': 'export const a = 0' })
  commit('the rule', { 'script/check-commits': '', 'src/a.ts': 'export const a = 1', 'dist/index.js': '1' })
})
afterAll(() => rmSync(original, { recursive: true, force: true }))
beforeEach(() => {
  enter()
  cpSync(path.join(original, 'repository'), root, { recursive: true, preserveTimestamps: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** By the code of the changed files and the words of the messages alone. */
const left = (range?: string) => checkCommits({ root }, range).map(({ title }) => title)

/** With a build that copies the number of src/a.ts, and counts itself. */
function exactly(range?: string): { titles: string[]; builds: number } {
  let builds = 0
  const isBuilt = (tree: string) => {
    builds += 1
    const [number = ''] = /\d+/.exec(readFileSync(path.join(tree, 'src/a.ts'), 'utf8')) ?? []
    return readFileSync(path.join(tree, 'dist/index.js'), 'utf8') === number
  }
  const found = checkCommits({ root, exact: { cache: path.join(folder, 'cache'), isBuilt } }, range)
  return { titles: found.map(({ title }) => title), builds }
}

test('commits since the rule carry what they ship, those before it are left alone', () => {
  commit('with dist', { 'src/a.ts': 'export const a = 2', 'dist/index.js': '2' })
  commit('docs', { 'README.md': 'x' })
  expect(left()).toEqual([])
  expect(exactly()).toEqual({ titles: [], builds: 0 })
  commit('left behind', { 'src/a.ts': 'export const a = 3' })
  commit('left behind too', { 'src/a.ts': 'export const a = 4' })
  expect(left()).toEqual(['left behind', 'left behind too'])
  expect(exactly()).toEqual({ titles: ['left behind', 'left behind too'], builds: 2 })
  for (const found of [left, (range: string) => exactly(range).titles]) {
    expect(found('HEAD~2..HEAD~1')).toEqual(['left behind'])
    expect(found('HEAD~3..HEAD~2')).toEqual([])
  }
})

test('a commit whose build changes nothing needs none, and is built once', () => {
  commit('only a name', { 'src/a.ts': 'export const b = 1' })
  expect(exactly()).toEqual({ titles: [], builds: 1 })
  expect(exactly()).toEqual({ titles: [], builds: 0 })
})

test('without builds a commit may say that they change nothing; builds have the last word', () => {
  commit('only a name\n\nWhy.\n\nDist: unchanged', { 'src/a.ts': 'export const b = 1' })
  expect([left(), exactly().titles]).toEqual([[], []])
  commit('a lie\n\nDist: unchanged', { 'src/a.ts': 'export const b = 2' })
  expect([left(), exactly().titles]).toEqual([[], ['a lie']])
})

test('without builds comments are not looked at', () => {
  commit('a comment', { 'src/a.ts': '// 2\nexport const a = 1' })
  expect([left(), exactly().titles]).toEqual([[], ['a comment']])
})

test('a file that moves and a file that goes', () => {
  git('mv', 'src/a.ts', 'src/b.ts')
  commit('moved', {})
  expect(left()).toEqual([])
  git('rm', '--quiet', 'src/b.ts')
  commit('gone', {})
  expect(left()).toEqual(['gone'])
})

test('a shallow clone is judged as far as it reaches', () => {
  const shallow = (depth: number) => {
    const clone = path.join(folder, `shallow-${depth}`)
    execFileSync('git', ['clone', '--quiet', `--depth=${depth}`, `file://${root}`, clone], { env, stdio: 'pipe' })
    return checkCommits({ root: clone }).map(({ title }) => title)
  }
  commit('left behind', { 'src/a.ts': 'export const a = 3' })
  expect(shallow(1)).toEqual([])
  expect(shallow(2)).toEqual(['left behind'])
  commit('later', { 'README.md': 'x' })
  expect(shallow(3)).toEqual(['left behind'])
})

test('all is judged where only a merge brought the rule', () => {
  git('checkout', '--quiet', '-b', 'other', 'HEAD~1')
  const first = git('rev-parse', 'HEAD')
  git('checkout', '--quiet', '--orphan', 'alone')
  git('reset', '--quiet', '--hard')
  commit('its own beginning', { 'README.md': 'x', 'dist/index.js': '0' })
  git('merge', '--quiet', '--no-ff', '--no-commit', '--allow-unrelated-histories', first)
  commit('merge', { 'script/check-commits': '' })
  commit('left behind', { 'src/a.ts': 'export const a = 3' })
  expect(left()).toEqual(['before the rule', 'left behind'])
})

describe('the hook', () => {
  test('is installed once, in a whole clone of a person alone', () => {
    expect(installGitHooks(root, { CI: 'true' })).toBe(false)
    expect(installGitHooks(root, {})).toBe(true)
    expect(installGitHooks(root, {})).toBe(true)
    expect(git('config', 'core.hooksPath')).toBe('script/git-hooks')
    git('config', 'core.hooksPath', '/elsewhere')
    expect(installGitHooks(root, {})).toBe(false)
    expect(git('config', 'core.hooksPath')).toBe('/elsewhere')
  })

  test('not in a linked work tree, not in a shallow clone, not outside a repository', () => {
    const [linked, clone] = [path.join(folder, 'linked'), path.join(folder, 'shallow')]
    git('worktree', 'add', '--quiet', '--detach', linked)
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${root}`, clone], { env, stdio: 'pipe' })
    for (const place of [linked, clone, folder]) expect(installGitHooks(place, {})).toBe(false)
  })

  test('asks for nothing where nothing shipped is staged, and lets pass without node_modules', () => {
    cpSync(path.join(repository, 'script/git-hooks'), path.join(root, 'script/git-hooks'), { recursive: true })
    installGitHooks(root, {})
    commit('docs', { 'README.md': 'x' })
    commit('source', { 'src/a.ts': 'export const a = 4' })
    expect(git('log', '-1', '--format=%s')).toBe('source')
  })

  test('has the build staged where something shipped is', () => {
    cpSync(path.join(repository, 'script/git-hooks'), path.join(root, 'script/git-hooks'), { recursive: true })
    installGitHooks(root, {})
    // In place of node and the build.
    write('script/node', '#!/bin/sh\necho "$1" >>hook.log\ncp src/a.ts dist/index.js\ngit add dist\n')
    execFileSync('chmod', ['+x', path.join(root, 'script/node')])
    commit('node', { '.gitignore': 'node_modules\nhook.log', 'node_modules/x': '' })
    commit('docs', { 'README.md': 'y' })
    commit('source', { 'src/a.ts': 'export const a = 5' })
    expect(readFileSync(path.join(root, 'hook.log'), 'utf8').trim().split('\n')).toEqual([
      'script/stage-dist.ts',
      'script/stage-dist.ts',
    ])
    expect(git('show', '--name-only', '--format=', 'HEAD').split('\n')).toEqual(['dist/index.js', 'src/a.ts'])
  })
})

test('two folders are the same by names and bytes', () => {
  const [one, two] = [path.join(folder, 'one'), path.join(folder, 'two')]
  for (const each of [one, two]) {
    mkdirSync(path.join(each, 'in'), { recursive: true })
    writeFileSync(path.join(each, 'in/a'), 'a')
  }
  expect(isSameFolder(one, two)).toBe(true)
  writeFileSync(path.join(two, 'in/a'), 'b')
  expect(isSameFolder(one, two)).toBe(false)
  writeFileSync(path.join(two, 'in/a'), 'a')
  writeFileSync(path.join(two, 'b'), '')
  expect(isSameFolder(one, two)).toBe(false)
  expect(isSameFolder(one, path.join(folder, 'nothing'))).toBe(false)
})
