/**
 * Makes a release of the current commit: `script/node script/release.ts v1.2.3` sets the tags v1.2.3 and, where it is the highest of
 * them, v1, here only, on commits in which everything of ours that a workflow or an action uses is named by its full SHA. The branch
 * stays as it is.
 */
import { execFileSync } from 'node:child_process'
import { release } from './release/release.ts'

const root = execFileSync('git', ['rev-parse', '--show-toplevel'], { encoding: 'utf8' }).trim()
const [, , version = ''] = process.argv
try {
  const { commit, major, stays, push } = release(root, version)
  const moved =
    stays === undefined ? `${major} has moved there` : `${major} stays where it is, since ${stays} is higher`
  console.log(`${version} is ${commit}, and ${moved}. This is in this repository only; to publish it:`)
  console.log(`git ${push.join(' ')}`)
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown)
  process.exitCode = 1
}
