import path from 'node:path'
import { checkNamespaces } from '../test/platform/isolation/namespaces.ts'
import { runIsolated } from '../test/platform/isolation/run-isolated.ts'
import { bootstrap, type PartName } from './setup/bootstrap.ts'
import { runScript } from './setup/main.ts'
import { root } from './setup/places.ts'
import { timesTable } from './setup/times.ts'

const parts: readonly PartName[] = ['node-modules', 'debian-packages', 'kubernetes', 'gomplate']

/** `script/demo`: sets everything up, then plays the demo in namespaces of its own. Its exit code says whether all checks held. */
await runScript(async ({ say, signal }) => {
  checkNamespaces()
  const { bin, cache, timings } = await bootstrap({ parts, say, signal })
  console.log(`\n${timesTable(timings)}`)
  const { exitCode, keptLogs } = await runIsolated({
    argv: [process.execPath, path.join(root, 'test/demo/main.ts'), bin],
    name: 'demo',
    cwd: root,
    bin,
    logs: path.join(cache, 'logs'),
    signal,
  })
  if (keptLogs !== undefined) console.log(`\nThe logs of every part are in ${keptLogs}`)
  return exitCode
})
