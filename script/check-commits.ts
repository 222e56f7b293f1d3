import path from 'node:path'
import { checkCommits, isBuiltHere } from './commits/check.ts'
import { runScript } from './setup/main.ts'
import { cacheFolder, root } from './setup/places.ts'

/** `script/check-commits [RANGE]`: names the commits that change what is shipped and leave `dist/` behind. */
await runScript(async () => {
  const cache = path.join(cacheFolder(process.env), 'commits')
  const found = checkCommits({ root, cache, isBuilt: isBuiltHere }, process.argv[2])
  for (const { sha, title } of found) {
    console.error(`${sha} changes what is shipped and leaves dist/ behind: ${title}`)
  }
  const [first] = found
  if (first === undefined) return 0
  const amend = 'script/build && git add dist && (git diff --cached --quiet || git commit --quiet --amend --no-edit)'
  console.error(`commit-train: give each commit since then its dist/: git rebase --exec '${amend}' ${first.sha}^`)
  return 1
})
