import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findUnfetched } from '../../../src/git/unfetched.ts'
import { spawnExec } from '../../../src/process/spawn-exec.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const pointer = (size: number) =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a2146'.repeat(8)}\nsize ${size}\n`

/** A checkout as actions/checkout leaves it by default. */
function checkout(files: Readonly<Record<string, string>>, submodules: readonly string[] = []) {
  const workspace = temporaryFolder()
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x', ...args], { cwd: workspace, stdio: 'pipe' })
  git('init', '--quiet')
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(workspace, path, '..'), { recursive: true })
    writeFileSync(join(workspace, path), content)
  }
  // Without its filter: the program of Git LFS need not be there.
  git('-c', 'filter.lfs.required=false', '-c', 'filter.lfs.clean=', 'add', '--all')
  for (const path of submodules) {
    git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},${path}`)
    mkdirSync(join(workspace, path), { recursive: true })
  }
  return { workspace, place: { workspace, exec: spawnExec, env: { PATH: process.env.PATH ?? '' } } }
}

const lfs = '*.bin filter=lfs diff=lfs merge=lfs -text\n'

test('files of LFS whose content is a pointer, below the path alone', async () => {
  const { place } = checkout({
    '.gitattributes': lfs,
    'app/ü model.bin': pointer(1),
    'app/deep/er.bin': pointer(2),
    'app/fetched.bin': '\0\0\0',
    'app/readme.md': pointer(3),
    'application.bin': pointer(4),
  })
  const { lfsPointers } = await findUnfetched(place, 'app')
  expect(lfsPointers.toSorted()).toEqual(['app/deep/er.bin', 'app/ü model.bin'])
  expect((await findUnfetched(place, '.')).lfsPointers).toHaveLength(3)
})

test('attributes of a folder', async () => {
  const { place } = checkout({ 'assets/.gitattributes': lfs, 'assets/a.bin': pointer(1), 'b.bin': pointer(2) })
  expect((await findUnfetched(place, '.')).lfsPointers).toEqual(['assets/a.bin'])
})

test('submodules whose folder is empty', async () => {
  const { workspace, place } = checkout({ 'a.txt': 'a' }, ['vendor/lib', 'vendor/there', 'other'])
  writeFileSync(join(workspace, 'vendor/there/file'), '')
  expect(await findUnfetched(place, 'vendor')).toEqual({ lfsPointers: [], submodules: ['vendor/lib'] })
  expect((await findUnfetched(place, '.')).submodules).toEqual(['other', 'vendor/lib'])
})

test.each<[string, (place: ReturnType<typeof checkout>['place']) => object]>([
  ['no git', place => ({ ...place, env: { PATH: '/nowhere' } })],
  ['no repository', place => ({ ...place, workspace: temporaryFolder() })],
])('%s: nothing is found', async (_what, changed) => {
  const place = { ...checkout({ '.gitattributes': lfs, 'a.bin': pointer(1) }).place }
  expect(await findUnfetched({ ...place, ...changed(place) }, '.')).toEqual({ lfsPointers: [], submodules: [] })
})
