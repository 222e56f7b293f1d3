import { bootstrap, PART_NAMES } from './setup/bootstrap.ts'
import { installGitHooks } from './setup/git-hooks.ts'
import { runScript } from './setup/main.ts'
import { root } from './setup/places.ts'
import { SetupError } from './setup/setup-error.ts'
import { timesTable } from './setup/times.ts'

/** `script/bootstrap [PART...]`: fetches and builds those parts, all of them by default. */
await runScript(async ({ say, signal }) => {
  const names = process.argv.slice(2)
  const unknown = names.find(name => !PART_NAMES.some(part => part === name))
  if (unknown !== undefined) {
    throw new SetupError(`there is no part "${unknown}"; the parts are ${PART_NAMES.join(', ')}`)
  }
  const parts = PART_NAMES.filter(name => names.length === 0 || names.includes(name))
  installGitHooks(root, process.env)
  const { bin, timings } = await bootstrap({ parts, say, signal })
  console.log(`\n${timesTable(timings)}\n\nprograms: ${bin}`)
  return 0
})
