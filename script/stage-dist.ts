import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { isSameFolder } from './commits/same-folder.ts'
import { builtDist } from './setup/built-dist.ts'
import { runScript } from './setup/main.ts'
import { root } from './setup/places.ts'
import { SetupError } from './setup/setup-error.ts'
import { SHIPPED } from './setup/tasks/dist.ts'

/** The pre-commit hook: builds what is staged and stages its `dist/`. What is not staged must not get into that build. */
await runScript(async ({ say, signal }) => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' })
  const loose = [
    ...git('diff', '--name-only', '--', ...SHIPPED).split('\n'),
    ...git('ls-files', '--others', '--exclude-standard', '--', ...SHIPPED).split('\n'),
  ].filter(file => file !== '')
  if (loose.length > 0) {
    throw new SetupError(
      `dist/ is built from the work tree, and ${loose[0]} is not staged: stage it, or put it away with "git stash --keep-index --include-untracked"`,
    )
  }
  const built = await builtDist(say, signal)
  const dist = path.join(root, 'dist')
  if (!isSameFolder(built, dist)) {
    rmSync(dist, { recursive: true, force: true })
    cpSync(built, dist, { recursive: true })
    say('dist/ built again; it is part of this commit')
  }
  git('add', '--all', '--', 'dist')
  return 0
})
