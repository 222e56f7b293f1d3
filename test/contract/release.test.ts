import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { gitIn } from '../../script/release/git.ts'
import { refuseForeign } from '../../script/release/origin.ts'
import { referencesIn, stamped } from '../../script/release/references.ts'
import { release } from '../../script/release/release.ts'

const root = join(import.meta.dirname, '../..')
const OWN = 'commit-train/commit-train'
const SHIPPED = ['action.yml', 'actions', '.github', 'workflows-templates', 'examples']
const ENTRIES = ['.github/workflows/deploy.yml', 'actions/ship/action.yml']

const CHECKOUT = '- uses: actions/checkout@'
const BUILD = 'workflows-templates/build'

let folder: string
const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-test-'))
  for (const name of SHIPPED) cpSync(join(root, name), join(folder, name), { recursive: true })
  git('init', '--quiet', '--initial-branch=main')
  git('config', 'user.email', 'a@example.com')
  git('config', 'user.name', 'a')
  git('add', '--all')
  git('commit', '--quiet', '--message=all')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The template that builds, with one step more. */
function withStep(step: string): string {
  const text = readFileSync(join(folder, `${BUILD}.yml`), 'utf8')
  expect(text).toContain(CHECKOUT)
  return text.replace(CHECKOUT, () => `${step}\n      ${CHECKOUT}`)
}

/** All that is reached from a file at a commit: `commit:path`. */
function reached(at: string, file: string, found = new Set<string>()): ReadonlySet<string> {
  for (const { path, ref } of referencesIn(git('show', `${at}:${file}`), OWN)) {
    const next = path.endsWith('.yml') ? path : `${path}/action.yml`.replace(/^\//, '')
    if (found.has(`${ref}:${next}`)) continue
    found.add(`${ref}:${next}`)
    reached(ref, next, found)
  }
  return found
}

test('a SHA outside holds inside: all that a release reaches of ours is by full SHA, and of its own sources', () => {
  const head = git('rev-parse', 'HEAD')
  const { commit, major } = release(folder, 'v1.2.3')
  expect([major, git('rev-parse', 'v1.2.3'), git('rev-parse', 'v1')]).toEqual(['v1', commit, commit])
  const files = git('ls-tree', '-r', '--name-only', commit, ...SHIPPED)
    .split('\n')
    .filter(name => name.match(/\.ya?ml$/))
  for (const file of files) {
    for (const place of reached(commit, file))
      expect([file, place]).toEqual([file, expect.stringMatching(/^[0-9a-f]{40}:/)])
  }
  const called = [...reached(commit, ENTRIES[0] ?? '')].map(place => place.slice(41))
  expect(called).toEqual(['actions/ship/action.yml', 'actions/deploy/action.yml'])
  // Whatever is reached is what was released: nothing but the references differs.
  for (const place of reached(commit, 'workflows-templates/deploy-by-event.yml')) {
    const [at = '', file = ''] = place.split(':')
    expect(stamped(git('show', place), OWN, 'X', 'v')).toBe(stamped(git('show', `${head}:${file}`), OWN, 'X', 'v'))
    expect(git('merge-base', at, commit)).toBe(at)
  }
  const changed = git('diff', '--unified=0', head, commit)
    .split('\n')
    .filter(line => /^[-+](?![-+])/.test(line))
  expect(changed.length).toBeGreaterThan(10)
  for (const line of changed)
    expect(line).toMatch(/^[-+]\s*(- )?uses: commit-train\/commit-train(?:\/[^@]+)?@(v1|[0-9a-f]{40} # v1\.2\.3)$/)
  expect(git('rev-parse', 'HEAD')).toBe(head)
  expect(git('status', '--porcelain')).toBe('')
})

test('the next release moves v1 and leaves the first where it is', () => {
  const first = release(folder, 'v1.2.3').commit
  const second = release(folder, 'v1.2.4').commit
  expect([git('rev-parse', 'v1.2.3'), git('rev-parse', 'v1')]).toEqual([first, second])
  expect(() => release(folder, 'v1.2.4')).toThrow('is there already')
})

test('a release of an older line leaves v1 where it is', () => {
  for (const tag of ['v1', 'v1.10.0', 'v1.9.0', 'v10.0.0', 'v1.99.0-rc.1', 'v1.next']) git('tag', tag)
  const { commit, stays, push } = release(folder, 'v1.9.1')
  expect([stays, push]).toEqual(['v1.10.0', ['push', '--atomic', 'origin', 'refs/tags/v1.9.1']])
  expect([git('rev-parse', 'v1'), git('rev-parse', 'v1.9.1')]).toEqual([git('rev-parse', 'HEAD'), commit])
})

describe('with an origin', () => {
  let place: string
  let origin: string
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'release-origin-'))
    origin = join(place, `${OWN}.git`)
    git('init', '--quiet', '--bare', origin)
    git('remote', 'add', 'origin', origin)
    git('push', '--quiet', 'origin', 'main')
  })
  afterEach(() => rmSync(place, { recursive: true, force: true }))
  const published = (tag: string) => git('ls-remote', origin, `refs/tags/${tag}`).split('\t')[0]

  test('tags that are only there count, and what is printed publishes a release', () => {
    git('push', '--quiet', 'origin', 'HEAD:refs/tags/v1', 'HEAD:refs/tags/v1.1.0')
    expect(() => release(folder, 'v1.1.0')).toThrow('is there already')
    const older = release(folder, 'v1.0.1')
    expect(older.stays).toBe('v1.1.0')
    git(...older.push, '--quiet')
    expect([published('v1.0.1'), published('v1')]).toEqual([older.commit, git('rev-parse', 'HEAD')])
    const next = release(folder, 'v1.1.1')
    git(...next.push, '--quiet')
    expect([published('v1.1.1'), published('v1')]).toEqual([next.commit, next.commit])
  })

  test('a commit that origin does not have is refused; one of an older line is released', () => {
    git('commit', '--quiet', '--allow-empty', '--message=more')
    for (const branch of ['', 'feature', 'main2']) {
      if (branch !== '') git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`)
      expect(() => release(folder, 'v1.2.3')).toThrow('HEAD is not on main of origin')
    }
    expect(git('tag')).toBe('')
    git('push', '--quiet', 'origin', 'HEAD:refs/heads/release/v1.2')
    expect(release(folder, 'v1.2.3').commit).toBe(git('rev-parse', 'v1.2.3'))
  })

  test.each([
    ['https://github.com/acme/commit-train', 'acme/commit-train'],
    ['https://github.com/acme/commit-train.git', 'acme/commit-train'],
    ['git@github.com:acme/commit-train.git', 'acme/commit-train'],
    ['https://github.com/commit-train/commit-train-2/', 'commit-train/commit-train-2'],
  ])('a fork that has not named itself in its files is refused: %s', (url, name) => {
    git('remote', 'set-url', 'origin', url)
    expect(() => refuseForeign(gitIn(folder), OWN)).toThrow(`origin is ${name}, but the files refer to ${OWN}`)
    for (const own of [name, name.toUpperCase()]) expect(() => refuseForeign(gitIn(folder), own)).not.toThrow()
  })

  test('is asked before anything is tagged', () => {
    git('clone', '--quiet', '--bare', origin, join(place, 'acme/commit-train.git'))
    git('remote', 'set-url', 'origin', join(place, 'acme/commit-train.git'))
    expect(() => release(folder, 'v1.2.3')).toThrow(
      /^origin is acme\/commit-train, but the files refer to commit-train\/c/,
    )
    expect(git('tag')).toBe('')
  })
})

test('who signs all tags gets one that is not signed, and no editor', () => {
  git('config', 'tag.gpgSign', 'true')
  git('config', 'core.editor', 'false')
  const { commit } = release(folder, 'v1.2.3')
  expect([git('rev-parse', 'v1.2.3'), git('rev-parse', 'v1')]).toEqual([commit, commit])
})

test.each<[string, string, () => void, RegExp]>([
  ['no version', '1.2', () => undefined, /"1.2" is no version/],
  ['a work tree with changes', 'v1.2.3', () => writeFileSync(join(folder, 'new'), ''), /commit them first/],
  [
    'something else of ours by a tag, which the called workflow comes to use',
    'v1.2.3',
    () => {
      const file = join(folder, 'actions/deploy/action.yml')
      writeFileSync(file, `${readFileSync(file, 'utf8')}\n    - uses: ${OWN}/actions/build@v1\n`)
      git('commit', '--quiet', '--all', '--message=more')
    },
    /actions\/deploy\/action.yml names actions\/build@v1, which is no full SHA/,
  ],
  [
    'something of ours that is not stamped, in a template',
    'v1.2.3',
    () => {
      writeFileSync(join(folder, `${BUILD}.yml`), withStep(`- uses: "${OWN}/actions/build@v1"`))
      git('commit', '--quiet', '--all', '--message=more')
    },
    /:workflows-templates\/build\.yml names actions\/build@v1, which is no full SHA: .* write "uses: commit-train\//,
  ],
])('is refused: %s', (_, version, change, why) => {
  change()
  expect(() => release(folder, version)).toThrow(why)
  expect(git('tag')).toBe('')
})

test('what another repository has that is named alike is none of ours, and a file may end in .yaml', () => {
  writeFileSync(join(folder, `${BUILD}.yaml`), withStep(`- uses: not-${OWN}/actions/build@v1`))
  rmSync(join(folder, `${BUILD}.yml`))
  git('add', '--all')
  git('commit', '--quiet', '--message=more')
  const { commit } = release(folder, 'v1.2.3')
  const released = git('show', `${commit}:${BUILD}.yaml`)
  expect(released).toContain(`uses: not-${OWN}/actions/build@v1\n`)
  expect(released).toMatch(/uses: commit-train\/commit-train\/actions\/build@[0-9a-f]{40} # v1\.2\.3\n/)
})

test('a fork stamps its own name', () => {
  for (const file of git('grep', '-l', OWN).split('\n')) {
    const path = join(folder, file)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(`${OWN}/`, 'acme/commit-train/'))
  }
  git('commit', '--quiet', '--all', '--message=fork')
  const { commit } = release(folder, 'v1.0.0')
  for (const file of ENTRIES) {
    expect(git('show', `${commit}:${file}`)).toMatch(/uses: acme\/commit-train\/actions\/\w+@[0-9a-f]{40} # v1\.0\.0\n/)
  }
})
