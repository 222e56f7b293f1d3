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
  if (found.length > 0)
    console.error('commit-train: each needs its dist/: git rebase -i, "edit" it, script/build, git commit --amend dist')
  return found.length === 0 ? 0 : 1
})
