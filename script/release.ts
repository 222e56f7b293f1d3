/**
 * Makes a release of the current commit: `script/node script/release.ts v1.2.3` sets the tags v1.2.3 and v1, here only, on commits
 * in which everything of ours that a workflow or an action uses is named by its full SHA. The branch stays as it is.
 */
import { execFileSync } from 'node:child_process'
import { release } from './release/release.ts'

const root = execFileSync('git', ['rev-parse', '--show-toplevel'], { encoding: 'utf8' }).trim()
const [, , version = ''] = process.argv
try {
  const { commit, major } = release(root, version)
  console.log(`${version} and ${major} are ${commit}, in this repository only. To publish them:`)
  console.log(`git push origin ${version} && git push --force origin ${major}`)
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown)
  process.exitCode = 1
}
