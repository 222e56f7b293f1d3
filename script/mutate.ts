import { existsSync } from 'node:fs'
import path from 'node:path'
import { runIsolated } from '../test/platform/isolation/run-isolated.ts'
import { bootstrap } from './setup/bootstrap.ts'
import { runScript } from './setup/main.ts'
import { root } from './setup/places.ts'
import { SetupError } from './setup/setup-error.ts'

/**
 * `script/mutate N [SEED [FOLDER [unit]]]`: breaks src/ in N random places, one at a time in a copy, and says which test noticed.
 * With a folder of src/: there, and of the unit tests those beside it alone. With `unit`: without the bundle level, which takes
 * minutes for each mutant that the unit level does not notice. In namespaces of its own: what is broken may send, kill or fork
 * what it never would.
 */
await runScript(async script => {
  const [count = '', seed = '1', folder = 'src', last = 'bundle'] = process.argv.slice(2)
  if (
    !/^[1-9]\d*$/.test(count) ||
    !/^\d+$/.test(seed) ||
    !existsSync(path.join(root, folder)) ||
    !/^(unit|bundle)$/.test(last)
  ) {
    throw new SetupError(
      'script/mutate N [SEED [FOLDER [unit]]], such as: script/mutate 200 1, script/mutate 20 1 src/domain',
    )
  }
  const { bin, cache } = await bootstrap({ parts: ['node-modules', 'gomplate'], ...script })
  const { exitCode } = await runIsolated({
    argv: ['node', path.join(root, 'script/mutation/run.ts'), count, seed, folder, last],
    name: 'mutate',
    cwd: root,
    bin,
    logs: path.join(cache, 'logs'),
    signal: script.signal,
  })
  return exitCode
})
