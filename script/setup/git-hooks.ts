import { execFileSync } from 'node:child_process'

/** Where the hooks of this project are, below the root of each work tree. */
const HOOKS = 'script/git-hooks'

/**
 * Has git run the hooks of this project. Not in CI, where nothing is committed; not in a shallow clone; not from a linked
 * work tree, whose configuration is the whole repository's; and not over another setting.
 */
export function installGitHooks(root: string, env: Readonly<Record<string, string | undefined>>): boolean {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  if (env.CI) return false
  try {
    const [top, own, common, shallow] = git(
      'rev-parse',
      '--show-toplevel',
      '--absolute-git-dir',
      '--path-format=absolute',
      '--git-common-dir',
      '--is-shallow-repository',
    ).split('\n')
    if (top !== root || own !== common || shallow !== 'false') return false
  } catch {
    // No git, or no repository: an archive of the source.
    return false
  }
  try {
    return git('config', '--get', 'core.hooksPath') === HOOKS
  } catch {
    git('config', 'core.hooksPath', HOOKS)
    return true
  }
}
