import path from 'node:path'
import { isBuiltHere } from './commits/built.ts'
import { checkCommits } from './commits/check.ts'
import { runScript } from './setup/main.ts'
import { cacheFolder, root } from './setup/places.ts'

/**
 * `script/check-commits [--exact] [RANGE]`: names the commits that change what is shipped and leave `dist/` behind.
 * `--exact` builds each commit that has no new `dist/` and may need one.
 */
await runScript(async () => {
  const args = process.argv.slice(2)
  const exact = { cache: path.join(cacheFolder(process.env), 'commits'), isBuilt: isBuiltHere }
  const range = args.find(arg => arg !== '--exact')
  const found = checkCommits({ root, ...(args.includes('--exact') ? { exact } : {}) }, range)
  for (const { sha, title } of found) {
    console.error(`${sha} changes what is shipped and leaves dist/ behind: ${title}`)
  }
  const [first] = found
  if (first === undefined) return 0
  const amend = 'script/build && git add dist && (git diff --cached --quiet || git commit --quiet --amend --no-edit)'
  console.error(`commit-train: give each commit since then its dist/: git rebase --exec '${amend}' ${first.sha}^`)
  return 1
})
